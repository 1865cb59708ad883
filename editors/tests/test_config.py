"""`lcpaper.toml`: checked and completed in the editor, and heeded for the papers beside it."""

from __future__ import annotations

import pathlib

import papers
import pytest
from conftest import ENCODINGS
from editor import Editor, editing
from lsprotocol import types as lsp

pytestmark = pytest.mark.parametrize("encoding", ENCODINGS)


async def complete(editor: Editor, uri: str, text: str) -> dict[str, str | None]:
    """What may be written at the end of a text."""
    editor.edit(uri, 0, len(editor.texts[uri]), text)
    params = lsp.CompletionParams(editor.document(uri), editor.position(uri, len(text)))
    found = await editor.client.text_document_completion_async(params)
    return {item.label: item.insert_text for item in found}


async def test_mistakes_and_completions(tmp_path: pathlib.Path, encoding: str) -> None:
    async with editing(tmp_path, encoding) as editor:
        uri = editor.open(tmp_path / "lcpaper.toml", "# 𠮷\n𠮷 = 1\n", "toml")
        (mistake,) = await editor.findings(uri)
        assert mistake.severity == lsp.DiagnosticSeverity.Error
        editor.edit(uri, 0, len(editor.texts[uri]), 'ignore = ["𠮷", "N001", "N01"]\n')
        (mistake,) = await editor.findings(uri)
        assert "𠮷: is no rule" in mistake.message
        assert mistake.range.start == editor.at(uri, '"𠮷"')
        editor.edit(uri, 0, len(editor.texts[uri]), 'ignore = ["N001"]\n')
        assert await editor.findings(uri) == []

        keys = await complete(editor, uri, 'ignore = ["N001"]\n')
        assert {"select", "ignore", "deny", "baseline", "manifest", "[severity]", "[[compare]]"} <= set(keys)
        assert "glob" not in keys
        assert {"glob", "ignore", "[[paths]]"} <= set(await complete(editor, uri, "[[paths]]\n"))
        assert {"left", "right"} <= set(await complete(editor, uri, "# 𠮷\n\n[[compare]]\n"))
        codes = await complete(editor, uri, 'ignore = ["N001", "')
        assert codes["N007"] is None
        codes = await complete(editor, uri, 'ignore = [\n  "N001",\n  ')
        assert codes["N007"] == '"N007"'
        assert await complete(editor, uri, 'deny = "') == {"warnings": None}
        assert await complete(editor, uri, "[severity]\nN001 = ") == {
            "error": '"error"', "warning": '"warning"', "info": '"info"'
        }
        assert "N001" in await complete(editor, uri, "[severity]\n")


async def test_settings_are_heeded_and_mistakes_in_them_told(tmp_path: pathlib.Path, encoding: str) -> None:
    config = tmp_path / "lcpaper.toml"
    async with editing(tmp_path, encoding) as editor:
        uri = editor.open(tmp_path / "a.txt", papers.EN)
        assert await editor.codes(uri) == ["N001"]
        config.write_text('[severity]\nN001 = "info"\n', encoding="utf-8")
        changed = lsp.FileEvent(config.as_uri(), lsp.FileChangeType.Created)
        editor.client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([changed]))
        (gap,) = await editor.findings(uri, 1)
        assert gap.severity == lsp.DiagnosticSeverity.Information
        config.write_text("wrong = 1\n", encoding="utf-8")
        editor.save(uri)
        mistake, gap = await editor.findings(uri, 2)
        assert "lcpaper.toml:1:1: unknown field `wrong`" in mistake.message
        assert gap.severity == lsp.DiagnosticSeverity.Error


async def test_the_other_language_is_held_against_the_open_text(
    tmp_path: pathlib.Path, encoding: str
) -> None:
    (tmp_path / "lcpaper.toml").write_text(
        '[[compare]]\nleft = "*-zh.txt"\nright = "*-en.txt"\n', encoding="utf-8"
    )
    zh, en = "計劃\n\n", "Plan\n\n"
    for number in range(1, 6):
        zh += f"{number}. 𠮷為第 {number} 區提供 {number}00 個座位。\n"
        en += f"{number}. 😀 To offer {number}00 seats in District {number}.\n"
    (tmp_path / "a-en.txt").write_text(en, encoding="utf-8")
    async with editing(tmp_path, encoding) as editor:
        uri = editor.open(tmp_path / "a-zh.txt", zh)
        assert await editor.findings(uri) == []
        # The other on the disk.
        editor.replace(uri, "300", "330")
        (figure,) = await editor.findings(uri)
        assert figure.code == "B003" and "a-en.txt" in figure.message + str(figure.related_information)
        # The other as it is open, and not as it is on the disk.
        shown = len(editor.published[uri])
        other = editor.open(tmp_path / "a-en.txt", en.replace("300", "330"))
        assert await editor.findings(other) == []
        assert await newest(editor, uri, shown) == []
        shown = len(editor.published[uri])
        editor.replace(other, "500", "550")
        codes = [finding.code for finding in await editor.findings(other)]
        told = [finding.code for finding in await newest(editor, uri, shown)]
        assert sorted(codes + told) == ["B003"]


async def newest(editor: Editor, uri: str, shown: int) -> list[lsp.Diagnostic]:
    """What is shown of a text after so many publications of it."""
    of_this = [p for p in editor.published[uri] if p.version == editor.versions[uri]]
    before = len(editor.published[uri]) - len(of_this)
    return await editor.findings(uri, max(shown - before, 0))
