"""One paper: the same bytes as the program gives, and the types that they are."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

import lcpaper
from lcpaper import _model

from .conftest import FIXTURES

Program = Callable[..., bytes]
REFERENCE = FIXTURES / "2017-work-plan-zh.txt"


def test_the_outputs_are_those_of_the_program(paper: Path, program: Program) -> None:
    read = lcpaper.parse(paper)
    assert read.to_json().encode() == program("parse", paper)
    assert read.to_ndjson().encode() == program("parse", "--to", "ndjson", paper)
    assert read.to_markdown().encode() == program("parse", "--to", "markdown", paper)
    assert read.to_html().encode() == program("parse", "--to", "html", paper)
    assert read.to_akn().encode() == program("parse", "--to", "akn", paper)
    assert read.outline().encode() == program("outline", paper)
    assert lcpaper.manifest(read).encode() == program("manifest", paper)


def plain(value: Any) -> Any:
    """A value of ours as its JSON: what is not there is left out."""
    if is_dataclass(value):
        pairs = ((f.name.rstrip("_"), f, getattr(value, f.name)) for f in fields(value))
        return {name: plain(v) for name, f, v in pairs if v != f.default}
    if isinstance(value, lcpaper.Span):
        return value._asdict()
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    return value


def bare(value: Any) -> Any:
    """JSON without the `kind` of blocks, which `plain` leaves out."""
    if isinstance(value, dict):
        blocks = value.get("kind") in ("section", "item", "paragraph", "table") and "span" in value
        return {k: bare(v) for k, v in value.items() if not (blocks and k == "kind")}
    return [bare(v) for v in value] if isinstance(value, list) else value


def test_the_document_is_the_json_and_nothing_of_it_is_lost(paper: Path) -> None:
    read = lcpaper.parse(paper)
    assert plain(read.document) == bare(json.loads(read.to_json()))
    assert read.document is read.document


def test_the_findings_are_those_of_the_program(paper: Path, program: Program) -> None:
    report = json.loads(program("check", "--no-config", "--format", "json", paper))["files"][0]
    read = lcpaper.parse(paper)
    assert [plain(finding) for finding in read.check()] == report["diagnostics"]
    assert [plain(series) for series in read.series] == report["series"]
    assert [plain(finding) for finding in read.check(select="N,T", ignore=["N007"])] == [
        d for d in report["diagnostics"] if d["code"][0] in "NT" and d["code"] != "N007"
    ]


def test_the_rows_are_those_of_the_program(paper: Path, program: Program) -> None:
    lines = program("parse", "--to", "ndjson", paper).decode().splitlines()
    rows = lcpaper.parse(paper).rows()
    assert [row._asdict() for row in rows] == [json.loads(line) for line in lines]
    assert all(isinstance(row, lcpaper.Row) for row in rows)


def test_two_papers_are_compared_as_the_program_does(program: Program) -> None:
    zh, en = REFERENCE, FIXTURES / "2017-work-plan-en.txt"
    both = FIXTURES / "bilingual" / "interleaved.txt"
    comparison = lcpaper.compare(lcpaper.parse(zh), lcpaper.parse(en))
    assert plain(comparison) == json.loads(program("compare", "--format", "json", zh, en))
    comparison = lcpaper.compare(lcpaper.parse(both))
    assert plain(comparison) == json.loads(program("compare", "--format", "json", both))
    with pytest.raises(lcpaper.OptionError, match="one language"):
        lcpaper.compare(lcpaper.parse(zh))
    old, new = (FIXTURES / "years" / f"{year}-plan-zh.txt" for year in (2016, 2018))
    diff = lcpaper.diff(lcpaper.parse(old), lcpaper.parse(new))
    assert plain(diff) == json.loads(program("diff", "--format", "json", old, new))


def test_a_manifest_is_held_against_a_draft() -> None:
    manifest = lcpaper.manifest(lcpaper.parse(REFERENCE))
    text = REFERENCE.read_text()
    draft = lcpaper.parse("\n".join(line for line in text.splitlines() if not line.strip().startswith("36.")))
    assert [f.code for f in draft.check(select="N")] == ["N001"]
    assert lcpaper.parse(text).check(select="S006", manifest=manifest) == []
    moved = text.replace("二、", "三、", 1)
    assert moved != text and lcpaper.parse(moved).check(manifest=manifest)
    with pytest.raises(lcpaper.OptionError, match="manifest"):
        draft.check(manifest="schema = 1")


def test_fixes_are_those_of_the_program(tmp_path: Path, program: Program) -> None:
    draft = tmp_path / "draft.txt"
    text = REFERENCE.read_text().replace("\n 34.", "\n 340.", 1)
    draft.write_text(text)
    read = lcpaper.parse(draft)
    safe, unsafe = lcpaper.fix(read), lcpaper.fix(read, unsafe=True)
    program("check", "--no-config", "--fix", draft)
    assert draft.read_text() == safe != text
    draft.write_text(text)
    program("check", "--no-config", "--unsafe-fixes", draft)
    assert draft.read_text() == unsafe


def test_rules_are_those_of_the_program(program: Program) -> None:
    listed = [
        {"code": r.code, "rule": r.name, "severity": r.severity, "summary": r.summary} for r in lcpaper.rules()
    ]
    assert listed == json.loads(program("rules", "--format", "json"))
    rule = next(rule for rule in lcpaper.rules() if rule.code == "N001")
    assert rule.explanation in program("explain", "N001").decode()


def test_lines_are_explained_as_the_program_explains_them(program: Program) -> None:
    paper = lcpaper.parse(REFERENCE)
    lines = paper.text.splitlines()
    for line in range(1, len(lines) + 1, 7):
        said = program("explain", f"{REFERENCE}:{line}").decode().splitlines()
        assert [sentence.strip() for sentence in said[1:]] == paper.explain(line), line
    assert any("goes on after" in sentence for n in range(1, len(lines)) for sentence in paper.explain(n))
    for line in (-1, 0, len(lines) + 1, 2**40):
        assert paper.explain(line) == []


def test_explaining_heeds_a_profile(tmp_path: Path) -> None:
    profile = tmp_path / "profile.toml"
    profile.write_text('schema = "lcpaper/profile/1"\ntext = ["decimal"]\n')
    text = "1. Build the bridge.\n2. Open it.\n"
    assert lcpaper.parse(text).explain(2)[0] == "“2.” opens an item."
    assert lcpaper.parse(text, profile=profile).explain(2)[0] != "“2.” opens an item."


@pytest.mark.parametrize(
    ("schema", "type_"),
    [("document", _model.Document), ("report", _model.Report), ("compare", _model.Comparison), ("diff", _model.Diff)],
)
def test_the_types_have_every_field_of_the_schema(schema: str, type_: type, program: Program) -> None:
    described = json.loads(program("schema", schema))
    names = {"Section", "Item", "Paragraph", "Table", "Inserted"}
    definitions = described["$defs"]
    ours = {
        "FileReport": "Report", "SeriesReport": "Series", "DiagnosticReport": "Finding", "RelatedReport": "Related",
        "PairReport": "Pair", "PlaceReport": "Place", "SourceInfo": "Source",
        "Edit": "Word" if schema == "diff" else "Edit",
    }  # fmt: skip
    held = 0
    for name, definition in [*definitions.items(), (type_.__name__, described)]:
        properties = set(definition.get("properties", {}))
        of_ours = getattr(_model, ours.get(name, name), None)
        if name in names and not properties or not properties or name in ("Report",) and schema == "report":
            continue
        assert of_ours is not None, f"{name} is no type of ours"
        has = set(of_ours._fields) if hasattr(of_ours, "_fields") else {f.name.rstrip("_") for f in fields(of_ours)}
        assert has - {"kind"} == properties - {"kind"}, name
        held += 1
    assert held > 2


def test_text_bytes_and_paths_are_taken(tmp_path: Path) -> None:
    text = "計劃\n\n1. 興建大橋。\n2. 興建鐵路。\n"
    path = tmp_path / "計劃.txt"
    path.write_text(text)
    of_path, of_str, of_bytes = lcpaper.parse(path), lcpaper.parse(str(path)), lcpaper.parse(text.encode())
    assert of_path.to_json() == of_str.to_json() and of_path.name == "計劃.txt"
    assert lcpaper.parse(text, name="計劃.txt").to_json() == of_path.to_json()
    assert of_bytes.name == lcpaper.parse(text).name == "-"
    assert lcpaper.parse(bytearray(text, "utf-8")).text == text
    big5 = lcpaper.parse("1. 橋。\n2. 路。\n".encode("big5"), encoding="big5")
    assert [row.text for row in big5.rows()] == ["橋。", "路。"]
    assert lcpaper.parse("# 一\n\n1. a\n2. b\n", format="markdown").document.source.format == "markdown"


def test_what_is_told_beforehand_is_heard(tmp_path: Path, program: Program) -> None:
    profile = tmp_path / "paper.toml"
    profile.write_text('schema = "lcpaper/profile/1"\ntext = ["decimal"]\n')
    read = lcpaper.parse(REFERENCE, profile=profile)
    assert read.to_json().encode() == program("parse", "--profile", profile, REFERENCE)
    assert read.to_json() != lcpaper.parse(REFERENCE).to_json()
    word = FIXTURES / "formats" / "draft.docx"
    assert lcpaper.parse(word, tracked="original").to_ndjson().encode() == program(
        "parse", "--to", "ndjson", "--tracked", "original", word
    )


def test_results_are_read_only_and_can_be_pickled() -> None:
    read = lcpaper.parse(REFERENCE)
    for value in (read.document, read.rows(), read.check(), lcpaper.diff(read, read), lcpaper.rules()):
        assert pickle.loads(pickle.dumps(value)) == value
    with pytest.raises(AttributeError):
        read.document.front.title = ""  # type: ignore[misc]
    with pytest.raises(TypeError, match=r"pickle paper\.document"):
        pickle.dumps(read)
    assert asdict(read.document)["front"]["title"] == read.document.front.title


def test_a_paper_shows_itself() -> None:
    read = lcpaper.parse(REFERENCE)
    assert repr(read).startswith("<lcpaper.Paper ") and "annex1 1–77 of 77 declared" in repr(read)
    page = read._repr_html_()
    assert "T001" in page and "跨界基礎設施" in page
    assert "<script>" not in lcpaper.parse("<script>\n1. <script>\n3. <b>\n", name="<script>")._repr_html_()
