"""Reading region packs: any text that claims to be one, and the built-in ones."""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import tomli
from pydantic import ValidationError

from models.knowledge.finding import Finding, find
from models.knowledge.pack import Pack
from models.knowledge.pack_check import check_pack
from models.knowledge.pack_faults import shape_faults
from models.knowledge.pack_places import builtin_codes, builtin_pack_text
from models.knowledge.toml_faults import broken_after, toml_finding, too_big

__all__ = ["PackError", "builtin_pack_text", "builtin_packs", "load_pack", "pack_digest", "read_pack"]

FIRST = "Rätta det här först: fler fel kan finnas."


class PackError(Exception):
    """A pack that cannot be used: the file's name and everything that is wrong with it.

    `first` where these faults kept the reader from looking for more.
    """

    def __init__(self, name: str, faults: Iterable[Finding], *, first: bool = False) -> None:
        self.name = name
        self.faults = tuple(faults)
        self.first = first
        super().__init__(name, self.faults)

    def __str__(self) -> str:
        lines = [f"{self.name}{' ' if fault.line else ': '}{fault}" for fault in self.faults]
        return "\n".join([*lines, f"{self.name}: {FIRST}"] if self.first else lines)


def read_pack(text: str, name: str) -> Pack:
    """The pack that a text holds; `name` is the file's, for the messages. Raises PackError."""
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise PackError(name, [toml_finding(error)], first=True) from None
    except (ValueError, RecursionError):
        raise PackError(name, [too_big()]) from None
    if not data:
        raise PackError(name, [Finding("Filen är tom.")])
    try:
        pack = Pack.model_validate(data)
    except ValidationError as error:
        raise PackError(name, find(shape_faults(error, data), text, data), first=True) from None
    if faults := find(check_pack(pack), text, data):
        raise PackError(name, faults)
    return pack


def pack_file_text(file: Path) -> str:
    """The text of a pack's file. Raises PackError where it is not UTF-8, and OSError."""
    data = file.read_bytes()
    try:
        return data.decode("utf-8-sig")  # Windows editors put a mark first
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        raise PackError(
            file.name,
            [broken_after(before, "texten är inte sparad som UTF-8: välj UTF-8 när filen sparas")],
            first=True,
        ) from None


@lru_cache(maxsize=64)
def load_pack(text: str) -> Pack:
    """The pack that a text holds, read once for each text. Raises PackError."""
    return read_pack(text, "regionpaket")


def builtin_packs() -> dict[str, Pack]:
    """The built-in packs by their region's code, in the order of the codes."""
    return {code: load_pack(builtin_pack_text(code)) for code in builtin_codes()}


def pack_digest(text: str) -> str:
    """The SHA-256 of a pack's text, which tells one edition from another."""
    return sha256(text.encode()).hexdigest()
