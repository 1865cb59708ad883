"""The types of what a paper is read as. They are read-only, and can be pickled.

Spans and offsets are bytes of the decoded text in UTF-8, half-open; lines and columns count from 1,
columns in characters.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Hashable
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any, Literal, NamedTuple, TypeVar

T = TypeVar("T")

Severity = Literal["error", "warning", "info"]
Certainty = Literal["low", "medium", "high"]


class Row(NamedTuple):
    """One numbered paragraph or item, in one language."""

    paper: str
    """The paper's file name; below a ``root``, the path from there."""
    language: str
    """BCP 47 tag of the text; ``und`` where it is not known."""
    part: Literal["body", "annex"]
    annex: int | None
    """Which annex, from 1."""
    section: int | None
    """Ordinal of the outermost section; none where that is unmarked."""
    section_title: str | None
    subsection: int | None
    subsection_title: str | None
    path: str
    """Unique in a paper and language, such as ``annex1/2/3/16``."""
    number: int | None
    """The number as the paper prints it."""
    marker: str | None
    """The marker as printed."""
    text: str
    """The logical text, without that of sub-items."""
    joined: bool
    """Whether the text was torn by a blank line or a page break."""
    line: int
    start: int
    end: int


class Span(NamedTuple):
    """A stretch of the decoded text, in bytes of UTF-8, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a paper was read from."""

    name: str
    format: str
    encoding: str
    bytes: int
    sha256: str | None = None
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """A number or ordinal that opens a heading or an item."""

    raw: str
    """As printed, without the space behind it."""
    style: str
    value: int
    """What it counts, from 1; for ``1.2`` the last component."""
    span: Span
    inserted: str | int | None = None
    """The part of the number that was put in later: ``A`` of 14A."""


@dataclass(frozen=True, slots=True)
class Parallel:
    """The same block in another language of a bilingual file."""

    language: str
    text: str
    span: Span
    pieces: tuple[Span, ...]
    marker: Marker | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all that stands under it."""

    title: str
    level: int
    """Depth from 1."""
    span: Span
    line: int
    blocks: tuple[Block, ...]
    marker: Marker | None = None
    language: str | None = None
    """Where it differs from the part's."""
    parallel: tuple[Parallel, ...] = ()
    title_pieces: tuple[Span, ...] = ()
    kind: Literal["section"] = "section"


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered paragraph or item, with its sub-items."""

    marker: Marker
    number: int
    text: str
    span: Span
    line: int
    pieces: tuple[Span, ...]
    """The spans that ``text`` is made of."""
    blocks: tuple[Block, ...]
    language: str | None = None
    parallel: tuple[Parallel, ...] = ()
    table: int | None = None
    """The number of the table that the item is a row of, as in ``Table.table``."""
    cells: tuple[Cell, ...] = ()
    """The cells of the row behind its marker; ``text`` is made of them."""
    kind: Literal["item"] = "item"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """An unnumbered paragraph."""

    text: str
    span: Span
    line: int
    pieces: tuple[Span, ...]
    number: int | None = None
    """1 for the unnumbered first paragraph of a paper whose numbers begin at 2."""
    language: str | None = None
    parallel: tuple[Parallel, ...] = ()
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    text: str
    """Empty for an empty cell; its paragraphs and lines are parted by line ends."""
    span: Span
    column: int
    """Its first column, from 1."""
    header: bool
    """Whether it is the head of a column or row."""
    pieces: tuple[Span, ...]
    columns: int = 1
    """How many columns it reaches over."""
    rows: int = 1
    """How many rows it reaches over."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table."""

    cells: tuple[Cell, ...]
    """From left to right; those that a cell of a row above reaches into are not there."""
    span: Span
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a table that carry no number, one after another.

    A row that begins with a number is an ``Item`` with the same ``table``.
    """

    table: int
    """Which table of the paper, from 1."""
    rows: tuple[TableRow, ...]
    text: str
    """All texts: a tab between two cells, a line end between two rows."""
    span: Span
    line: int
    pieces: tuple[Span, ...]
    language: str | None = None
    parallel: tuple[Parallel, ...] = ()
    kind: Literal["table"] = "table"


Block = Section | Item | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Signatory:
    """One party to a signed plan."""

    party: str
    post: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class ParallelFront:
    """The front matter in another language of a bilingual file."""

    language: str
    title: str
    paper_number: str | None = None
    nature: str | None = None
    committee: str | None = None
    meeting_date: str | None = None


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the body: stamps and titles."""

    title: str
    paper_number: str | None = None
    nature: str | None = None
    committee: str | None = None
    meeting_date: str | None = None
    parallel: tuple[ParallelFront, ...] = ()


