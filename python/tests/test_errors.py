"""What goes wrong is an exception that says what, where, and what to do."""

from __future__ import annotations

import errno
import pickle
from pathlib import Path

import pytest

import lcpaper
from lcpaper import _lcpaper

from .conftest import FIXTURES

FORMATS = FIXTURES / "formats"


def test_each_kind_has_its_class_and_says_what_to_do(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"1. a\n2. \xff\xfe b\n" * 3)
    doc = tmp_path / "old.doc"
    doc.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    cases = [
        (lcpaper.ReadError, tmp_path / "none.txt", {}, None, "name a file"),
        (lcpaper.ReadError, tmp_path, {}, None, "name the files in it"),
        (lcpaper.EncodingError, bad, {}, 8, "encoding="),
        (lcpaper.EncodingError, bad, {"encoding": "utf-8"}, 8, "encoding="),
        (lcpaper.FormatError, doc, {}, None, ""),
        (lcpaper.PasswordError, FORMATS / "locked.pdf", {}, None, "password="),
        (lcpaper.LimitError, FORMATS / "lo.pdf", {"limits": {"pdf_pages": 0}}, None, "limits="),
    ]
    for kind, path, options, offset, remedy in cases:
        with pytest.raises(kind) as caught:
            lcpaper.parse(path, **options)  # type: ignore[arg-type]
        error = caught.value
        assert isinstance(error, lcpaper.Error)
        assert (error.path, error.offset) == (str(path), offset), error
        assert remedy in error.remedy and error.remedy, error
        assert str(path) in str(error)
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again), again.offset) == (kind, str(error), offset)
    with pytest.raises(OSError) as missing:
        lcpaper.parse(tmp_path / "none.txt")
    assert missing.value.errno == errno.ENOENT


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"format": "doc"}, "doc"),
        ({"encoding": "latin-99"}, "latin-99"),
        ({"limits": {"pages": 1}}, "pages is no limit"),
        ({"tracked": "both"}, "accepted or original"),
    ],
)
def test_a_word_that_says_nothing_is_refused(options: dict[str, object], says: str) -> None:
    with pytest.raises(lcpaper.OptionError, match=says) as caught:
        lcpaper.parse(b"1. a\n", **options)  # type: ignore[arg-type]
    assert isinstance(caught.value, ValueError)


def test_rules_and_profiles_that_are_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(lcpaper.OptionError, match="did you mean N001"):
        lcpaper.parse("1. a\n").check(select="number-gapp")
    profile = tmp_path / "p.toml"
    profile.write_text("schema = 1\n")
    with pytest.raises(lcpaper.ProfileError, match=r"p\.toml:1"):
        lcpaper.parse("1. a\n", profile=profile)
    with pytest.raises(TypeError):
        lcpaper.parse(5)  # type: ignore[arg-type]


@pytest.mark.parametrize("short", [True, False])
def test_a_panic_is_an_exception(short: bool, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(lcpaper.InternalError, match="please report it"):
        _lcpaper.panic(short)
    assert "as wanted" in capfd.readouterr().err
