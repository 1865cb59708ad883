"""Ten thousand edits, and a paper of five megabytes: memory stays flat, and typing goes on meanwhile.

No time is measured here; benches/lsp.py does that."""

from __future__ import annotations

import pathlib

import papers
import pytest
from editor import Editor, editing
from lsprotocol import types as lsp

EDITS = 10_000

# How much more memory may be held after all edits than after the first thousand, in KiB.
GROWTH = 16 * 1024


def held(editor: Editor) -> int:
    """The memory that the server holds, in KiB."""
    status = pathlib.Path(f"/proc/{editor.client._server.pid}/status")
    if not status.exists():
        pytest.skip("the system does not tell how much memory a program holds")
    (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1])


async def test_memory_is_flat_over_ten_thousand_edits(tmp_path: pathlib.Path) -> None:
    text = papers.ZH + papers.EN * 8
    async with editing(tmp_path) as editor:
        uri = editor.open("untitled:long", text)
        await editor.findings(uri)
        place = text.index("工程一覽")
        early = 0
        for at in range(EDITS):
            # Characters are typed and taken out again.
            if at % 2 == 0:
                editor.edit(uri, place, place, "𠮷")
            else:
                editor.edit(uri, place, place + 1, "")
            if at % 50 == 0:
                await editor.findings(uri)
                editor.published[uri].clear()
            if at == EDITS // 10:
                early = held(editor)
        await editor.findings(uri)
        assert editor.texts[uri] == text
        assert held(editor) - early < GROWTH


async def test_a_paper_of_five_megabytes(tmp_path: pathlib.Path) -> None:
    items = "".join(f"{number}. 𠮷祥街的第 {number} 項工程。\n" for number in range(1, 120_000))
    text = f"計劃\n\n{items}"
    assert len(text.encode()) > 5_000_000
    async with editing(tmp_path) as editor:
        uri = editor.open("untitled:large", text)
        await editor.findings(uri)
        # Each edit makes the run before it out of date; only the last is shown.
        for number in range(60_000, 60_030):
            editor.replace(uri, f"\n{number}. ", f"\n{number}0. ")
        shown = await editor.findings(uri)
        assert shown
        assert {p.version for p in editor.published[uri]} >= {1, editor.versions[uri]}
        params = lsp.HoverParams(editor.document(uri), editor.at(uri, "\n119999. ", 0, 1))
        assert "`body/119999`" in (await editor.client.text_document_hover_async(params)).contents.value