@dataclass(frozen=True, slots=True)
class ParallelPart:
    """A part in another language of a bilingual file, without its blocks."""

    language: str
    span: Span
    line: int
    label: str | None = None
    title: str | None = None
    issuer: str | None = None
    issued: str | None = None
    signatories: tuple[Signatory, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The body or an annex."""

    kind: Literal["body", "annex"]
    span: Span
    line: int
    blocks: tuple[Block, ...]
    signatories: tuple[Signatory, ...]
    label: str | None = None
    title: str | None = None
    language: str | None = None
    issuer: str | None = None
    issued: str | None = None
    parallel: tuple[ParallelPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote; it is in no text of the parts."""

    marker: str
    text: str
    span: Span
    line: int
    pieces: tuple[Span, ...]
    reference: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper, as ``parse --to json`` writes it."""

    schema: str
    source: Source
    languages: tuple[str, ...]
    """BCP 47 tags, most text first."""
    front: Front
    parts: tuple[Part, ...]
    """The body, then the annexes."""
    notes: tuple[Footnote, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """One series of numbered items."""

    part: str
    first: int
    last: int
    count: int
    declared: int | None = None
    """How many the paper says there are."""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a finding."""

    message: str
    line: int
    column: int
    start: int
    end: int
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Replaces a stretch of the decoded text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a finding."""

    edits: tuple[Edit, ...]
    safe: bool = False
    """Whether it cannot change what the paper says."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, at the place that a person would edit."""

    code: str
    rule: str
    severity: Severity
    certainty: Certainty
    """How sure it is. What is of low certainty has been made one degree milder."""
    message: str
    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
    related: tuple[Related, ...]
    file: str | None = None
    """The file it is in, where two are compared."""
    place: str | None = None
    """The page or paragraph of a PDF or Word file."""
    expected: str | None = None
    found: str | None = None
    help: str | None = None
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one file."""

    path: str
    series: tuple[Series, ...]
    diagnostics: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One side of a pair."""

    path: str
    line: int
    start: int
    text: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A heading, item, paragraph or line with its counterpart."""

    path: str
    kind: Literal["line", "heading", "item", "paragraph"]
    a: Place | None = None
    b: Place | None = None
    joined: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two language versions of a paper side by side, as ``compare --format json`` writes them."""

    schema: str
    a: str
    b: str
    languages: tuple[str, ...]
    pairs: tuple[Pair, ...]
    diagnostics: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An item in one of two years."""

    path: str
    sections: tuple[str, ...]
    line: int
    start: int
    text: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of a reworded text."""

    op: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one item."""

    class_: Literal["unchanged", "reworded", "moved", "moved+reworded", "added", "dropped"]
    """``class`` in JSON, which is a word of Python."""
    old: Entry | None = None
    new: Entry | None = None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Diff:
    """Two years of a paper, as ``diff --format json`` writes them."""

    schema: str
    old: str
    new: str
    counts: dict[str, int]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of ``check``."""

    code: str
    name: str
    severity: Severity
    summary: str
    explanation: str


def load(type_: type[T], text: bytes) -> T:
    """The JSON of a value of ours as that value."""
    build: Callable[[Any], T] = _builder(typing.cast(Hashable, type_))
    return build(json.loads(text))


@cache
def _builder(type_: Any) -> Callable[[Any], Any]:
    """What makes a value of a type out of its JSON."""
    origin, arguments = typing.get_origin(type_), typing.get_args(type_)
    if type_ == Block:
        return _block
    if origin in (typing.Union, types.UnionType) and type(None) in arguments:
        inner = [argument for argument in arguments if argument is not type(None)]
        # `str | int | None` is JSON as it stands, and none is left out of it.
        return _builder(inner[0]) if len(inner) == 1 else _same
    if origin is tuple:
        element = _builder(arguments[0])
        return lambda values: tuple([element(value) for value in values])
    if type_ is Span:
        return lambda value: Span(value["start"], value["end"])
    if not isinstance(type_, type) or origin is not None or not hasattr(type_, "__dataclass_fields__"):
        return _same
    return _dataclass(type_)


def _same(value: Any) -> Any:
    return value


def _block(value: dict[str, Any]) -> Any:
    types_ = {"section": Section, "item": Item, "paragraph": Paragraph, "table": Table}
    return _builder(types_[value["kind"]])(value)


def _dataclass(type_: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(type_)
    wanted = [
        (field.name, field.name.rstrip("_"), _builder(hints[field.name]), field.default)
        for field in fields(type_)
    ]

    def build(value: dict[str, Any]) -> Any:
        values = {}
        for name, key, make, default in wanted:
            found = value.get(key, MISSING)
            if found is not MISSING:
                values[name] = make(found)
            elif default is MISSING:
                raise KeyError(key)
        return type_(**values)

    return build
