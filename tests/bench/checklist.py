"""A long checklist: opened from another screen, walked to from another one, and paged through."""

from collections.abc import Iterator

from models.storage.place import Place
from tests.bench.pty_run import FRAME_END, Terminal
from tests.bench.table import Row, most

_OTHER_SCREEN, _CHECKLIST, _NEXT, _PAGES = "2", "3", ".", ("\x1b[6~", "\x1b[5~")
_ROUNDS, _PASSES = 40, 3


def measure(place: Place, names: tuple[str, str], steps: int) -> Iterator[Row]:
    """Two people with so many steps each. A page is the whole list drawn anew, from what is there already."""
    with Terminal("tests.bench.inside", str(place.folder)) as program:
        program.until("Att göra")
        program.until_quiet(1.0)
        for key in (_OTHER_SCREEN, _CHECKLIST):
            program.press(key)
            program.until_quiet(0.5)
        opened = [[_opened(program, names[0]) for _ in range(_ROUNDS)] for _ in range(_PASSES)]
        walked = [[_until(program, _NEXT, names[1 - at % 2]) for at in range(_ROUNDS)] for _ in range(_PASSES)]
        frame = FRAME_END.decode()
        paged = [[_until(program, _PAGES[at % 2], frame) for at in range(_ROUNDS)] for _ in range(_PASSES)]
    yield most(f"A checklist of {steps} steps, opened", opened, 50)
    yield most(f"The next one of {steps} steps, read and drawn", walked, 50)
    yield most(f"A page of {steps} steps, drawn in one frame", paged, 16)


def _opened(program: Terminal, name: str) -> float:
    program.press(_OTHER_SCREEN)
    program.until_quiet()
    return _until(program, _CHECKLIST, name)


def _until(program: Terminal, key: str, words: str) -> float:
    """How long from a key to the end of the frame with these words; then all else has come to rest too."""
    taken = -program.press(key) + program.until(words, whole_frame=True)
    program.until_quiet()
    return taken
