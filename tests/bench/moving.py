"""From a key to another main screen, and to a form."""

from collections.abc import Iterator

from models.storage.place import Place
from tests.bench.pty_run import Terminal
from tests.bench.table import Row, most

# A screen's key, and words that only it shows.
_SCREENS = {"2": "Hindrar nu", "3": "rutin version", "1": "Att göra", "6": "Personnummer"}
_GROUPS = (("1, 2, 3: drawn by line", "123", 50), ("6: Export", "6", 100))
_ROUNDS = 34
_PASSES = 3
_FORM, _FIRST_FIELD, _ESCAPE = "n", "Det enda som krävs", "\x1b"
_PROGRAMS, _FORMS = 7, 30


def measure(place: Place, people: int) -> Iterator[Row]:
    """The main screens in turn, in a register of so many people."""
    with _started(place) as program:
        for key, words in _SCREENS.items():
            _shown(program, key, words)
        passes = [_round(program) for _ in range(_PASSES)]
    for name, keys, aim in _GROUPS:
        shown, filled = ([[one[at] for key, one in turns if key in keys] for turns in passes] for at in (0, 1))
        yield most(f"Main screen {name}, {people} candidates", shown, aim)
        yield most(f"… and its data, {people} candidates", filled)


def measure_forms(place: Place) -> Iterator[Row]:
    """The form for a new candidate, the first time and after that."""
    first = []
    for _ in range(_PROGRAMS):
        with _started(place) as program:
            first.append(_opened(program))
    with _started(place) as program:
        _opened(program)
        warm = [[_opened(program) for _ in range(_FORMS)] for _ in range(_PASSES)]
    yield most("The largest form, first time", [first], 200)
    yield most("The largest form, warm", warm, 100)


def _round(program: Terminal) -> list[tuple[str, tuple[float, float]]]:
    return [(key, _shown(program, key, words)) for _ in range(_ROUNDS) for key, words in _SCREENS.items()]


def _shown(program: Terminal, key: str, words: str) -> tuple[float, float]:
    """How long until the screen stands, and until nothing more comes."""
    pressed = program.press(key)
    return program.until(words, whole_frame=True) - pressed, program.until_quiet() - pressed


def _started(place: Place) -> Terminal:
    program = Terminal("tests.bench.inside", str(place.folder))
    program.until("Att göra")
    program.until_quiet(1.0)
    return program


def _opened(program: Terminal) -> float:
    pressed = program.press(_FORM)
    program.until(_FIRST_FIELD, whole_frame=True)
    taken = program.until_quiet() - pressed
    program.press(_ESCAPE)
    program.until_quiet(0.3)
    return taken
