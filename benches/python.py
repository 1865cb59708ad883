"""What Python costs, beside the program and beside others: `benches/python.py FOLDER [RUNS]`.

FOLDER holds made papers (`cargo bench --bench papers -- FOLDER 2000`). LCPAPER names the program, built with
the parquet feature; otherwise it is target/release/lcpaper. Peers are measured where they are installed, in
the Python that runs this. Never part of a test, since timing depends on the machine.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "fixtures" / "2017-work-plan-zh.txt"
PROGRAM = os.environ.get("LCPAPER", str(ROOT / "target" / "release" / "lcpaper"))
ITEMS = 77
"""So many items the annex of the reference paper says it has; 18 paragraphs stand in its body."""


def cpu() -> float:
    """Processor seconds of this process and of those it has waited for."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def measured(work: Callable[[], object], runs: int) -> tuple[float, float]:
    """Least seconds of the wall clock and of the processor."""
    walls, cpus = [], []
    for _ in range(runs):
        wall, before = time.perf_counter(), cpu()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(cpu() - before)
    return min(walls), min(cpus)


def folder(papers: Path, runs: int) -> None:
    """A folder of papers to Arrow or Parquet, in turn, so that a busy machine slows all alike."""
    import pyarrow as pa

    import lcpaper

    files = sorted(papers.rglob("*.txt"))
    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as out:

        def program(to: str, threads: int) -> Callable[[], object]:
            command = [PROGRAM, "parse", papers, "--to", to, "-o", f"{out}/rows.{to}", "--threads", str(threads)]
            return lambda: subprocess.run(command, check=True, stderr=subprocess.DEVNULL)

        def loop() -> None:
            for file in files:
                lcpaper.parse(file).rows()

        works: dict[str, Callable[[], object]] = {}
        for threads in {1: None, cores: None}:
            works[f"the program, --to ndjson, {threads} threads"] = program("ndjson", threads)
            works[f"the program, --to parquet, {threads} threads"] = program("parquet", threads)
            works[f"parse_many to pyarrow, {threads} threads"] = lambda threads=threads: pa.table(  # type: ignore[misc]
                lcpaper.parse_many(files, threads=threads, root=papers)
            )
            works[f"parse_many to named tuples, {threads} threads"] = lambda threads=threads: sum(  # type: ignore[misc]
                len(batch.rows()) for batch in lcpaper.parse_many(files, threads=threads, root=papers)
            )
        works["parse(file).rows() in a loop"] = loop
        results: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
        for _ in range(runs):
            for name, work in works.items():
                results[name].append(measured(work, 1))
    print(f"{len(files)} papers, {sum(f.stat().st_size for f in files) / 1e6:.1f} MB\n")
    print("| | wall | processor | papers/s |\n|---|--:|--:|--:|")
    for name, found in results.items():
        wall, used = min(w for w, _ in found), min(c for _, c in found)
        print(f"| {name} | {wall:.3f} s | {used:.3f} s | {len(files) / wall:,.0f} |")


def call(runs: int) -> None:
    """One call for the reference paper. The library's own is `cargo bench --bench readers -- open`."""
    import lcpaper

    paper = lcpaper.parse(REFERENCE)
    print("\n| the reference paper | least | median |\n|---|--:|--:|")
    for name, work in {
        "parse(path)": lambda: lcpaper.parse(REFERENCE),
        "check()": paper.check,
        "rows()": paper.rows,
        "document": lambda: type(paper).document.func(paper),  # type: ignore[attr-defined]
        "to_json()": paper.to_json,
        "to_html()": paper.to_html,
    }.items():
        times = []
        for _ in range(200 * runs):
            before = time.perf_counter()
            work()
            times.append(time.perf_counter() - before)
        print(f"| {name} | {min(times) * 1e6:.0f} µs | {statistics.median(times) * 1e6:.0f} µs |")


def some(until: float, done: Synchronized[int]) -> None:
    """Parses the same text again and again."""
    import lcpaper

    text = REFERENCE.read_bytes() * 20
    while time.time() < until:
        lcpaper.parse(text)
        done.value += 1


def threads(runs: int) -> None:
    """How much one of Python's threads does, two of them, and two processes, which nothing holds up."""

    def work(kind: Callable[..., Any], count: int) -> int:
        until = time.time() + 4
        done = [multiprocessing.Value("i", 0) for _ in range(count)]
        workers = [kind(target=some, args=(until, each)) for each in done]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        return sum(each.value for each in done)

    kinds = {"one thread": (threading.Thread, 1), "two threads": (threading.Thread, 2)}
    all_ = kinds | {"two processes": (multiprocessing.Process, 2)}
    counts = dict.fromkeys(all_, 0)
    for _ in range(runs):
        for name, (kind, count) in all_.items():
            counts[name] += work(kind, count)
    print("\npapers in the same time: " + ", ".join(f"{name} {count}" for name, count in counts.items()))


