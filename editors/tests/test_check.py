"""What an editor is told is what `lcpaper check` says, of every fixture and in every encoding."""

from __future__ import annotations

import json
import pathlib
import subprocess

import pytest
from conftest import ENCODINGS
from editor import PROGRAM, Editor, editing
from lsprotocol import types as lsp

FIXTURES = pathlib.Path(__file__).parents[2] / "fixtures"

SEVERITY = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "info": lsp.DiagnosticSeverity.Information,
}


def papers() -> list[pathlib.Path]:
    """The fixtures that an editor can open: texts, in UTF-8."""
    found = []
    for path in sorted(FIXTURES.rglob("*")):
        if path.suffix in {".txt", ".md", ".html"}:
            try:
                path.read_bytes().decode("utf-8")
                found.append(path)
            except UnicodeDecodeError:
                pass
    return found


def checked(paths: list[pathlib.Path]) -> dict[str, list[dict]]:
    command = [PROGRAM, "check", "--format", "json", *map(str, paths)]
    report = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    return {file["path"]: file["diagnostics"] for file in report["files"]}


def of_check(editor: Editor, uri: str, finding: dict) -> tuple:
    """A finding of the report, with its place in the editor's text."""
    text = editor.texts[uri]
    if "place" in finding:
        line, column = (int(word.split(" ")[1]) for word in finding["place"].split(", "))
        start = sum(map(len, text.splitlines(keepends=True)[: line - 1])) + column - 1
        return (editor.position(uri, start),)
    mark = 3 if text.startswith("\ufeff") else 0
    def at(byte):
        return editor.position(uri, len(text.encode()[: byte + mark].decode()))
    related = [(at(r["start"]), at(r["end"]), r["message"]) for r in finding["related"]]
    return at(finding["start"]), at(finding["end"]), related


@pytest.mark.parametrize("encoding", ENCODINGS)
async def test_every_fixture(tmp_path: pathlib.Path, encoding: str) -> None:
    paths = papers()
    assert len(paths) > 40
    wanted = checked(paths)
    findings = 0
    async with editing(tmp_path, encoding) as editor:
        for path in paths:
            uri = editor.open(path)
            shown = await editor.findings(uri)
            expected = wanted[str(path)]
            assert len(shown) == len(expected), path
            for is_, should in zip(shown, expected, strict=True):
                message = "\n".join([should["message"], *filter(None, [should.get("help")])])
                named = (should["code"], SEVERITY[should["severity"]], message)
                assert (is_.code, is_.severity, is_.message) == named, path
                place = of_check(editor, uri, should)
                if len(place) == 1:
                    assert is_.range.start == place[0], (path, should)
                else:
                    related = [
                        (r.location.range.start, r.location.range.end, r.message)
                        for r in is_.related_information or []
                    ]
                    assert (is_.range.start, is_.range.end, related) == place, (path, should)
            findings += len(shown)
            editor.close(uri)
    assert findings > 50
