"""What the tests share: the papers of `fixtures/`, and the program they are held against."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "fixtures"
ENDINGS = {".txt", ".docx", ".pdf", ".odt", ".rtf", ".html"}
LOCKED = {"locked.pdf"}


def papers() -> list[Path]:
    """Every fixture that the command reads as it is."""
    files = (path for path in FIXTURES.rglob("*") if path.suffix in ENDINGS)
    return sorted(path for path in files if path.name not in LOCKED)


def _name(path: Path) -> str:
    return str(path.relative_to(FIXTURES))


@pytest.fixture(params=papers(), ids=_name)
def paper(request: pytest.FixtureRequest) -> Path:
    """Each fixture in turn."""
    path: Path = request.param
    return path


@pytest.fixture(scope="session")
def program() -> Callable[..., bytes]:
    """The program as `cargo` builds it, or as LCPAPER names it."""
    path = os.environ.get("LCPAPER")
    if path is None:
        subprocess.run(["cargo", "build", "--quiet", "--features", "parquet"], cwd=ROOT, check=True)
        path = str(ROOT / "target" / "debug" / "lcpaper")

    def run(*args: str | Path) -> bytes:
        return subprocess.run([path, *args], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout

    return run
