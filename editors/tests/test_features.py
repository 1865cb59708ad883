"""Everything that the server can be asked, of a draft in Chinese, in each encoding, and of one in English."""

from __future__ import annotations

import asyncio
import pathlib

import papers
import pytest
from conftest import Draft
from editor import editing
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException


async def test_findings_stand_under_their_markers(draft: Draft) -> None:
    editor, uri = draft.editor, draft.uri
    findings = {finding.code: finding for finding in await editor.findings(uri)}
    gap = findings["N001"]
    assert gap.range == editor.span(uri, "5.")
    assert gap.severity == lsp.DiagnosticSeverity.Error
    assert gap.message.startswith("item 4 is missing: 5 follows 3\n")
    assert gap.source == "lcpaper"
    assert gap.code_description is not None and gap.code_description.href == "lcpaper:/rules/N001"
    (related,) = gap.related_information or []
    assert related.location == lsp.Location(uri, editor.span(uri, "3."))
    if draft.is_chinese:
        assert editor.word(uri, findings["T002"].range) == ")"


async def test_what_is_only_to_go_is_faded(draft: Draft) -> None:
    editor, uri = draft.editor, draft.uri
    editor.replace(uri, draft.say("道路", "Roads"), draft.say("道\u200b路", "Ro\u200bads"))
    findings = {finding.code: finding for finding in await editor.findings(uri)}
    assert list(findings["T005"].tags) == [lsp.DiagnosticTag.Unnecessary]
    assert findings["N001"].tags is None


async def test_findings_follow_the_edits(draft: Draft) -> None:
    editor, uri = draft.editor, draft.uri
    assert "N001" in await editor.codes(uri)
    editor.replace(uri, "5.", "4.")
    assert "N001" not in await editor.codes(uri)
    # Out of date before it can be read: nothing is said of the versions between.
    for at in range(20):
        editor.replace(uri, "4." if at % 2 == 0 else "7.", "7." if at % 2 == 0 else "4.")
    editor.replace(uri, "4.", "6.")
    findings = await editor.findings(uri)
    assert [f.message.split("\n")[0] for f in findings if f.code == "N001"] == [
        "items 4 and 5 are missing: 6 follows 3"
    ]
    versions = [p.version for p in editor.published[uri]]
    assert versions == sorted(versions), "a version was shown after a newer one"
    editor.close(uri)
    for _ in range(1000):
        if not editor.published[uri][-1].diagnostics:
            break
        await asyncio.sleep(0.01)
    assert not editor.published[uri][-1].diagnostics


async def test_fixes(draft: Draft) -> None:
    editor, uri = draft.editor, draft.uri
    editor.replace(uri, draft.say("道路", "Roads"), draft.say("道\u200b路", "Ro\u200bads"))
    text = editor.texts[uri]
    title = next(t for t in await editor.actions(uri, editor.span(uri, "\u200b")) if t.startswith("T005"))
    action = (await editor.actions(uri, editor.span(uri, "\u200b")))[title]
    assert action.is_preferred and action.kind == lsp.CodeActionKind.QuickFix
    assert action.diagnostics is not None and action.diagnostics[0].code == "T005"
    assert editor.changed(uri, action.edit) == text.replace("\u200b", "")
    everything = await editor.actions(uri, editor.span(uri, "2."), ["source.fixAll"])
    (title,) = everything
    assert title.startswith("Fix all that is safe to fix")
    safe = text.replace("\u200b", "")
    if draft.is_chinese:
        safe = safe.replace("段)", "段）")
    assert editor.changed(uri, everything[title].edit) == safe


async def test_numbers_are_given_anew(draft: Draft) -> None:
    editor, uri = draft.editor, draft.uri
    actions = await editor.actions(uri, editor.span(uri, "3."))
    title = next(title for title in actions if title.startswith("Renumber this series from here"))
    assert "unsafe" in title
    after = editor.changed(uri, actions[title].edit)
    assert after == editor.texts[uri].replace("5.", "4.")
    # From the first number on there is nothing to change in an annex that is in order.
    annex = draft.say("1. 重鋪", "1. 😀 Lay").split(" ")[0]
    place = editor.at(uri, annex, 1)
    assert not any("from here" in t for t in await editor.actions(uri, lsp.Range(place, place)))


