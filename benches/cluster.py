"""What a cluster costs: `benches/cluster.py FOLDER`, with made papers in FOLDER (see `python.py`).

Measures Spark on local clusters of one and of two executors with a core each, then simulates a million such
papers, and a hundred huge ones among them, on clusters of many cores with the figures measured. Spark reads
files as it does by itself: the largest first, each counted with 4 MB more than it has, into tasks of at most
128 MB. Never part of a test, since timing depends on the machine.
"""

from __future__ import annotations

import heapq
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MB = 1 << 20
OPEN_COST, MOST = 4 * MB, 128 * MB
PRICE = 0.05
"""Of a core for an hour, in dollars: about what clouds ask."""

RUN = """
import sys, time
from pyspark.sql import SparkSession
import lcpaper.spark
cores, folder, out = int(sys.argv[1]), sys.argv[2], sys.argv[3]
spark = SparkSession.builder.master(f"local-cluster[{cores},1,1024]").config("spark.ui.enabled", "false")
spark = spark.config("spark.executor.memory", "512m").getOrCreate()
spark.sparkContext.setLogLevel("OFF")
spark.range(cores * 8).repartition(cores * 2).mapInArrow(lambda batches: batches, "id long").count()
for run in range(3):
    begun = time.perf_counter()
    lcpaper.spark.rows(spark, folder).write.mode("overwrite").parquet(out)
    print("took", time.perf_counter() - begun, flush=True)
begun = time.perf_counter()
spark.range(200).repartition(200).mapInArrow(lambda batches: batches, "id long").count()
print("tasks", (time.perf_counter() - begun) * cores / 200, flush=True)
spark.stop()
"""


def spark(cores: int, folder: Path) -> tuple[float, float]:
    """Least seconds for the folder, and seconds of one core for a task that does nothing."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-c", RUN, str(cores), str(folder), out]
        environment = os.environ | {"PYSPARK_PYTHON": sys.executable}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    lines = [line.split() for line in done.stdout.splitlines()]
    return min(float(value) for what, value in lines if what == "took"), float(lines[-1][1])


def tasks(sizes: list[int], cores: int) -> list[list[int]]:
    """Files in tasks, as Spark puts them."""
    most = min(MOST, max(OPEN_COST, sum(size + OPEN_COST for size in sizes) // cores))
    out: list[list[int]] = []
    room = -1
    for size in sizes:
        if room < size:
            out.append([])
            room = most
        out[-1].append(size)
        room -= size + OPEN_COST
    return out


def simulated(sizes: list[int], cores: int, a_byte: float, a_task: float) -> tuple[float, float]:
    """Seconds until the last core is done, and seconds of all cores."""
    seconds = [a_task + sum(task) * a_byte for task in tasks(sizes, cores)]
    free = [0.0] * cores
    for task in seconds:
        heapq.heappush(free, heapq.heappop(free) + task)
    return max(free), sum(seconds)


def main() -> None:
    folder = Path(sys.argv[1]).resolve()
    sizes = [file.stat().st_size for file in folder.rglob("*.txt")]
    print(f"{len(sizes)} papers, {sum(sizes) / 1e6:.0f} MB, {time.strftime('%d %B %Y')}\n")
    print("| executors of one core | wall | papers/s | an empty task |\n|---|--:|--:|--:|")
    for cores in (1, 2):
        took, a_task = spark(cores, folder)
        print(f"| {cores} | {took:.1f} s | {len(sizes) / took:,.0f} | {a_task * 1000:.0f} ms |")
        if cores == 1:
            a_byte = (took - len(tasks(sizes, 1)) * a_task) / sum(sizes)
            least = a_task
    random.seed(2017)
    million = [random.choice(sizes) for _ in range(1_000_000)] + [50 * MB] * 100
    print("\n| cores | wall, largest first | wall, as they come | cores busy | dollars |\n|--:|--:|--:|--:|--:|")
    for cores in (1, 8, 64, 512):
        wall, busy = simulated(sorted(million, reverse=True), cores, a_byte, least)
        as_they_come = simulated(random.sample(million, len(million)), cores, a_byte, least)[0]
        used = busy / (wall * cores)
        dollars = wall * cores / 3600 * PRICE
        print(f"| {cores} | {wall / 60:.1f} min | {as_they_come / 60:.1f} min | {used:.0%} | {dollars:.2f} |")


if __name__ == "__main__":
    main()
