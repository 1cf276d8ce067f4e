"""Reading region packs: the built-in ones, and any text that claims to be one."""

import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from models.knowledge.fault import ROOT, Fault
from models.knowledge.pack import Pack
from models.knowledge.pack_check import check_pack
from models.knowledge.pack_faults import shape_faults
from models.knowledge.toml_faults import toml_fault, too_big

_REGIONS = files("models.knowledge") / "regions"


class PackError(Exception):
    """A pack that cannot be used: the file's name and everything that is wrong with it."""

    def __init__(self, name: str, faults: Iterable[Fault]) -> None:
        self.name = name
        self.faults = tuple(faults)
        super().__init__(name, self.faults)

    def __str__(self) -> str:
        lines = (f"{self.name}: {fault}" for fault in self.faults)
        # What stands in the file is shown in a terminal: nothing from it may steer one.
        return "\n".join("".join(char if char.isprintable() else "�" for char in line) for line in lines)


def read_pack(text: str, name: str) -> Pack:
    """The pack that a text holds; `name` is the file's, for the messages. Raises PackError."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(name, [toml_fault(str(error), text)]) from None
    except (ValueError, RecursionError):
        raise PackError(name, [too_big()]) from None
    try:
        pack = Pack.model_validate(data)
    except ValidationError as error:
        raise PackError(name, shape_faults(error, data)) from None
    if faults := tuple(check_pack(pack)):
        raise PackError(name, faults)
    return pack


def read_pack_file(file: Path) -> Pack:
    """The pack in a file. Raises PackError, and OSError where the file cannot be read."""
    data = file.read_bytes()
    try:
        text = data.decode("utf-8-sig")  # Windows editors put a mark first
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fault = Fault(ROOT, "", "text som är sparad som UTF-8", f"rad {line}")
        raise PackError(file.name, [fault]) from None
    return read_pack(text, file.name)


@lru_cache(maxsize=16)
def load_pack(text: str) -> Pack:
    """The pack that a text holds, read once for each text. Raises PackError."""
    return read_pack(text, "regionpaket")


@cache
def builtin_pack_text(code: str) -> str:
    """The text of a built-in pack. Raises KeyError for a region that has none."""
    if code not in _builtin_codes():
        raise KeyError(code)
    return (_REGIONS / f"{code}.toml").read_text("utf-8")


def builtin_packs() -> dict[str, Pack]:
    """The built-in packs by their region's code, in the order of the codes."""
    return {code: load_pack(builtin_pack_text(code)) for code in _builtin_codes()}


def pack_digest(text: str) -> str:
    """The SHA-256 of a pack's text, which tells one edition from another."""
    return sha256(text.encode()).hexdigest()


@cache
def _builtin_codes() -> tuple[str, ...]:
    names = (entry.name for entry in _REGIONS.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))