async def test_a_rule_is_ignored_in_a_new_configuration(draft: Draft, tmp_path: pathlib.Path) -> None:
    editor, uri = draft.editor, draft.uri
    actions = await editor.actions(uri, editor.span(uri, "5."))
    action = actions["Ignore N001 (number-gap) in lcpaper.toml"]
    create, edit = action.edit.document_changes
    assert create.uri == edit.text_document.uri == (tmp_path / "lcpaper.toml").as_uri()
    (tmp_path / "lcpaper.toml").write_text(edit.edits[0].new_text, encoding="utf-8")
    before = len(editor.published[uri])
    editor.save(uri)
    assert "N001" not in await editor.codes(uri, before)
    # What stands there already is not offered again, and what does not goes into the list.
    editor.replace(uri, draft.say("道路", "Roads"), draft.say("道\u200b路", "Ro\u200bads"))
    actions = await editor.actions(uri, editor.span(uri, "\u200b"))
    (edit,) = actions["Ignore T005 (invisible-character) in lcpaper.toml"].edit.document_changes
    assert edit.edits[0].new_text == ', "T005"'
    assert edit.edits[0].range.start == lsp.Position(0, len('ignore = ["N001"'))


async def hover(draft: Draft, where: lsp.Position) -> str:
    params = lsp.HoverParams(draft.editor.document(draft.uri), where)
    found = await draft.editor.client.text_document_hover_async(params)
    return found.contents.value if found else ""


async def test_hover(draft: Draft) -> None:
    editor, uri = draft.editor, draft.uri
    # A finding and the marker that it is under.
    told = await hover(draft, editor.at(uri, "5."))
    assert "**N001 number-gap**: item 4 is missing" in told
    assert "## What it finds" in told
    assert "`body/5`" in told
    # A marker: path, series, neighbours.
    told = await hover(draft, editor.at(uri, draft.say("2. 擴闊", "2. Widen")))
    assert "**2.** `annex2/1/2`" in told
    assert "2 of 4 numbers: 1. to 4." in told
    assert draft.say("before: 1. 重鋪𠮷祥街", "before: 1. 😀 Lay the surface") in told
    assert draft.say("after: 3. 翻新兒童遊樂場", "after: 3. Renew the playground") in told
    assert draft.say("under 一、 道路", "under I. Roads") in told
    told = await hover(draft, editor.at(uri, "(b)"))
    assert "`annex2/1/2/2`" in told and "2 of 2 numbers: (a) to (b)" in told
    # A line.
    told = await hover(draft, editor.at(uri, draft.say("遊樂場", "playground."), 0))
    assert told.startswith("“3.” opens an item") and " after 2. of line" in told
    told = await hover(draft, editor.at(uri, draft.say("背景", "Background")))
    assert told.startswith("It is a heading without a marker")


async def test_symbols(draft: Draft) -> None:
    editor, uri = draft.editor, draft.uri
    params = lsp.DocumentSymbolParams(editor.document(uri))
    parts = await editor.client.text_document_document_symbol_async(params)
    assert [part.name.split(" ")[0] for part in parts] == ["body", "annex1", "annex2"]
    sections = parts[2].children
    assert [s.name for s in sections] == [draft.say("一、 道路", "I. Roads"), draft.say("二、 公園", "II. Parks")]
    first, second = sections[0].children
    assert first.name == draft.say("1. 重鋪𠮷祥街的路面。", "1. 😀 Lay the surface of the street again.")
    assert [inner.name.split(" ")[0] for inner in second.children] == ["(a)", "(b)"]
    assert editor.word(uri, second.selection_range) == "2."

    def within(symbol: lsp.DocumentSymbol) -> None:
        outer, inner = symbol.range, symbol.selection_range
        assert outer.start <= inner.start and inner.end <= outer.end
        for child in symbol.children or []:
            assert outer.start <= child.range.start and child.range.end <= outer.end
            within(child)

    for part in parts:
        within(part)
    found = await editor.client.workspace_symbol_async(
        lsp.WorkspaceSymbolParams(draft.say("遊樂場", "PLAYGROUND. F".lower().split(".")[0]))
    )
    names = [(symbol.name.split(" ")[0], symbol.location.uri) for symbol in found]
    assert ("3.", uri) in names


async def test_folds(draft: Draft) -> None:
    editor, uri = draft.editor, draft.uri
    params = lsp.FoldingRangeParams(editor.document(uri))
    folds = await editor.client.text_document_folding_range_async(params)
    lines = {(fold.start_line, fold.end_line) for fold in folds}
    item = editor.at(uri, draft.say("2. 擴闊", "2. Widen")).line
    assert (item, item + 2) in lines
    section = editor.at(uri, draft.say("二、公園", "II. Parks")).line
    assert (section, section + 3) in lines


