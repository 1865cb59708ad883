"""Ten thousand edits, and edits faster than a long paper can be read.

No time is measured here; benches/lsp.py does that, and for five megabytes."""

from __future__ import annotations

import os
import pathlib

import papers
import pytest
from editor import Editor, editing
from lsprotocol import types as lsp

EDITS = 10_000

# Items of the long paper. LCPAPER_ITEMS=120000 makes five megabytes of it, for a program that was built with optimisation.
ITEMS = int(os.environ.get("LCPAPER_ITEMS", "2000"))

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
    text = papers.ZH + papers.EN
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
            if at % 200 == 0:
                await editor.findings(uri)
                editor.published[uri].clear()
            if at == EDITS // 10:
                early = held(editor)
        await editor.findings(uri)
        assert editor.texts[uri] == text
        assert held(editor) - early < GROWTH


async def test_a_long_paper(tmp_path: pathlib.Path) -> None:
    items = "".join(f"{number}. 𠮷祥街的第 {number} 項工程。\n" for number in range(1, ITEMS + 1))
    async with editing(tmp_path) as editor:
        uri = editor.open("untitled:large", f"計劃\n\n{items}")
        await editor.findings(uri)
        # Each edit makes the run before it out of date; only the last is shown.
        for number in range(ITEMS // 2, ITEMS // 2 + 30):
            editor.replace(uri, f"\n{number}. ", f"\n{number}0. ")
        shown = await editor.findings(uri)
        assert shown
        assert len(editor.published[uri]) < 30
        params = lsp.HoverParams(editor.document(uri), editor.at(uri, f"\n{ITEMS}. ", 0, 1))
        told = await editor.client.text_document_hover_async(params)
        assert f"`body/{ITEMS}`" in told.contents.value
