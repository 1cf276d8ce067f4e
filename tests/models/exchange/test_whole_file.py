"""Files for others: a name that every system takes, and whole or not at all."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.exchange.whole_file import file_name, write_file
from models.faults import StorageFault


@pytest.mark.parametrize(
    ("part", "named"),
    [
        ("Amina Öst", "Amina Öst.pdf"),
        ("../../etc/passwd", "etc passwd.pdf"),
        ('a<b>:"c"\\|?*d', "a b c d.pdf"),
        ("rad\nbrytning\x00", "rad brytning.pdf"),
        ("  . ", "Namnlös.pdf"),
        ("con", "_con.pdf"),
        ("LPT1.x", "_LPT1.x.pdf"),
        ("Ö" * 300, f"{'Ö' * 90}.pdf"),
    ],
)
def test_a_name_is_made_safe(part: str, named: str) -> None:
    assert file_name(part, suffix=".pdf") == named


@given(st.text(), st.text())
def test_any_words_become_one_name_in_the_folder(one: str, other: str) -> None:
    named = file_name(one, other, suffix=".eml")
    assert Path(named).name == named
    assert len(named.encode()) < 200
    assert named.isprintable()
    assert not named.startswith((".", " "))


def test_a_file_is_written_over_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "ny mapp" / "prov.pdf"
    assert write_file(file, b"ett") == file
    write_file(file, b"ett annat")
    assert file.read_bytes() == b"ett annat"
    assert [one.name for one in file.parent.iterdir()] == ["prov.pdf"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write_file(tmp_path / "prov.pdf", b"ett")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFault, match="Disken är full"):
        write_file(file, b"ett annat")
    assert file.read_bytes() == b"ett"
    assert [one.name for one in tmp_path.iterdir()] == ["prov.pdf"]


def test_a_file_that_cannot_be_replaced_is_named(tmp_path: Path) -> None:
    (tmp_path / "prov.pdf").mkdir()
    with pytest.raises(StorageFault, match=r"prov\.pdf kan inte ersättas"):
        write_file(tmp_path / "prov.pdf", b"ett")
    assert [one.name for one in tmp_path.iterdir()] == ["prov.pdf"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "fil").touch()
    with pytest.raises(StorageFault, match="är en fil, inte en mapp"):
        write_file(tmp_path / "fil" / "prov.pdf", b"ett")
