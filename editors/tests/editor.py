"""An editor to the server: opens and edits texts, and waits for what is said of them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pathlib
from collections.abc import AsyncIterator

from lsprotocol import types as lsp
from pytest_lsp import LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features
from pygls.protocol import default_converter

PROGRAM = os.environ.get("LCPAPER", str(pathlib.Path(__file__).parents[2] / "target/debug/lcpaper"))

# How long an answer may take before a test gives up, in seconds: machines may be busy.
PATIENCE = 120.0

UNITS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
WIDTH = {"utf-8": 1, "utf-16": 2, "utf-32": 4}


class Editor:
    """One session with a server."""

    def __init__(self, client: LanguageClient, encoding: str) -> None:
        self.client = client
        self.encoding = encoding
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.published: dict[str, list[lsp.PublishDiagnosticsParams]] = {}
        self.news = asyncio.Event()

    # Texts

    def open(self, uri: str | pathlib.Path, text: str | None = None, language: str = "plaintext") -> str:
        if isinstance(uri, pathlib.Path):
            if text is None:
                text = uri.read_bytes().decode("utf-8")
            uri = uri.absolute().as_uri()
        assert text is not None
        self.texts[uri], self.versions[uri] = text, 1
        item = lsp.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return uri

    def replace(self, uri: str, old: str, new: str) -> None:
        """Edits the first place where `old` stands."""
        start = self.texts[uri].index(old)
        self.edit(uri, start, start + len(old), new)

    def edit(self, uri: str, start: int, end: int, new: str) -> None:
        """Edits a stretch of characters."""
        text = self.texts[uri]
        change = lsp.TextDocumentContentChangePartial(
            range=lsp.Range(self.position(uri, start), self.position(uri, end)), text=new
        )
        self.texts[uri] = text[:start] + new + text[end:]
        self.versions[uri] += 1
        document = lsp.VersionedTextDocumentIdentifier(uri=uri, version=self.versions[uri])
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))

    def close(self, uri: str) -> None:
        self.client.text_document_did_close(
            lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri))
        )

    def save(self, uri: str) -> None:
        self.client.text_document_did_save(
            lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(uri))
        )

    # Positions, reckoned from the text without the server's help

    def position(self, uri: str, at: int) -> lsp.Position:
        before = self.texts[uri][:at].replace("\r\n", "\n").replace("\r", "\n")
        line = before.rsplit("\n", 1)[-1]
        units = len(line.encode(UNITS[self.encoding])) // WIDTH[self.encoding]
        return lsp.Position(before.count("\n"), units)

    def at(self, uri: str, word: str, nth: int = 0, inside: int = 0) -> lsp.Position:
        """The position of the nth place where a word stands."""
        at = -1
        for _ in range(nth + 1):
            at = self.texts[uri].index(word, at + 1)
        return self.position(uri, at + inside)

    def span(self, uri: str, word: str, nth: int = 0) -> lsp.Range:
        return lsp.Range(self.at(uri, word, nth), self.at(uri, word, nth, len(word)))

    def offset(self, uri: str, position: lsp.Position) -> int:
        lines = self.texts[uri].split("\n")
        units = lines[position.line].encode(UNITS[self.encoding])[: position.character * WIDTH[self.encoding]]
        before = sum(len(line) + 1 for line in lines[: position.line])
        return before + len(units.decode(UNITS[self.encoding]))

    def word(self, uri: str, span: lsp.Range) -> str:
        return self.texts[uri][self.offset(uri, span.start) : self.offset(uri, span.end)]

    def apply(self, uri: str, edits: list[lsp.TextEdit]) -> str:
        """The text after edits that do not overlap."""
        text = self.texts[uri]
        for edit in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
            start, end = self.offset(uri, edit.range.start), self.offset(uri, edit.range.end)
            text = text[:start] + edit.new_text + text[end:]
        return text

    def changed(self, uri: str, edit: lsp.WorkspaceEdit) -> str:
        """The text after an edit of this text alone, which must be of its newest version."""
        (change,) = edit.document_changes
        assert change.text_document.uri == uri
        assert change.text_document.version == self.versions[uri]
        return self.apply(uri, change.edits)

    # Findings

    async def findings(self, uri: str, after: int = 0) -> list[lsp.Diagnostic]:
        """What is shown of the newest version, after so many publications of it."""

        async def newest() -> list[lsp.Diagnostic]:
            while True:
                of_this = [p for p in self.published.get(uri, []) if p.version == self.versions[uri]]
                if len(of_this) > after:
                    return list(of_this[-1].diagnostics)
                self.news.clear()
                await self.news.wait()

        return await asyncio.wait_for(newest(), PATIENCE)

    async def codes(self, uri: str, after: int = 0) -> list[str]:
        return [str(finding.code) for finding in await self.findings(uri, after)]

    def document(self, uri: str) -> lsp.TextDocumentIdentifier:
        return lsp.TextDocumentIdentifier(uri)

    async def actions(
        self, uri: str, where: lsp.Range, only: list[str] | None = None
    ) -> dict[str, lsp.CodeAction]:
        """What can be done there, by title."""
        context = lsp.CodeActionContext(diagnostics=[], only=only)
        params = lsp.CodeActionParams(self.document(uri), where, context)
        actions = await self.client.text_document_code_action_async(params)
        found = {}
        for action in actions:
            if action.edit is None:
                action = await self.client.code_action_resolve_async(action)
            found[action.title] = action
        return found


@contextlib.asynccontextmanager
async def editing(
    folder: pathlib.Path,
    encoding: str = "utf-16",
    settings: dict | None = None,
    like: str = "visual-studio-code",
) -> AsyncIterator[Editor]:
    """A server for a folder, that is told how columns are to be counted."""
    features = dict(DEFAULT_CLIENT_FEATURES)
    del features[lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS]
    client = LanguageClient(converter_factory=default_converter)
    register_lsp_features(client, features)
    editor = Editor(client, encoding)

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def publish(params: lsp.PublishDiagnosticsParams) -> None:
        editor.published.setdefault(params.uri, []).append(params)
        editor.news.set()

    @client.feature(lsp.CLIENT_REGISTER_CAPABILITY)
    def register(_: lsp.RegistrationParams) -> None:
        return None

    @client.feature(lsp.WORKSPACE_INLAY_HINT_REFRESH)
    def refresh(_: None) -> None:
        return None

    await client.start_io(PROGRAM, "lsp")
    capabilities = client_capabilities(like)
    capabilities.general = capabilities.general or lsp.GeneralClientCapabilities()
    capabilities.general.position_encodings = [lsp.PositionEncodingKind(encoding)]
    params = lsp.InitializeParams(
        capabilities=capabilities,
        initialization_options=settings,
        workspace_folders=[lsp.WorkspaceFolder(folder.absolute().as_uri(), folder.name)],
    )
    result = await client.initialize_session(params)
    assert result.capabilities.position_encoding == encoding
    try:
        yield editor
        assert client.error is None
        assert client.log_messages == []
    finally:
        await client.shutdown_session()
        await client.stop()
