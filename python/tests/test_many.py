"""Many papers: in order, none lost, taken by whoever takes Arrow, within bounds of time and memory."""

from __future__ import annotations

import gc
import json
import os
import pickle
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow as pa
import pyarrow.parquet
import pytest

import lcpaper

from .conftest import FIXTURES, papers

Program = Callable[..., bytes]
PLAN = (FIXTURES / "2017-work-plan-zh.txt").read_bytes()


def rows(batches: lcpaper.Batches) -> list[lcpaper.Row]:
    return [row for batch in batches for row in batch.rows()]


def test_all_fixtures_give_the_rows_of_the_program_in_their_order(program: Program) -> None:
    files = papers()
    wanted = [json.loads(line) for file in files for line in program("parse", "--to", "ndjson", file).splitlines()]
    for threads in (1, 3):
        assert [row._asdict() for row in rows(lcpaper.parse_many(files, threads=threads))] == wanted
    assert pa.table(lcpaper.parse_many(files)).to_pylist() == wanted


def test_a_folder_gives_the_parquet_of_the_program(tmp_path: Path, program: Program) -> None:
    out = tmp_path / "rows.parquet"
    program("parse", FIXTURES / "years", FIXTURES / "bilingual", "--to", "parquet", "-o", out)
    files = [path for folder in ("years", "bilingual") for path in sorted((FIXTURES / folder).glob("*.txt"))]
    ours = pa.table(lcpaper.parse_many(files, root=FIXTURES))
    theirs = pyarrow.parquet.read_table(out)
    assert ours.to_pylist() == theirs.to_pylist()
    assert ours.schema.equals(theirs.schema)
    assert ours.schema.equals(pa.schema(lcpaper.to_arrow_schema()), check_metadata=True)
    assert ours.schema.metadata == {b"lcpaper.schema": b"lcpaper/rows/1"}
    assert lcpaper.to_arrow_schema(unread=True).names == [*lcpaper.Row._fields, "error"]


def test_others_take_the_rows_as_they_are() -> None:
    files = sorted(FIXTURES.glob("*.txt"))
    wanted = pa.table(lcpaper.parse_many(files))
    assert polars.DataFrame(lcpaper.parse_many(files)).to_arrow().to_pylist() == wanted.to_pylist()
    assert len(pandas.DataFrame.from_arrow(lcpaper.parse_many(files))) == len(wanted)
    batches = lcpaper.parse_many(files)
    counted = duckdb.sql("SELECT count(*), max(number) FROM batches")
    assert counted is not None and counted.fetchall() == [(len(wanted), max(n for n in wanted["number"].to_pylist() if n))]
    assert sum(len(pa.record_batch(batch)) for batch in lcpaper.parse_many(files)) == len(wanted)
    assert pa.table(lcpaper.parse(files[0])).to_pylist() == [r._asdict() for r in lcpaper.parse(files[0]).rows()]


SHORT = b"1. A bridge.\n2. A railway.\n"


def mixed() -> list[tuple[str, bytes]]:
    return [("a.txt", SHORT), ("b.pdf", b"%PDF-1.4 broken"), ("c.txt", SHORT), ("d.txt", b"\xff\0")]


def test_what_cannot_be_read_never_stops_the_others() -> None:
    batches = lcpaper.parse_many(mixed())
    seen: list[str] = []
    while True:
        try:
            seen += [row.paper for row in next(batches)]
        except StopIteration:
            break
        except lcpaper.Error as error:
            seen.append(f"not {error.path}")
    assert seen == ["a.txt", "a.txt", "not b.pdf", "c.txt", "c.txt", "not d.txt"]

    batches = lcpaper.parse_many(mixed(), on_error="skip")
    assert [row.paper for row in rows(batches)] == ["a.txt", "a.txt", "c.txt", "c.txt"]
    assert [type(error) for error in batches.skipped] == [lcpaper.FormatError, lcpaper.EncodingError]
    assert [error.path for error in pickle.loads(pickle.dumps(batches.skipped))] == ["b.pdf", "d.txt"]

    table = pa.table(lcpaper.parse_many(mixed(), on_error="row"))
    assert table["paper"].to_pylist() == ["a.txt", "a.txt", "b.pdf", "c.txt", "c.txt", "d.txt"]
    assert [error is None for error in table["error"].to_pylist()] == [True, True, False, True, True, False]
    assert [row.paper for row in rows(lcpaper.parse_many(mixed(), on_error="row"))] == ["a.txt", "a.txt", "c.txt", "c.txt"]
    with pytest.raises(pa.ArrowException, match=r"b\.pdf"):
        pa.table(lcpaper.parse_many(mixed()))