async def test_selections_grow(draft: Draft) -> None:
    editor, uri = draft.editor, draft.uri
    place = editor.at(uri, draft.say("加設", "benches"))
    params = lsp.SelectionRangeParams(editor.document(uri), [place])
    (chain,) = await editor.client.text_document_selection_range_async(params)
    words = []
    while chain:
        words.append(editor.word(uri, chain.range))
        chain = chain.parent
    assert words[0] == draft.say("𠮷加設座椅；", "😀 new benches; and")
    assert words[1].startswith("(a)") and "\n" not in words[1].strip()
    assert words[2].startswith("2.") and "(b)" in words[2]
    assert words[3].startswith(draft.say("一、", "I."))
    assert words[4].startswith(draft.say("附件二", "Annex B"))
    assert words[-1] == editor.texts[uri]


async def jump(draft: Draft, where: lsp.Position) -> str | None:
    """The line that a definition leads to."""
    editor = draft.editor
    params = lsp.DefinitionParams(editor.document(draft.uri), where)
    found = await editor.client.text_document_definition_async(params)
    if found is None:
        return None
    assert found.uri == draft.uri
    start = editor.offset(draft.uri, found.range.start)
    return editor.texts[draft.uri][start:].split("\n")[0]


async def test_from_a_reference_to_what_it_names(draft: Draft) -> None:
    editor, uri = draft.editor, draft.uri
    to = draft.say
    assert await jump(draft, editor.at(uri, to("附件二", "Annex B"))) == to("附件二", "Annex B")
    assert await jump(draft, editor.at(uri, to("附件一", "Annex A"))) == to("附件一", "Annex A")
    paragraph = to("2. 政府在二零一五年推出計劃，見附件一。", "2. 😀 The scheme was launched in 2015, and its funding is set out in Annex A.")
    assert await jump(draft, editor.at(uri, to("2 段", "2 above"))) == paragraph
    item = to("3. 翻新兒童遊樂場。", "3. Renew the playground.")
    assert await jump(draft, editor.at(uri, to("3 項", "3 of Annex"))) == item
    # A reference that may mean another paper leads on all the same.
    third = editor.texts[uri].split("\n3. ")[1].split("\n")[0]
    assert await jump(draft, editor.at(uri, to("3 段", "3 in part"))) == "3. " + third
    # What stands at its own place leads there, and plain text nowhere.
    assert await jump(draft, editor.at(uri, item)) == item
    assert await jump(draft, editor.at(uri, to("種植", "trees"))) is None


async def named(draft: Draft, where: lsp.Position, declared: bool) -> list[str]:
    editor = draft.editor
    params = lsp.ReferenceParams(
        lsp.ReferenceContext(include_declaration=declared), editor.document(draft.uri), where
    )
    found = await editor.client.text_document_references_async(params)
    return [editor.word(draft.uri, place.range) for place in found or []]


async def test_every_place_that_names_it(draft: Draft) -> None:
    editor, uri = draft.editor, draft.uri
    label = draft.say("附件二", "Annex B")
    last = editor.texts[uri].count(label) - 1
    assert await named(draft, editor.at(uri, label, last), True) == [label] * 3
    assert await named(draft, editor.at(uri, label, last), False) == [label] * 2
    assert await named(draft, editor.at(uri, "2. "), True) == ["2.", "2"]
    item = draft.say("3. 翻新", "3. Renew")
    assert await named(draft, editor.at(uri, item), False) == ["3"]


def rename(document: lsp.TextDocumentIdentifier, name: str, where: lsp.Position) -> lsp.RenameParams:
    return lsp.RenameParams(new_name=name, text_document=document, position=where)


