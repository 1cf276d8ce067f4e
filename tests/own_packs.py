"""Packs of one's own for tests: put in the user's folder, as if the program had been started anew."""

from pathlib import Path

from models.knowledge.pack_places import user_folder
from models.knowledge.pack_reader import builtin_pack_text
from models.knowledge.packs import _read


def put_pack(text: str, name: str = "egen.toml") -> Path:
    """Write a pack in the user's folder, over what was there under that name."""
    user_folder().mkdir(parents=True, exist_ok=True)
    file = user_folder() / name
    file.write_text(text, encoding="utf-8")
    _read.cache_clear()
    return file


def put_pack_where_the_handledare_reports() -> Path:
    """Västmanland as it is, but that its monthly report is the handledare's."""
    before, after = builtin_pack_text("vastmanland").split('key = "manadsrapport"')
    after = after.replace('role = "verksamhetschef"', 'role = "handledare"', 1)
    return put_pack(f'{before}key = "manadsrapport"{after}')


def remove_pack(file: Path) -> None:
    """Take a pack out of the user's folder."""
    file.unlink()
    _read.cache_clear()