def test_options_and_papers_that_are_none_are_refused() -> None:
    for options in ({"threads": 0}, {"on_error": "ignore"}, {"encoding": "x"}):
        with pytest.raises(lcpaper.OptionError):
            lcpaper.parse_many([], **options)
    with pytest.raises(lcpaper.OptionError, match="list of paths"):
        lcpaper.parse_many("a.txt")
    assert rows(lcpaper.parse_many([])) == []
    batches = lcpaper.parse_many([("a.txt", SHORT), 5])  # type: ignore[list-item]
    assert [row.paper for row in next(batches)] == ["a.txt", "a.txt"]
    with pytest.raises(TypeError):
        next(batches)
    assert list(batches) == []


def test_an_endless_iterator_is_read_as_far_as_it_is_needed() -> None:
    given = 0

    def endless() -> Iterator[tuple[str, bytes]]:
        nonlocal given
        while True:
            given += 1
            yield f"{given}.txt", PLAN

    batches = lcpaper.parse_many(endless(), threads=2)
    assert next(batches).rows()[0].paper == "1.txt"
    assert given < 5000


def resident() -> int:
    """Bytes of memory this process holds."""
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_is_flat_over_ten_thousand_papers() -> None:
    plan = "".join(f"{n}. 興建第{n}座大橋，並研究其沿綫的交通安排。\n" for n in range(1, 31)).encode()

    def count(n: int) -> int:
        return sum(len(batch) for batch in lcpaper.parse_many((f"{i}.txt", plan) for i in range(n)))

    count(2000)
    before = resident()
    assert count(10_000) == 300_000
    assert resident() - before < 64 << 20


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_nothing_leaks_in_a_loop() -> None:
    plan = (FIXTURES / "annex-flat-zh.txt").read_bytes()

    def once() -> None:
        paper = lcpaper.parse(plan)
        paper.document, paper.rows(), paper.check(), paper.to_html(), pa.table(paper)
        with pytest.raises(lcpaper.Error):
            lcpaper.parse(b"\xff\0")
        next(lcpaper.parse_many([("a", plan)] * 5))

    for _ in range(50):
        once()
    gc.collect()
    before, objects = resident(), len(gc.get_objects())
    for _ in range(200):
        once()
    gc.collect()
    assert resident() - before < 16 << 20
    assert len(gc.get_objects()) - objects < 100




def test_python_goes_on_while_a_paper_is_parsed() -> None:
    # Whether two threads are faster depends on the machine; that neither holds the other up, does not.
    inside = threading.Event()
    huge = PLAN * 200
    steps = 0

    def parse() -> None:
        lcpaper.parse(huge)
        inside.set()

    thread = threading.Thread(target=parse)
    thread.start()
    while not inside.is_set():
        steps += 1
    thread.join()
    assert steps > 10_000


INTERRUPTED = """
import os, signal, sys, threading, time, lcpaper
huge = "".join(f"{n}. " + "長" * 60 + "\\n" for n in range(1, 400_000))
def parse(): lcpaper.parse(huge)
def many(): list(lcpaper.parse_many([("a.txt", huge.encode())]))
def arrow():
    import pyarrow
    try: pyarrow.table(lcpaper.parse_many([("a.txt", huge.encode())]))
    except pyarrow.ArrowException: signal.pause()
def later():
    time.sleep(0.3)
    os.kill(os.getpid(), signal.SIGINT)
threading.Thread(target=later).start()
try:
    globals()[sys.argv[1]]()
    print("to the end")
except KeyboardInterrupt:
    print("interrupted", flush=True)
    os._exit(0)
"""


@pytest.mark.parametrize("what", ["parse", "many", "arrow"])
def test_ctrl_c_ends_the_waiting_for_a_huge_paper(what: str) -> None:
    # How soon is measured by benches/python.py.
    done = subprocess.run([sys.executable, "-c", INTERRUPTED, what], stdout=subprocess.PIPE, text=True, timeout=60)
    assert done.stdout == "interrupted\n"


def test_a_process_that_was_forked_can_parse() -> None:
    rows(lcpaper.parse_many([("a", PLAN)]))
    child = os.fork()
    if child == 0:
        signal.alarm(20)
        os._exit(len(lcpaper.parse(PLAN).rows()) - len(rows(lcpaper.parse_many([("a", PLAN)]))))
    assert os.waitpid(child, 0)[1] == 0
