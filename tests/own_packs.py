"""Packs of one's own for tests: put in the user's folder, as if the program had been started anew."""

from pathlib import Path

from models.knowledge.pack_places import user_folder
from models.knowledge.packs import _read


def put_pack(text: str, name: str = "egen.toml") -> Path:
    """Write a pack in the user's folder, over what was there under that name."""
    user_folder().mkdir(parents=True, exist_ok=True)
    file = user_folder() / name
    file.write_text(text, encoding="utf-8")
    _read.cache_clear()
    return file


def remove_pack(file: Path) -> None:
    """Take a pack out of the user's folder."""
    file.unlink()
    _read.cache_clear()
