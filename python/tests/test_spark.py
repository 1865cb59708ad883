"""On a real cluster of two executors, each a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from pyspark.sql import SparkSession

import lcpaper
from lcpaper import spark as on_spark

from .conftest import FIXTURES, LOCKED, papers

Program = Callable[..., bytes]

pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("lcpaper")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.driver.memory": "1g",
        "spark.executor.memory": "512m",
        "spark.sql.files.openCostInBytes": "65536",
        "spark.sql.files.maxPartitionBytes": "131072",
    }.items():
        builder = builder.config(key, value)
    session: SparkSession = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def plain(row: dict[str, object]) -> str:
    """A row as a line of the program: without what only Spark has."""
    return json.dumps({k: v for k, v in row.items() if k != "error"}, ensure_ascii=False, separators=(",", ":"))


def test_a_folder_gives_the_rows_of_the_program(spark: SparkSession, program: Program) -> None:
    rows = on_spark.rows(spark, str(FIXTURES))
    assert rows.schema == on_spark.ROWS
    found = [row.asDict() for row in rows.collect()]
    wanted = program("parse", FIXTURES, "--to", "ndjson").decode().splitlines()
    assert sorted(plain(row) for row in found if row["error"] is None) == sorted(wanted)
    unread = {row["paper"] for row in found if row["error"] is not None}
    assert unread == {f"formats/{name}" for name in LOCKED}


def test_rows_of_a_data_frame_are_those_of_each_paper(spark: SparkSession) -> None:
    table = spark.read.format("binaryFile").load(str(FIXTURES / "years" / "*.txt"))
    files = sorted((FIXTURES / "years").glob("*.txt"))
    wanted = sorted(plain(row._asdict()) for file in files for row in lcpaper.parse(file).rows())
    assert sorted(plain(row.asDict()) for row in on_spark.rows(spark, table).collect()) == wanted


def test_findings_are_those_of_each_paper(spark: SparkSession) -> None:
    found = on_spark.findings(spark, str(FIXTURES / "rules"))
    assert found.schema == on_spark.FINDINGS
    ours = sorted((row["paper"], row["code"], row["line"], row["message"]) for row in found.collect())
    files = [path for path in papers() if "rules" in path.parts]
    assert ours == sorted(
        (str(file.relative_to(FIXTURES / "rules")), f.code, f.line, f.message)
        for file in files
        for f in lcpaper.parse(file).check()
    )


def test_the_largest_papers_are_begun_first(spark: SparkSession, tmp_path: Path) -> None:
    for n in range(40):
        (tmp_path / f"{n:02}.txt").write_text("1. " + "長" * 2000 * (1 + n * 7 % 40) + "\n")
    papers = spark.read.format("binaryFile").load(str(tmp_path)).select("length").rdd
    largest = papers.mapPartitions(lambda rows: [max((row.length for row in rows), default=0)]).collect()
    assert len(largest) > 4 and largest == sorted(largest, reverse=True)


def executors() -> list[int]:
    """The processes of the executors that this process has below it."""
    parents, names = {}, {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_text().rpartition(")")[2].split()
                names[int(folder.name)] = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            parents[int(folder.name)] = int(stat[1])

    def is_ours(pid: int) -> bool:
        while pid in parents and pid != os.getpid():
            pid = parents[pid]
        return pid == os.getpid()

    return [pid for pid, name in names.items() if b"CoarseGrainedExecutorBackend" in name and is_ours(pid)]


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the executors in /proc")
def test_an_executor_that_is_killed_loses_no_paper_and_doubles_none(spark: SparkSession, tmp_path: Path) -> None:
    folder, begun = tmp_path / "papers", tmp_path / "begun"
    folder.mkdir()
    begun.mkdir()
    text = (FIXTURES / "2017-work-plan-zh.txt").read_text()
    for n in range(60):
        (folder / f"{n:02}.txt").write_text(text)
    victims = executors()
    assert len(victims) == 2
    rows_of = on_spark.RowsOf(None, {})

    def slowly(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        (begun / str(time.monotonic_ns())).touch()
        time.sleep(0.3)
        yield from rows_of(batches)

    # Killed while it works; Spark starts another.
    papers = spark.read.format("binaryFile").load(str(folder)).select("path", "content").repartition(20)
    out = str(tmp_path / "rows")
    job = papers.mapInArrow(slowly, on_spark.ROWS).write

    def kill() -> None:
        while len(list(begun.iterdir())) < 6:
            time.sleep(0.05)
        os.kill(victims[0], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    job.parquet(out)
    killer.join()
    assert victims[0] not in executors()
    assert len(list(begun.iterdir())) > 20
    count = {row["paper"]: row["count"] for row in spark.read.parquet(out).groupBy("paper").count().collect()}
    each = len(lcpaper.parse(text).rows())
    assert count == {f"{n:02}.txt": each for n in range(60)}
