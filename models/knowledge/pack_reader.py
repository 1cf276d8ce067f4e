"""Reading region packs: any text that claims to be one, and the built-in ones."""

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from models.knowledge.fault import ROOT, Fault
from models.knowledge.pack import Pack
from models.knowledge.pack_check import check_pack
from models.knowledge.pack_faults import shape_faults
from models.knowledge.pack_places import builtin_codes, builtin_pack_text
from models.knowledge.toml_faults import toml_fault, too_big

__all__ = ["PackError", "builtin_pack_text", "builtin_packs", "load_pack", "pack_digest", "read_pack", "read_pack_file"]

FIRST = "Rätta det här först: fler fel kan finnas."


class PackError(Exception):
    """A pack that cannot be used: the file's name and everything that is wrong with it.

    `first` where these faults kept the reader from looking for more.
    """

    def __init__(self, name: str, faults: Iterable[Fault], *, first: bool = False) -> None:
        self.name = name
        self.faults = tuple(faults)
        self.first = first
        super().__init__(name, self.faults)

    def __str__(self) -> str:
        lines = [f"{self.name}: {fault}" for fault in (*self.faults, *([FIRST] if self.first else []))]
        # What stands in the file is shown in a terminal: nothing from it may steer one.
        return "\n".join("".join(char if char.isprintable() else "�" for char in line) for line in lines)


def read_pack(text: str, name: str) -> Pack:
    """The pack that a text holds; `name` is the file's, for the messages. Raises PackError."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(name, [toml_fault(str(error), text)], first=True) from None
    except (ValueError, RecursionError):
        raise PackError(name, [too_big()]) from None
    if not data:
        raise PackError(name, [Fault("", "", "", says="Filen är tom.")])
    try:
        pack = Pack.model_validate(data)
    except ValidationError as error:
        raise PackError(name, shape_faults(error, data), first=True) from None
    if faults := tuple(check_pack(pack)):
        raise PackError(name, faults)
    return pack


def read_pack_file(file: Path) -> Pack:
    """The pack in a file. Raises PackError, and OSError where the file cannot be read."""
    return read_pack(pack_file_text(file), file.name)


def pack_file_text(file: Path) -> str:
    """The text of a pack's file. Raises PackError where it is not UTF-8, and OSError."""
    data = file.read_bytes()
    try:
        return data.decode("utf-8-sig")  # Windows editors put a mark first
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fault = Fault(ROOT, "", "text som är sparad som UTF-8", f"rad {line}")
        raise PackError(file.name, [fault]) from None


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
