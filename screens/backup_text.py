"""Backups in words: what they are, and what restoring one would do; the same on screen and on the command line."""

from collections.abc import Iterator, Sequence

from models.copies import Copy, Difference
from models.text import counted

_SHOWN = 12
_KILO = 1024
_KINDS = {"st-kollen": "säkerhetskopia", "fore": "före uppgradering", "ersatt": "ersatt vid en återläsning"}
_NAMED_DAY = """\
Lösenord och roller blir de som gällde då: efteråt loggar du in med lösenordet från den tiden. Registret som ersätts \
sparas bland säkerhetskopiorna, och kan återläsas därifrån."""


def kind_of(copy: Copy) -> str:
    """What a backup was made for; else the name that somebody has given it."""
    return copy.file.stem if copy.named is None else _KINDS[copy.named[0]]


def size_of(copy: Copy) -> str:
    """`248 kB`, `3,1 MB`."""
    kilo = max(1, round(copy.size / _KILO))
    return f"{kilo} kB" if kilo < _KILO else f"{kilo / _KILO:.1f} MB".replace(".", ",")


def difference_lines(told: Difference) -> Iterator[str]:
    """A line for each thing that would be other than it is now."""
    if told.is_none:
        yield "Inget har ändrats sedan kopian gjordes: inget försvinner."
        return
    yield from _entries(told)
    yield from _list("Försvinner", told.gone)
    yield from _list("Blir som de var då", told.changed)
    yield from _list("Kommer tillbaka", told.returning)
    yield from _list("Användare som försvinner", told.users_gone)
    yield from _list("Användare som har tagits bort sedan dess, och tas bort igen", tuple(told.removed.values()))


def restore_text(told: Difference) -> str:
    """All that there is to know before a backup is restored."""
    return "\n".join((*difference_lines(told), "", _NAMED_DAY))


def _entries(told: Difference) -> Iterator[str]:
    if told.lost is None or told.back is None:
        yield "Kopian är i ett äldre format: vad som har gjorts sedan dess kan inte räknas."
        return
    if told.lost:
        yield f"{_count(told.lost)} i loggen, från tiden efter kopian, försvinner ur registret."
    if told.back:
        yield f"{_count(told.back)} i loggen, som registret inte har, kommer tillbaka."


def _count(entries: int) -> str:
    return counted(entries, "händelse", "händelser")


def _list(title: str, names: Sequence[str]) -> Iterator[str]:
    if not names:
        return
    more = len(names) - _SHOWN
    shown = ", ".join(names[:_SHOWN])
    yield f"{title}: {shown}{f' och {more} till' if more > 0 else ''}."
