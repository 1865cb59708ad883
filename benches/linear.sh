#!/usr/bin/env bash
# What the worst inputs cost at n, 2n and 4n, in instructions: repeatable on any
# machine, whatever else it does. Needs valgrind; builds the program first.
#
#   benches/linear.sh [BYTES] [SHAPE…]
#
# prints, for each shape, the instructions of `check` at BYTES (65,536), twice
# and four times that, less those of an empty file, and the two ratios. The last
# line tells the largest ratio.
set -euo pipefail
cd "$(dirname "$0")/.."
bytes=${1:-65536}
shift || true
program=${LCPAPER:-target/release/lcpaper}
[ -n "${LCPAPER:-}" ] || cargo build --release --locked --quiet
cargo build --bench shapes --locked --quiet
shapes=$(cargo bench --bench shapes --locked --no-run --profile dev --message-format short 2>&1 |
  sed -n 's/.*(\(target[^)]*shapes-[^)]*\)).*/\1/p' | tail -1)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

instructions() {
  # `check` exits 1 where it finds an error, which is no failure here.
  { valgrind --tool=callgrind --callgrind-out-file=/dev/null \
    "$program" check --format json "$1" 2>&1 >/dev/null || true; } |
    sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

: >"$scratch/empty.txt"
base=$(instructions "$scratch/empty.txt")
[ "$#" -gt 0 ] || mapfile -t names < <("$shapes")
[ "$#" -eq 0 ] || names=("$@")
printf '%-18s %14s %14s %14s %6s %6s\n' shape n 2n 4n 2n/n 4n/2n
largest=0
for name in "${names[@]}"; do
  row=()
  for times in 1 2 4; do
    "$shapes" "$name" $((bytes * times)) >"$scratch/text.txt"
    row+=($(($(instructions "$scratch/text.txt") - base)))
  done
  awk -v name="$name" -v n="${row[0]}" -v n2="${row[1]}" -v n4="${row[2]}" \
    'BEGIN { printf "%-18s %14.0f %14.0f %14.0f %6.2f %6.2f\n", name, n, n2, n4, n2 / n, n4 / n2 }'
  largest=$(awk -v m="$largest" -v a="${row[0]}" -v b="${row[1]}" -v c="${row[2]}" \
    'BEGIN { if (b / a > m) m = b / a; if (c / b > m) m = c / b; print m }')
done
printf 'largest ratio: %.2f\n' "$largest"
