"""Markdown is read as Markdown: places are those of the file, and nothing in it is changed."""

from __future__ import annotations

import pathlib

import pytest
from conftest import ENCODINGS
from editor import editing
from lsprotocol import types as lsp

PAPER = """# 𠮷祥社區改善計劃

## **背景**

1\\. 𠮷**重鋪**路面，見附件。

2\\. 擴闊海傍。

4\\. 種植樹木。

## 附件

1\\. 甲項。

2\\. 乙項。
"""


@pytest.mark.parametrize("encoding", ENCODINGS)
async def test_markdown(tmp_path: pathlib.Path, encoding: str) -> None:
    async with editing(tmp_path, encoding) as editor:
        uri = editor.open((tmp_path / "a.md").as_uri(), PAPER, "markdown")
        (gap,) = [finding for finding in await editor.findings(uri) if finding.code == "N001"]
        assert gap.range.start == editor.at(uri, "4\\.")
        params = lsp.HoverParams(editor.document(uri), editor.at(uri, "2\\. 擴"))
        told = await editor.client.text_document_hover_async(params)
        assert "`body/2`" in told.contents.value
        symbols = await editor.client.text_document_document_symbol_async(
            lsp.DocumentSymbolParams(editor.document(uri))
        )
        heading = symbols[0].children[0]
        assert heading.name == "背景" and editor.word(uri, heading.selection_range) == "背景"
        params = lsp.DefinitionParams(editor.document(uri), editor.at(uri, "附件。"))
        found = await editor.client.text_document_definition_async(params)
        assert found.range.start.line == editor.at(uri, "## 附件").line
        actions = await editor.actions(uri, gap.range)
        assert list(actions) == ["Ignore N001 (number-gap) in lcpaper.toml"]
        params = lsp.PrepareRenameParams(editor.document(uri), editor.at(uri, "2\\."))
        assert await editor.client.text_document_prepare_rename_async(params) is None
