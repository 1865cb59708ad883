"""The package as it is installed: the command, the types, the examples."""

from __future__ import annotations

import doctest
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

import lcpaper
from lcpaper import _paper

from .conftest import FIXTURES, ROOT

Program = Callable[..., bytes]
PLAN = FIXTURES / "2017-work-plan-zh.txt"


def test_the_command_is_the_program(program: Program, tmp_path: Path) -> None:
    installed = Path(sysconfig.get_path("scripts")) / "lcpaper"
    for command in ([str(installed)], [sys.executable, "-m", "lcpaper"]):

        def run(*args: str | Path, command: list[str] = command) -> subprocess.CompletedProcess[bytes]:
            return subprocess.run([*command, *args], capture_output=True)

        assert run("outline", PLAN).stdout == program("outline", PLAN)
        assert run("--version").stdout == program("--version") == f"lcpaper {lcpaper.__version__}\n".encode()
        assert run("check", PLAN).returncode == 0
        assert run("check", FIXTURES / "empty-section-zh.txt").returncode == 1
        assert run("check", tmp_path / "none.txt").returncode == 2
        wrong = run("chek")
        assert wrong.returncode == 2 and b"check" in wrong.stderr and not wrong.stdout
        piped = subprocess.run([*command, "outline", "-"], input=PLAN.read_bytes(), capture_output=True)
        assert piped.stdout.splitlines()[1:] == program("outline", PLAN).splitlines()[1:]


def test_the_types_hold() -> None:
    folder = Path(__file__).parents[1]
    for command in (
        ["mypy"],
        ["mypy.stubtest", "lcpaper._lcpaper", "--mypy-config-file", "pyproject.toml"],
    ):
        done = subprocess.run([sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_examples_hold() -> None:
    for module in (lcpaper, _paper):
        failed, tried = doctest.testmod(module)
        assert failed == 0 and tried > 0


def test_the_walk_in_the_docs_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False)
    assert failed == 0 and tried > 10