async def test_rename_carries_references_along(draft: Draft) -> None:
    editor, uri = draft.editor, draft.uri
    document = editor.document(uri)
    where = editor.at(uri, "2. ")
    can = await editor.client.text_document_prepare_rename_async(lsp.PrepareRenameParams(document, where))
    assert can.placeholder == "2" and editor.word(uri, can.range) == "2."
    edit = await editor.client.text_document_rename_async(rename(document, "4", where))
    text = editor.texts[uri]
    after = text.replace("\n2. ", "\n4. ", 1).replace("第 2 段", "第 4 段").replace("paragraph 2 above", "paragraph 4 above")
    assert editor.changed(uri, edit) == after
    # From the reference too, and of an item of an annex.
    where = editor.at(uri, draft.say("3 項", "3 of Annex"))
    edit = await editor.client.text_document_rename_async(rename(document, "9.", where))
    item = draft.say("3. 翻新", "3. Renew")
    after = text.replace(item, item.replace("3", "9")).replace("第 3 項", "第 9 項").replace("item 3 of", "item 9 of")
    assert editor.changed(uri, edit) == after
    # Whatever counts keeps its form.
    heading = draft.say("二、", "II.")
    edit = await editor.client.text_document_rename_async(
        rename(document, "3", editor.at(uri, heading))
    )
    assert editor.changed(uri, edit) == text.replace(heading, draft.say("三、", "III."))
    with pytest.raises(JsonRpcException, match="is no number"):
        await editor.client.text_document_rename_async(rename(document, "x", where))
    nowhere = editor.at(uri, draft.say("種植", "trees"))
    params = lsp.PrepareRenameParams(document, nowhere)
    assert await editor.client.text_document_prepare_rename_async(params) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_counts_at_headings_where_they_are_wanted(tmp_path: pathlib.Path, encoding: str) -> None:
    async with editing(tmp_path, encoding) as editor:
        uri = editor.open("untitled:Untitled-1", papers.ZH)
        whole = lsp.Range(lsp.Position(0, 0), lsp.Position(999, 0))
        params = lsp.InlayHintParams(editor.document(uri), whole)
        assert not await editor.client.text_document_inlay_hint_async(params)
        editor.client.workspace_did_change_configuration(
            lsp.DidChangeConfigurationParams({"lcpaper": {"inlayHints": True}})
        )
        hints = await editor.client.text_document_inlay_hint_async(params)
        found = {editor.texts[uri].split("\n")[hint.position.line]: hint.label for hint in hints}
        assert found["一、道路"] == "1–2 · 2 items"
        assert found["未來路向"] == "5 · 1 item"
        ends = {hint.position.line: hint.position for hint in hints}
        line = editor.at(uri, "一、道路").line
        assert ends[line] == editor.span(uri, "一、道路").end
    settings = {"inlayHints": True, "documentation": "https://papers.example/rules#"}
    async with editing(tmp_path, encoding, settings) as editor:
        uri = editor.open("untitled:Untitled-1", papers.EN)
        assert await editor.client.text_document_inlay_hint_async(params)
        (gap,) = await editor.findings(uri)
        assert gap.code_description.href == "https://papers.example/rules#N001"


async def test_many_edits_in_one_message(draft: Draft) -> None:
    editor, uri = draft.editor, draft.uri
    changes = []
    for old, new in [("5.", "4."), (draft.say("𠮷祥街的", "😀 As"), "乙"), ("(b)", "(b)\r\n")]:
        start = editor.texts[uri].index(old)
        span = lsp.Range(editor.position(uri, start), editor.position(uri, start + len(old)))
        changes.append(lsp.TextDocumentContentChangePartial(range=span, text=new))
        editor.texts[uri] = editor.texts[uri].replace(old, new, 1)
    editor.versions[uri] += 1
    document = lsp.VersionedTextDocumentIdentifier(uri=uri, version=editor.versions[uri])
    editor.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, changes))
    edited = await editor.findings(uri)
    other = editor.open("untitled:whole", editor.texts[uri])
    whole = await editor.findings(other)
    assert [(f.code, f.range) for f in edited] == [(f.code, f.range) for f in whole]


async def test_a_request_of_an_old_text_is_turned_away_and_the_next_answered(draft: Draft) -> None:
    editor, uri = draft.editor, draft.uri
    document = editor.document(uri)
    await editor.findings(uri)
    editor.replace(uri, "5.", "6.")
    asked = editor.client.text_document_hover_async(lsp.HoverParams(document, editor.at(uri, "6.")))
    editor.replace(uri, "6.", "7.")
    asked = asyncio.ensure_future(asked)
    try:
        told = await asked
        # It may have been answered before the edit came in.
        assert told is None or "6 follows 3" in told.contents.value or "7 follows 3" in told.contents.value
    except JsonRpcException as error:
        assert error.code == lsp.LSPErrorCodes.ContentModified
    assert "7 follows 3" in await hover(draft, editor.at(uri, "7."))


async def test_what_is_not_known_or_not_open_is_an_error_and_no_end(draft: Draft) -> None:
    editor, uri = draft.editor, draft.uri
    with pytest.raises(JsonRpcException, match="is not open"):
        await editor.client.text_document_hover_async(
            lsp.HoverParams(lsp.TextDocumentIdentifier("file:///none.txt"), lsp.Position(0, 0))
        )
    with pytest.raises(JsonRpcException, match="not known"):
        await editor.client.text_document_code_lens_async(lsp.CodeLensParams(editor.document(uri)))
    # Past every end.
    far = lsp.Position(4_000_000, 4_000_000)
    assert await hover(draft, far) is not None
    assert await hover(draft, lsp.Position(0, 4_000_000)) is not None
