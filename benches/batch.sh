#!/usr/bin/env bash
# Whole processes over folders of made papers, against programs that only read
# them: `benches/batch.sh [PAPERS [RUNS]]`. Prints the wall clock (least and
# median), the processor time and the most memory of each command, over all
# papers and over a tenth of them: memory must not grow with their number.
# LCPAPER names a program that is built already, with the parquet feature. Never
# part of a test, since timing depends on the machine.
set -euo pipefail
cd "$(dirname "$0")/.."

papers=${1:-10000}
runs=${2:-5}
binary=${LCPAPER:-$PWD/target/release/lcpaper}
[ -n "${LCPAPER:-}" ] || cargo build --release --quiet --locked --features parquet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# It needs nothing but the standard library, and is built in seconds so.
rustc --edition 2024 -O benches/papers.rs -o "$work/papers"
"$work/papers" "$work/all" "$papers"
"$work/papers" "$work/tenth" "$((papers / 10))"

python3 - "$binary" "$work" "$runs" <<'PY'
"""Commands are run in turn, so that a busy machine slows all alike."""
import os, shutil, statistics, sys, time

binary, work, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
os.chdir(work)
threads = os.cpu_count()

def size(folder):
    sizes = [os.path.getsize(os.path.join(d, f)) for d, _, fs in os.walk(folder) for f in fs]
    return len(sizes), sum(sizes)

def commands(folder):
    peers = [
        ("cat", f"find {folder} -name '*.txt' -print0 | xargs -0 cat"),
        ("wc -l", f"find {folder} -name '*.txt' -print0 | xargs -0 wc -l"),
        ("rg -c '^[0-9]+\\.'", f"rg -c '^[0-9]+\\.' {folder}"),
    ]
    ours = [
        ("parse --to ndjson -o rows.ndjson", []),
        ("parse --to ndjson -o rows.ndjson --threads 1", []),
        ("parse --to csv -o rows.csv --index papers.jsonl", []),
        ("parse --to parquet -o rows.parquet", []),
        ("parse -o out", ["out"]),
        ("parse -o out --resume", []),
        ("check --format json", []),
    ]
    out = [(name, line, []) for name, line in peers if shutil.which(name.split()[0])]
    for name, gone in ours:
        first, rest = name.split(" ", 1)
        out.append((f"lcpaper {name}", f"exec {binary} {first} {folder} {rest}", gone))
    return out

def run(line, gone):
    for folder in gone:
        shutil.rmtree(folder, ignore_errors=True)
    # Python's own memory would count for a child's; that of GNU time is small.
    timed = ["time", "-f", "%M", "-o", "memory"] if shutil.which("time") else []
    command = timed + ["sh", "-c", line]
    null = os.open(os.devnull, os.O_RDWR)
    begun = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ,
                          file_actions=[(os.POSIX_SPAWN_DUP2, null, fd) for fd in (0, 1, 2)])
    _, status, used = os.wait4(pid, 0)
    taken = time.perf_counter() - begun
    os.close(null)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"failed: {line}")
    memory = int(open("memory").read().split()[-1]) if timed else used.ru_maxrss
    return taken, used.ru_utime + used.ru_stime, memory

for folder in ("tenth", "all"):
    count, size_of = size(folder)
    print(f"\n{count} papers, {size_of / 1e6:.1f} MB, {threads} processors, {runs} runs each\n")
    print("| command | least | median | processor | papers/s at the median | most memory |")
    print("|---|--:|--:|--:|--:|--:|")
    todo = commands(folder)
    taken = {name: [] for name, _, _ in todo}
    for _ in range(runs):
        for name, line, gone in todo:
            taken[name].append(run(line, gone))
    for name, got in taken.items():
        wall = [w for w, _, _ in got]
        median = statistics.median(wall)
        cpu = min(c for _, c, _ in got)
        print(f"| `{name}` | {min(wall):.3f} s | {median:.3f} s | {cpu:.3f} s | {count / median:.0f} | {max(m for _, _, m in got) / 1024:.1f} MiB |")
PY
