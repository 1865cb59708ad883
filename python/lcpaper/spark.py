"""Papers on Apache Spark: one row a numbered paragraph or item, or one row a finding.

Every paper is read by one task, where its bytes are; nothing comes to the driver. A paper that cannot be
read is a row too, with only ``paper`` and ``error``. Spark gives the largest files out first.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Unpack

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType

from ._errors import Error
from ._model import Finding
from ._paper import Reading, parse, parse_many, to_arrow_schema

_ENDINGS = ("txt", "text", "docx", "docm", "pdf", "odt", "fodt", "rtf", "html", "htm", "xhtml", "doc")

GLOB = "*.{" + ",".join(form for ending in _ENDINGS for form in (ending, ending.upper())) + "}"
"""The files of a folder that are papers, as the command has it."""

_MOST_FINDINGS = 1000


def _arrow_rows() -> pa.Schema:
    """The columns of rows. Spark has no unsigned numbers, and these may be larger than a signed half."""
    fields = pa.schema(to_arrow_schema(unread=True))
    return pa.schema(
        [field.with_type(pa.int64()) if field.type == pa.uint32() else field for field in fields]
    )


def _arrow_findings() -> pa.Schema:
    numbers = {"line", "column", "end_line", "end_column", "start", "end"}
    columns = [(name, pa.int64() if name in numbers else pa.string()) for name in _FINDING]
    return pa.schema([("paper", pa.string()), *columns, ("error", pa.string())])


_FINDING = [name for name in Finding.__dataclass_fields__ if name not in ("related", "fix", "file")]

ROWS: StructType = from_arrow_schema(_arrow_rows())
"""The schema of :func:`rows`."""

FINDINGS: StructType = from_arrow_schema(_arrow_findings())
"""The schema of :func:`findings`."""


def rows(
    spark: SparkSession,
    papers: str | DataFrame,
    *,
    root: str | None = None,
    glob: str = GLOB,
    **reading: Unpack[Reading],
) -> DataFrame:
    """The numbered paragraphs and items of papers.

    ``papers`` is a path that Spark can read, with all that is below it, or a DataFrame as
    ``spark.read.format("binaryFile")`` gives it, with ``path`` and ``content``. A paper is called by its
    path from ``root``, which is the path where one is given, or else as its file.
    """
    return _papers(spark, papers, glob).mapInArrow(RowsOf(_root(papers, root), reading), ROWS)


def findings(
    spark: SparkSession,
    papers: str | DataFrame,
    *,
    root: str | None = None,
    glob: str = GLOB,
    **reading: Unpack[Reading],
) -> DataFrame:
    """What is wrong in papers, as :func:`rows` takes them."""
    return _papers(spark, papers, glob).mapInArrow(FindingsOf(_root(papers, root), reading), FINDINGS)


def _papers(spark: SparkSession, papers: str | DataFrame, glob: str) -> DataFrame:
    if isinstance(papers, str):
        files = spark.read.format("binaryFile").option("recursiveFileLookup", True)
        papers = files.option("pathGlobFilter", glob).load(papers)
    return papers.select("path", "content")


def _root(papers: str | DataFrame, root: str | None) -> str | None:
    if root is None and isinstance(papers, str):
        root = papers
    return None if root is None else _plain(root if ":/" in root else os.path.abspath(root))


def _plain(path: str) -> str:
    """A path without the word for local files, which Spark writes with one slash or with three."""
    return path.removeprefix("file:").replace("///", "/", 1) if path.startswith("file:") else path


@dataclass(frozen=True)
class RowsOf:
    """Batches with ``path`` and ``content`` to batches of rows: what ``mapInArrow`` is given."""

    root: str | None
    reading: Reading

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        schema = _arrow_rows()
        many = parse_many(_pairs(batches, self.root), threads=1, on_error="row", **self.reading)
        for batch in many:
            yield pa.record_batch(batch).cast(schema)


@dataclass(frozen=True)
class FindingsOf:
    """Batches with ``path`` and ``content`` to batches of findings."""

    root: str | None
    reading: Reading

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        schema = _arrow_findings()
        waiting: list[dict[str, object]] = []
        for name, content in _pairs(batches, self.root):
            try:
                found = parse(content, name=name, **self.reading).check()
                waiting += [{"paper": name} | {key: getattr(f, key) for key in _FINDING} for f in found]
            except Error as error:
                waiting.append({"paper": name, "error": str(error)})
            if len(waiting) >= _MOST_FINDINGS:
                yield pa.RecordBatch.from_pylist(waiting, schema)
                waiting = []
        if waiting:
            yield pa.RecordBatch.from_pylist(waiting, schema)


def _pairs(batches: Iterable[pa.RecordBatch], root: str | None) -> Iterator[tuple[str, bytes]]:
    for batch in batches:
        for path, content in zip(batch["path"], batch["content"], strict=True):
            yield _name(path.as_py(), root), content.as_py()


def _name(path: str, root: str | None) -> str:
    plain = _plain(path)
    if root is not None and plain.startswith(root.rstrip("/") + "/"):
        return plain[len(root.rstrip("/")) + 1 :]
    return plain.rpartition("/")[2]
