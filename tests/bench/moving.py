"""From a key to another main screen, and to a form."""

from collections.abc import Iterator

from models.storage.place import Place
from tests.bench.pty_run import Terminal
from tests.bench.table import Row, most

# A screen's key, and words that only it shows.
_SCREENS = {"2": "Hindrar nu", "3": "Passera\u00a0spärr", "1": "Att göra", "6": "Personnummer"}
_BY_LINE = "123"
_ROUNDS = 40
_FORM, _FIRST_FIELD, _ESCAPE = "n", "Det enda som måste fyllas i", "\x1b"
_PROGRAMS, _FORMS = 7, 30


def measure(place: Place, people: int) -> Iterator[Row]:
    """The main screens in turn, in a register of so many people."""
    shown: dict[str, list[float]] = {key: [] for key in _SCREENS}
    filled: dict[str, list[float]] = {key: [] for key in _SCREENS}
    with _started(place) as program:
        for turn in range(_ROUNDS + 1):
            for key, words in _SCREENS.items():
                pressed = program.press(key)
                frame, last = program.until(words, whole_frame=True), program.until_quiet()
                if turn:
                    shown[key].append(frame - pressed)
                    filled[key].append(last - pressed)
    for name, group, aim in (("drawn by line (1, 2, 3)", _BY_LINE, 50), ("Export (6)", "6", 100)):
        yield most(f"Main screen {name}, {people} candidates", [one for key in group for one in shown[key]], aim)
        yield most(f"… its data too, {people} candidates", [one for key in group for one in filled[key]])


def measure_forms(place: Place) -> Iterator[Row]:
    """The form for a new candidate, the first time and after that."""
    first, warm = [], []
    for number in range(_PROGRAMS):
        with _started(place) as program:
            first.append(_opened(program))
            if number == 0:
                warm = [_opened(program) for _ in range(_FORMS)]
    yield most("The largest form, first time", first, 200)
    yield most("The largest form, warm", warm, 100)


def _started(place: Place) -> Terminal:
    program = Terminal("tui.main", "--data", str(place.folder))
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
