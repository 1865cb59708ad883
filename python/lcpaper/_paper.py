"""Papers, one by one and many at a time."""

from __future__ import annotations

import html
import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Literal, NoReturn, TypedDict

from . import _lcpaper
from ._errors import OptionError
from ._model import Comparison, Diff, Document, Finding, Report, Row, Rule, Series, load

StrPath = str | os.PathLike[str]
Format = Literal["text", "docx", "pdf", "html", "markdown", "odt", "rtf"]
Limits = Mapping[str, int | float | str]


class Reading(TypedDict, total=False):
    """How papers are read, where it is not to be told from them."""

    format: Format | None
    encoding: str | None
    password: str | None
    profile: StrPath | None
    limits: Limits | None
    tracked: Literal["accepted", "original"] | None


def reading(
    *,
    format: Format | None = None,
    encoding: str | None = None,
    password: str | None = None,
    profile: StrPath | None = None,
    limits: Limits | None = None,
    tracked: Literal["accepted", "original"] | None = None,
) -> _lcpaper.Reading:
    """How papers are read."""
    pairs = [(name, str(value)) for name, value in (limits or {}).items()]
    return _lcpaper.Reading(format, encoding, password, profile, pairs, tracked)


class Paper:
    """A paper that was read: its text, its tree, and what is wrong in it.

    It is made by :func:`parse`. The tree stays where it was made; :attr:`document` and
    :meth:`rows` make Python values of it, which can be pickled. A paper itself cannot.
    """

    __slots__ = ("__dict__", "_inner")

    _inner: _lcpaper.Paper

    def __init__(self, inner: _lcpaper.Paper) -> None:
        self._inner = inner

    @property
    def name(self) -> str:
        """The file's name, without folders."""
        return self._inner.name

    @property
    def path(self) -> str:
        """The path as it was given; ``-`` is bytes or a text."""
        return self._inner.path

    @property
    def text(self) -> str:
        """The decoded text. Spans count its bytes in UTF-8."""
        return self._inner.text

    @property
    def notes(self) -> list[str]:
        """What the reader of the format left out or decided."""
        return self._inner.notes

    @cached_property
    def document(self) -> Document:
        """The tree. It is made when it is first asked for."""
        return load(Document, self._inner.json(False))

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """The series of numbered items."""
        return self._report().series

    def rows(self) -> list[Row]:
        """The numbered paragraphs and items, one a row."""
        return self._inner.rows()

    def check(
        self,
        *,
        select: str | Iterable[str] = (),
        ignore: str | Iterable[str] = (),
        manifest: str | None = None,
    ) -> list[Finding]:
        """What is wrong, in the order of the paper.

        ``select`` and ``ignore`` take codes, names, and beginnings of codes (``"N"``). ``manifest`` is
        the text of a manifest that the paper is held against.
        """
        return list(self._report(select, ignore, manifest).diagnostics)

    def explain(self, line: int) -> list[str]:
        """What a line of the text, from 1, was read as, and why: a sentence each. Empty past the last line.

        The paper is read once more for it: by which marker a list went on is not kept.

        >>> parse("1. Build the bridge.\\n2. Open it.\\n").explain(2)[0]
        '“2.” opens an item.'
        """
        return self._inner.explain(line)

    def outline(self) -> str:
        """Sections, item ranges and counts at a glance."""
        return self._inner.outline()

    def to_json(self, *, indent: bool = True) -> str:
        """The tree as JSON, as ``lcpaper parse`` writes it."""
        return self._inner.json(indent).decode()

    def to_ndjson(self) -> str:
        """The rows as JSON, one a line, as ``lcpaper parse --to ndjson`` writes them."""
        return self._inner.ndjson().decode()

    def to_markdown(self) -> str:
        """The paper as CommonMark that no renderer can renumber."""
        return self._inner.markdown()

    def to_html(self) -> str:
        """A page for a person: outline, paper and findings side by side."""
        return self._inner.html()

    def to_akn(self) -> str:
        """The paper as Akoma Ntoso 3.0."""
        return self._inner.akn()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows, for whoever takes Arrow."""
        return self._inner.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"<lcpaper.Paper {self._inner.summary()}>"

    def _repr_html_(self) -> str:
        cell = "<td style='text-align:left'>"
        findings = "".join(
            f"<tr>{cell}{f.line}:{f.column}</td>{cell}{f.severity} {f.code}</td>{cell}{html.escape(f.message)}</td></tr>"
            for f in self.check()
        )
        outline = html.escape(self.outline())
        return f"<pre>{outline}</pre><table>{findings}</table><p>{html.escape(self._inner.summary())}</p>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Paper cannot be pickled; pickle paper.document, paper.rows() or paper.check()")

    def _report(
        self, select: str | Iterable[str] = (), ignore: str | Iterable[str] = (), manifest: str | None = None
    ) -> Report:
        return load(Report, self._inner.report(_words(select), _words(ignore), manifest))


def _words(words: str | Iterable[str]) -> list[str]:
    return words.split(",") if isinstance(words, str) else list(words)


def parse(
    source: StrPath | bytes | bytearray,
    *,
    name: str | None = None,
    format: Format | None = None,
    encoding: str | None = None,
    password: str | None = None,
    profile: StrPath | None = None,
    limits: Limits | None = None,
    tracked: Literal["accepted", "original"] | None = None,
) -> Paper:
    """Reads a paper.

    ``source`` is a path, the bytes of a file, or a text: a ``str`` with a line end in it is a text, any
    other ``str`` is a path. ``name`` is what the paper is called. ``profile`` is the path of a TOML file
    with what is to be known beforehand; ``limits`` changes what reading may take, such as
    ``{"pdf_pages": 5000}``.

    >>> paper = parse("1. Build a bridge.\\n2. Build a railway.\\n4. Build a tunnel.\\n")
    >>> [row.number for row in paper.rows()]
    [1, 2, 4]
    >>> [(finding.code, finding.line) for finding in paper.check()]
    [('N001', 3)]
    """
    if isinstance(source, str) and ("\n" in source or "\r" in source):
        how = reading(format=format or "text", encoding="utf-8", profile=profile, limits=limits)
        return Paper(how.bytes(source.encode(), name))
    how = reading(
        format=format,
        encoding=encoding,
        password=password,
        profile=profile,
        limits=limits,
        tracked=tracked,
    )
    if isinstance(source, (bytes, bytearray)):
        return Paper(how.bytes(source, name))
    return Paper(how.open(source, name))


def parse_many(
    papers: Iterable[StrPath | tuple[str, bytes | StrPath]],
    *,
    threads: int | None = None,
    on_error: Literal["raise", "row", "skip"] = "raise",
    root: StrPath | None = None,
    format: Format | None = None,
    encoding: str | None = None,
    password: str | None = None,
    profile: StrPath | None = None,
    limits: Limits | None = None,
    tracked: Literal["accepted", "original"] | None = None,
) -> _lcpaper.Batches:
    """Reads many papers, several at a time, and gives their rows in batches, in the order of the papers.

    ``papers`` are paths, or pairs of a name and either the bytes of a file or a path. A paper of a path is
    called as its file; below ``root``, by its path from there, as the command calls papers of a folder.

    The result is an iterator of batches, and a stream for whoever takes Arrow: ``pyarrow.table(…)``,
    ``polars.DataFrame(…)``, ``pandas.DataFrame.from_arrow(…)``, and DuckDB by its name in a query. Of an
    endless iterator of papers only some are read ahead.

    A paper that cannot be read never stops the others. With ``on_error="raise"`` its error is raised when
    its turn comes, and the iterator can be asked for what follows; with ``"row"`` it is a row that has only
    ``paper`` and, in a column more, ``error``; with ``"skip"`` it is in ``skipped`` of the result.

    >>> papers = [(name, b"1. Build a bridge.\\n2. Build a railway.\\n") for name in ("a.txt", "b.txt")]
    >>> [(row.paper, row.number) for batch in parse_many(papers) for row in batch.rows()]
    [('a.txt', 1), ('a.txt', 2), ('b.txt', 1), ('b.txt', 2)]
    """
    count = os.cpu_count() or 1 if threads is None else threads
    if count < 1:
        raise OptionError(f"threads={count} is no number of threads; give one or more")
    how = reading(
        format=format,
        encoding=encoding,
        password=password,
        profile=profile,
        limits=limits,
        tracked=tracked,
    )
    if isinstance(papers, (str, bytes, os.PathLike)):
        raise OptionError("papers is one path; give a list of paths")
    if root is not None:
        papers = ((_below(root, paper), paper) if not isinstance(paper, tuple) else paper for paper in papers)
    return _lcpaper.Batches(how, papers, count, on_error)


def _below(root: StrPath, path: StrPath) -> str:
    return os.path.relpath(path, root).replace(os.sep, "/")


def compare(a: Paper, b: Paper | None = None) -> Comparison:
    """Two language versions of one paper, item by item. Without ``b``, ``a`` holds both.

    >>> zh, en = parse("1. 提供 990 個崗位。\\n"), parse("1. To offer 980 places.\\n")
    >>> [finding.code for finding in compare(zh, en).diagnostics]
    ['B003']
    """
    report = a._inner.compare(None if b is None else b._inner)
    if report is None:
        raise OptionError(f"{a.path}: is in one language; give the paper in the other language as well")
    return load(Comparison, report)


def diff(old: Paper, new: Paper) -> Diff:
    """What became of every item between two years of one paper.

    >>> old = parse("1. To build a bridge over the harbour.\\n2. To plant trees along the roads.\\n")
    >>> new = parse("1. To plant trees along the roads.\\n2. To open three schools.\\n")
    >>> [change.class_ for change in diff(old, new).changes]
    ['unchanged', 'added', 'dropped']
    """
    return load(Diff, old._inner.diff(new._inner))


def manifest(paper: Paper) -> str:
    """A good paper's structure as TOML, for ``check(manifest=…)`` to hold later drafts against."""
    return paper._inner.manifest()


def fix(paper: Paper, *, unsafe: bool = False) -> str:
    """The paper's text after the edits that cannot change what it says.

    With ``unsafe``, items also get new numbers where the numbering is broken, and references along.

    >>> fix(parse("1. Build a bridge.\\n3. Build a railway.\\n"), unsafe=True)
    '1. Build a bridge.\\n2. Build a railway.\\n'
    """
    return paper._inner.fixed(unsafe)


def rules() -> list[Rule]:
    """The rules, each with its reason and an example."""
    return [Rule(*rule) for rule in _lcpaper.rules()]


def to_arrow_schema(*, unread: bool = False) -> _lcpaper.Schema:
    """The schema of the rows, for ``pyarrow.schema(…)``; with ``unread``, that of ``on_error="row"``."""
    return _lcpaper.rows_schema(unread)