def interrupt(runs: int) -> None:
    """From the signal to KeyboardInterrupt, while a text of 70 MB is parsed."""
    import lcpaper

    huge = "".join(f"{n}. {'長' * 60}\n" for n in range(1, 380_000))
    waits = []
    for _ in range(runs):
        sent = 0.0

        def later() -> None:
            nonlocal sent
            time.sleep(0.2)
            sent = time.perf_counter()
            os.kill(os.getpid(), signal.SIGINT)

        thread = threading.Thread(target=later)
        thread.start()
        try:
            lcpaper.parse(huge)
            print("the text is too short for this machine")
        except KeyboardInterrupt:
            waits.append(time.perf_counter() - sent)
        thread.join()
    if waits:
        print(f"Ctrl-C: {min(waits) * 1000:.0f} to {max(waits) * 1000:.0f} ms in {len(waits)} runs")


def peers(runs: int) -> None:
    """What others make of the reference paper: how long, how many items, under how many headings."""
    text = REFERENCE.read_text()
    found: list[tuple[str, float, str]] = []

    def add(name: str, work: Callable[[], str], times: int = runs) -> None:
        try:
            said = work()
            found.append((name, measured(work, times)[0], said))
        except (ImportError, RuntimeError) as error:
            # RuntimeError: its model cannot be downloaded.
            print(f"{name}: not here ({error})", file=sys.stderr)

    def ours() -> str:
        import lcpaper

        rows = lcpaper.parse(REFERENCE).rows()
        items = [row for row in rows if row.part == "annex"]
        sections = {(row.section, row.subsection) for row in items}
        return f"{len(items)} of {ITEMS} items under {len(sections)} headings, {len(rows) - len(items)} of 18 paragraphs"

    def by_regex(lines: list[str]) -> str:
        numbers = [int(m[1]) for line in lines if (m := re.match(r"\s*(\d+)\.", line))]
        return f"{len(numbers)} lines with a number, no part, no heading, text to the end of the line"

    def docx() -> str:
        import docx

        document = docx.Document(str(ROOT / "fixtures" / "formats" / "paper.docx"))
        return by_regex([paragraph.text for paragraph in document.paragraphs])

    def arborparser() -> str:
        from arborparser import NUMERIC_DOT_PATTERN_BUILDER, ChainParser, PatternBuilder, TreeBuilder
        from arborparser.pattern import NumberType

        han = PatternBuilder(number_type=NumberType.CHINESE, suffix_regex="、")
        han_in_parens = han.modify(prefix_regex="[(（]", suffix_regex="[)）]")
        decimal = NUMERIC_DOT_PATTERN_BUILDER.modify(suffix_regex=r"\.\s*", max_level=1)
        chain = ChainParser([p.build() for p in (han, han_in_parens, decimal)]).parse_to_chain(text)

        def below(node: object) -> list[object]:
            return [n for child in node.children for n in (child, *below(child))]  # type: ignore[attr-defined]

        tree = TreeBuilder().build_tree(chain)
        return f"{len(below(tree))} of {len(chain)} marked lines in the tree, {len(tree.children)} of them at its top"

    def unstructured() -> str:
        from unstructured.partition.text import partition_text

        elements = partition_text(text=text)
        kinds: dict[str, int] = {}
        for element in elements:
            kinds[element.category] = kinds.get(element.category, 0) + 1
        return ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items(), key=lambda kv: -kv[1]))

    def docling() -> str:
        from docling.document_converter import DocumentConverter

        document = DocumentConverter().convert(ROOT / "fixtures" / "formats" / "paper.docx").document
        labels: dict[str, int] = {}
        for item in document.texts:
            labels[str(item.label)] = labels.get(str(item.label), 0) + 1
        return ", ".join(f"{count} {label}" for label, count in sorted(labels.items(), key=lambda kv: -kv[1]))

    add("lcpaper", ours)
    add("re, line by line", lambda: by_regex(text.splitlines()))
    add("python-docx and re (paper.docx)", docx)
    add("ArborParser", arborparser)
    add("unstructured", unstructured, 1)
    add("docling (paper.docx)", docling, 1)
    print("\n| | least | what comes out |\n|---|--:|---|")
    for name, least, said in found:
        print(f"| {name} | {least * 1000:.2f} ms | {said} |")


def main() -> None:
    arguments = sys.argv[1:]
    runs = int(arguments[1]) if len(arguments) > 1 else 5
    if arguments and arguments[0] == "peers":
        return peers(runs)
    if not arguments:
        sys.exit("give a folder of papers, or `peers`")
    folder(Path(arguments[0]).resolve(), runs)
    call(runs)
    threads(runs)
    interrupt(runs)


if __name__ == "__main__":
    main()
