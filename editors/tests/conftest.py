"""Papers that are open in an editor, in each language and encoding."""

from __future__ import annotations

import pathlib
from collections.abc import AsyncIterator

import papers
import pytest
import pytest_asyncio
from editor import Editor, editing

ENCODINGS = ["utf-8", "utf-16", "utf-32"]


class Draft:
    """A paper of this language that is open, with the words that the tests look for in it."""

    def __init__(self, editor: Editor, uri: str, language: str) -> None:
        self.editor, self.uri, self.language = editor, uri, language
        self.is_chinese = language == "zh"

    def say(self, chinese: str, english: str) -> str:
        return chinese if self.is_chinese else english


# Each language once, and one of them in each encoding.
DRAFTS = [("en", "utf-16"), *(("zh", encoding) for encoding in ENCODINGS)]


@pytest_asyncio.fixture(params=DRAFTS, ids="-".join)
async def draft(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> AsyncIterator[Draft]:
    language, encoding = request.param
    path = tmp_path / f"{language}.txt"
    path.write_text(getattr(papers, language.upper()), encoding="utf-8")
    async with editing(tmp_path, encoding) as editor:
        uri = editor.open(path)
        yield Draft(editor, uri, language)
