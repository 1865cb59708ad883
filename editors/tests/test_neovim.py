"""A draft in Neovim, by its own client."""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess

import papers
import pytest
from editor import PROGRAM

NEOVIM = shutil.which("nvim")


@pytest.mark.skipif(NEOVIM is None, reason="Neovim is not installed")
def test_a_draft_in_neovim(tmp_path: pathlib.Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(papers.ZH, encoding="utf-8")
    script = pathlib.Path(__file__).with_name("neovim.lua")
    folders = {name: str(tmp_path / name) for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")}
    run = subprocess.run(
        [NEOVIM, "--headless", "--clean", "-n", "-c", f"luafile {script}"],
        env=os.environ | folders | {"LCPAPER": PROGRAM, "DRAFT": str(draft)},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "as it should be" in run.stdout + run.stderr
