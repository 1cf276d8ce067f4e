"""All the packs there are: the built-in ones, and before them the user's own from the configuration folder."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tomli

from models.knowledge.fault import Fault
from models.knowledge.finding import Finding, find
from models.knowledge.pack import Pack
from models.knowledge.pack_places import builtin_codes, builtin_pack_text, user_folder
from models.knowledge.pack_reader import PackError, load_pack, pack_file_text


@dataclass(frozen=True)
class OwnPacks:
    """What the user's folder holds: the texts that can be used, by code, and what is wrong with the rest."""

    texts: Mapping[str, str]
    broken: tuple[PackError, ...]


def packs() -> dict[str, Pack]:
    """Every pack that can be used by its region's code, in the order of the codes."""
    return {code: load_pack(pack_text(code)) for code in sorted({*builtin_codes(), *own_packs().texts})}


def pack_text(code: str) -> str:
    """The text of a region's pack, the user's own before a built-in one. Raises KeyError where there is none."""
    return own_packs().texts.get(code) or builtin_pack_text(code)


def find_pack(code: str) -> Pack | None:
    """A region's pack; None where it is gone or cannot be used."""
    try:
        return load_pack(pack_text(code))
    except KeyError:
        return None


def own_packs() -> OwnPacks:
    """The user's own packs, read once by each run of the program."""
    return _read(user_folder())


@cache
def _read(folder: Path) -> OwnPacks:
    texts: dict[str, str] = {}
    files: dict[str, str] = {}
    broken: list[PackError] = []
    for file in _files(folder, broken):
        try:
            text = pack_file_text(file)
            code = load_pack(text).code
            if code in files:
                twice = Fault(("code",), f"”{code}” finns redan i {files[code]}")
                raise PackError(file.name, find([twice], text, tomli.loads(text)))
        except PackError as error:
            broken.append(PackError(file.name, error.faults, first=error.first))
        except OSError:
            broken.append(PackError(file.name, [Finding("Filen går inte att läsa.")]))
        else:
            texts[code], files[code] = text, file.name
    return OwnPacks(texts, tuple(broken))


def _files(folder: Path, broken: list[PackError]) -> Iterator[Path]:
    """Every file that means to be a pack, in order of name; hidden ones are some editor's or system's own."""
    try:
        found = sorted(folder.iterdir())
    except FileNotFoundError:
        return
    except OSError:
        broken.append(PackError(str(folder), [Finding("Mappen går inte att läsa.")]))
        return
    yield from (file for file in found if file.suffix.lower() == ".toml" and not file.name.startswith("."))
