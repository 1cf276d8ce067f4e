"""From a key to the last byte of its frame in the candidate list: in the filter, and along the rows."""

from collections.abc import Iterator

from models.storage.place import Place
from tests.bench.pty_run import Terminal
from tests.bench.table import Row, most

_WORDS = ("ängs", "tuva", "sten", "privat", "örjan lund", "chef", "studierektor", "gran", "ek", "ylva")
_DOWN, _UP, _ERASE = "\x1b[B", "\x1b[A", "\x7f"
_STEPS = 60
_PASSES = 3


def measure(place: Place, people: int, aim: float, key: bytes | None = None) -> Iterator[Row]:
    """The list of so many people; of an encrypted register, with a save begun by each key."""
    module, *secret = ("inside",) if key is None else ("inside_saving", key.hex())
    with Terminal(f"tests.bench.{module}", str(place.folder), *secret) as program:
        program.until("Att göra")
        program.until_quiet(1.0)
        program.press("2")
        program.until(f"{people} kandidater")
        program.until_quiet(1.0)
        walked = [[_pressed(program, key) for key in (_DOWN, _UP) for _ in range(_STEPS)] for _ in range(_PASSES)]
        program.press("/")
        program.until_quiet()
        keys = [key for word in _WORDS for key in (*word, *(_ERASE for _ in word))]
        typed = [[_pressed(program, key) for key in keys] for _ in range(_PASSES)]
    shown = f"{people:,}".replace(",", " ")
    meanwhile = "" if key is None else ", while a save goes on"
    yield most(f"A key in the filter, {shown} candidates{meanwhile}", typed, aim)
    yield most(f"An arrow in the list, {shown} candidates{meanwhile}", walked, aim)


def _pressed(program: Terminal, key: str) -> float:
    return -program.press(key) + program.until_quiet()
