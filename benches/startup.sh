#!/usr/bin/env bash
# Whole-process time of `lcpaper parse` on the reference paper against `cat` of
# the same file: what a shell loop over many papers pays. Builds the release
# binary first, linked statically: loading is a third of a run. Prints the median of many runs; never part of a test, since
# timing depends on the machine.
set -euo pipefail
cd "$(dirname "$0")/.."

paper=fixtures/2017-work-plan-zh.txt
runs=${1:-500}
cargo rustc --release --quiet --locked --bin lcpaper -- \
  -C target-feature=+crt-static -C relocation-model=static
binary=target/release/lcpaper

if command -v hyperfine >/dev/null; then
  exec hyperfine --shell=none --warmup 50 --runs "$runs" \
    "cat $paper" "$binary parse $paper" "$binary parse $paper --to ndjson" "$binary check $paper"
fi

exec python3 - "$runs" "$binary" "$paper" <<'PY'
"""The two are run in turn, so that a busy machine slows both alike."""
import os, statistics, sys, time

runs, binary, paper = int(sys.argv[1]), sys.argv[2], sys.argv[3]
commands = [
    ["cat", paper],
    [binary, "parse", paper],
    [binary, "parse", paper, "--to", "ndjson"],
    [binary, "check", paper],
]
null = os.open(os.devnull, os.O_RDWR)
actions = [(os.POSIX_SPAWN_DUP2, null, fd) for fd in (0, 1, 2)]
times = [[] for _ in commands]
for run in range(runs + 20):
    for command, taken in zip(commands, times):
        start = time.perf_counter()
        pid = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
        os.waitpid(pid, 0)
        if run >= 20:
            taken.append(time.perf_counter() - start)
base = statistics.median(times[0])
for command, taken in zip(commands, times):
    median = statistics.median(taken)
    name = " ".join([os.path.basename(command[0])] + command[1:])
    print(f"{median * 1e3:7.2f} ms  {min(taken) * 1e3:7.2f} ms at best  {median / base:5.2f} x cat  {name}")
PY
