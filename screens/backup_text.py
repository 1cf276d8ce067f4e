"""Backups in words: what they are, and what restoring one would do; the same on screen and on the command line."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.copies import Copy, Difference, DraftDifference, RowDifference, Setting, UserDifference
from models.field_names import CLINIC
from models.rights import ROLE_NAMES
from models.text import counted
from screens.draft_text import DRAFT_KINDS

if TYPE_CHECKING:
    from models.restoring import Restoration

_SHOWN = 12
_KILO = 1024
_KINDS = {"st-kollen": "säkerhetskopia", "fore": "före uppgradering", "ersatt": "ersatt vid en återläsning"}
_KEPT = """\
Registret som ersätts sparas bland säkerhetskopiorna, och kan återläsas därifrån."""
_STAYS = "Du är chef också efteråt, och loggar in med lösenordet som du har nu. Andras lösenord och roller blir som då."
_ONE_FOLDER_LESS = "Ingen mapp till får säkerhetskopior efteråt: ange den igen under Vårdcentralens uppgifter (ctrl+p)."
ANOTHER_KEY = "Registret får kopians nyckel, en annan än nu: byt den efteråt (ctrl+p, Byt registrets nyckel)."
_ERASED_AGAIN = "Raderas igen, eftersom de har gallrats"
_COLLEAGUE = "colleague"
_COUNTED = {"own_step": "Egna steg", "mailbox": "Adresser som breven går till"}


@dataclass(frozen=True)
class _Ways:
    """What becomes of things, in words: of several that are listed, of those only counted, of one, and of passwords."""

    changed: str
    returning: str
    counted: tuple[str, str, str]
    keeping: str
    valid: str
    alike: str
    passwords: str


_THEN = _Ways(
    "blir som de var då",
    "kommer tillbaka",
    ("försvinner", "blir som då", "kommer tillbaka"),
    "blir som det var då",
    "gällde då",
    "som då",
    "Lösenord och roller blir de som gällde då: efteråt loggar du in med lösenordet från den tiden.",
)
# What another register has was never here, and does not come back.
_ANOTHERS = _Ways(
    "blir som i kopian",
    "finns i kopian, och inte här",
    ("försvinner", "blir som i kopian", "finns i kopian"),
    "blir som i kopian",
    "gäller i kopian",
    "som kopian",
    "Lösenord och roller blir som i kopian: efteråt loggar du in med ett lösenord som gäller där.",
)


def kind_of(copy: Copy) -> str:
    """What a backup was made for; else the name that somebody has given it."""
    return copy.file.stem if copy.named is None else _KINDS[copy.named[0]]


def size_of(copy: Copy) -> str:
    """`248 kB`, `3,1 MB`."""
    kilo = max(1, round(copy.size / _KILO))
    return f"{kilo} kB" if kilo < _KILO else f"{kilo / _KILO:.1f} MB".replace(".", ",")


def difference_lines(told: Difference) -> Iterator[str]:
    """A line for each thing that would be other than it is now."""
    if told.another:
        yield "Kopian är av ett annat register än det som ligger här."
    if told.is_none:
        yield "Inget har ändrats sedan kopian gjordes: inget försvinner."
        return
    ways = _ways(another=told.another)
    yield from _entries(told)
    yield from _list("Försvinner", told.gone)
    yield from _list(ways.changed.capitalize(), told.changed)
    yield from _list(ways.returning.capitalize(), told.returning)
    yield from _list(_ERASED_AGAIN, told.erased_again)
    yield from _users(told.users, ways)
    if _COLLEAGUE in told.tables:
        yield from _rows("Handledare och andra kontakter", told.tables[_COLLEAGUE], ways)
    for table, title in _COUNTED.items():
        if table in told.tables:
            yield _counts(title, told.tables[table].counts, ways)
    yield from _drafts(told.drafts, ways)
    facts = [one for one in told.settings if not _is_keeping(one)]
    yield from _settings(f"Vårdcentralens uppgifter {ways.changed}:", facts)
    keeping = [one for one in told.settings if _is_keeping(one)]
    yield from _settings(f"Hur länge uppgifter sparas {ways.keeping}:", keeping)
    if any(one.field == "second_folder" and not one.then for one in told.settings):
        yield _ONE_FOLDER_LESS
    if told.another_key:
        yield ANOTHER_KEY


def restoration_lines(found: "Restoration") -> Iterator[str]:
    """The same where no register is open, and there may be none, or none that can be read."""
    if found.told is not None:
        yield from difference_lines(found.told)
        return
    if found.another:
        yield "Kopian är av ett annat register än det som har legat här."
    if found.replaces:
        yield "Registret som ersätts kan inte läsas, och är inte jämfört med kopian."
    else:
        yield f"Inget register ersätts: kopian läggs i {found.place.folder}."
    yield from _list(_ERASED_AGAIN, found.erased_again)


def restore_text(told: Difference) -> str:
    """All that there is to know before a backup is restored over an open register."""
    return _text(difference_lines(told), stays=told.users.stays, another=told.another, kept=True)


def restoration_text(found: "Restoration") -> str:
    """The same where none is open."""
    stays = found.told is not None and found.told.users.stays
    return _text(restoration_lines(found), stays=stays, another=found.another, kept=found.replaces)


def _text(lines: Iterable[str], *, stays: bool, another: bool, kept: bool) -> str:
    passwords = _STAYS if stays else _ways(another=another).passwords
    return "\n".join((*lines, "", passwords, *([_KEPT] if kept else ())))


def _ways(*, another: bool) -> _Ways:
    return _ANOTHERS if another else _THEN


def _users(told: UserDifference, ways: _Ways) -> Iterator[str]:
    yield from _list("Användare som försvinner", told.gone)
    yield from _list(f"Användare som {ways.returning}", told.returning)
    yield from _list(
        "Borttagna användare, som finns i kopian men tas bort igen och inte kommer in", told.removed.values()
    )
    changed = [f"{name} ({ROLE_NAMES[role]})" for name, role in told.changed]
    yield from _list(f"Användare som {ways.changed}", changed)
    yield from _list(f"Lösenordet blir det som {ways.valid}", told.passwords)
    yield from _list("Har inget lösenord efteråt", told.without)
    if told.recovery and told.unrecoverable:
        yield f"Registret blir utan återställningsnyckel, {ways.alike}: gör en ny efteråt (ctrl+p)."
    elif told.recovery:
        yield f"Återställningsnyckeln blir den som {ways.valid}."


def _rows(what: str, told: RowDifference, ways: _Ways) -> Iterator[str]:
    yield from _list(f"{what} som försvinner", told.gone)
    yield from _list(f"{what} som {ways.changed}", told.changed)
    yield from _list(f"{what} som {ways.returning}", told.returning)


def _drafts(told: DraftDifference, ways: _Ways) -> Iterator[str]:
    own = RowDifference(*map(_kinds, (told.own.gone, told.own.changed, told.own.returning)))
    yield from _rows("Dina utkast", own, ways)
    if any(told.others):
        yield _counts("Andras utkast" if told.known else "Utkast", told.others, ways)


def _kinds(forms: Collection[str]) -> tuple[str, ...]:
    """Kinds of forms in words, with how many where there are several."""
    many = Counter(DRAFT_KINDS.get(form, "formulär") for form in forms)
    return tuple(kind if number == 1 else f"{kind} ({number})" for kind, number in many.items())


def _counts(title: str, counts: tuple[int, int, int], ways: _Ways) -> str:
    found = zip(counts, ways.counted, strict=True)
    return f"{title}: {', '.join(f'{many} {what}' for many, what in found if many)}."


def _is_keeping(setting: Setting) -> bool:
    return setting.field.startswith("keep_")


def _settings(title: str, settings: Collection[Setting]) -> Iterator[str]:
    """As the log tells a change, from what is now to what was then."""
    from models.queries.log_words import in_words  # noqa: PLC0415  reads packs, and is seldom needed

    if settings:
        yield title
    for one in settings:
        now, then = (in_words("clinic", one.field, value) or "–" for value in (one.now, one.then))
        yield f"  {CLINIC[one.field]}: {now} → {then}"


def _entries(told: Difference) -> Iterator[str]:
    if told.another:
        if told.lost:
            yield f"{_count(told.lost)} i registrets logg försvinner."
        if told.back:
            yield f"{_count(told.back)} i kopians logg kommer i stället."
        return
    if told.lost is None or told.back is None:
        yield "Kopian är i ett äldre format: vad som har gjorts sedan dess kan inte räknas."
        return
    if told.lost:
        yield f"{_count(told.lost)} i loggen, från tiden efter kopian, försvinner ur registret."
    if told.back:
        yield f"{_count(told.back)} i loggen, som registret inte har, kommer tillbaka."


def _count(entries: int) -> str:
    return counted(entries, "händelse", "händelser")


def _list(title: str, names: Collection[str]) -> Iterator[str]:
    if not names:
        return
    more = len(names) - _SHOWN
    shown = ", ".join([*names][:_SHOWN])
    yield f"{title}: {shown}{f' och {more} till' if more > 0 else ''}."
