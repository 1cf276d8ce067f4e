"""What each command of the command line does; the answer is lines for a person."""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from models.commands.clinic import save_clinic
from models.demo.fill import open_demo
from models.exchange.export import export_all, export_sheets
from models.forms.clinic import ClinicForm
from models.forms.refusal import Refused, read_form
from models.knowledge.pack_reader import PackError
from models.knowledge.pack_review import review_file
from models.knowledge.packs import own_packs, packs
from models.queries.chain import ERASED, erased_entries
from models.queries.check import check_register
from models.queries.clinic import clinic_view
from models.queries.regions import region_names
from models.register import Register, utc_now
from models.storage.backup import back_up, restore, verify
from models.storage.erased import list_faults
from models.storage.heads import kept_heads
from models.storage.lock import RegisterLock
from models.storage.place import Place, default_place, prepare
from tui import words
from tui.arguments import BadUse
from tui.progress import progress_line

Values = Mapping[str, str]


class Failed(Exception):
    """What was asked for cannot be done; the message is Swedish and says why."""


@dataclass(frozen=True)
class Answer:
    """Lines for a person, and whether all is well."""

    lines: Iterable[str]
    well: bool = True


def init(values: Values) -> Answer:
    """A new register with its clinic. Raises BadUse, Failed where there is a clinic already, and StorageFault."""
    _not_demo(values, words.INIT.name)
    form = _clinic_form(values)
    register = Register(_place(values))
    try:
        clinic = asyncio.run(register.ask(clinic_view))
        if clinic is not None:
            raise Failed(f"{clinic.name} är redan inlagd i {register.place.folder}.")
        change = asyncio.run(register.do(save_clinic, form))
    finally:
        register.close()
    return Answer((change.said, f"Registret ligger i {register.place.folder}."))


def export(values: Values) -> Answer:
    """Every CSV file. Raises Failed where there is no register, and StorageFault."""
    with _opened(values) as register:
        ours = words.PERSONNUMMER.name in values
        sheets = asyncio.run(register.ask(export_sheets, register.today, with_personnummer=ours))
    written = export_all(Path(values[words.EXPORT_TO.name]), sheets)
    return Answer(f"{one.file}: {one.rows} {'rad' if one.rows == 1 else 'rader'}" for one in written)


def check(values: Values) -> Answer:
    """Everything that is wrong with the register. Raises Failed where there is none, and StorageFault."""
    with _opened(values) as register:
        verify(register.place.file)
        heads, unreadable = kept_heads(register.place)
        with progress_line("Kontrollerar loggen", sys.stderr) as tell:
            faults = asyncio.run(register.ask(check_register, register.today, heads, tell))
        erased = asyncio.run(register.ask(erased_entries))
        unreadable = (*unreadable, *list_faults(register.place.erased))
    if faults or unreadable:
        return Answer((*faults, *unreadable), well=False)
    return Answer(("Registret är helt och stämmer.", *_told_of(erased)))


def _told_of(erased: int) -> tuple[str, ...]:
    if not erased:
        return ()
    return (f"I loggen är innehållet i {erased} {'post' if erased == 1 else 'poster'} {ERASED}.",)


def backup(values: Values) -> Answer:
    """A verified copy; the register may be open. Raises BadUse, Failed where there is none, and StorageFault."""
    if words.DEMO.name in values:
        if words.BACKUP_TO.name not in values:
            raise BadUse(f"backup med {words.DEMO.name} behöver {words.BACKUP_TO}: mappen försvinner.")
        with _opened(values) as register:
            return _backed_up(register.place, values)
    return _backed_up(_existing(values), values)


def restore_backup(values: Values) -> Answer:
    """A backup in the register's place. Raises BadUse, and StorageFault with the register as it was."""
    _not_demo(values, words.RESTORE.name)
    place, source, now = _place(values), Path(values[words.FILE]), utc_now()
    verify(source)  # before a folder is made for it
    prepare(place)
    lock = RegisterLock(place)
    lock.take(now)
    try:
        aside = restore(place, source, now)
    finally:
        lock.free()
    done = f"{source} är återläst till {place.folder}."
    return Answer((done,) if aside is None else (done, f"Det som ersattes ligger i {aside}."))


def regions_list(_values: Values) -> Answer:
    """The regions that there are, and what is wrong with the user's own packs that cannot be used."""
    found, names = packs(), region_names()
    width = max(map(len, found))
    lines = [f"{code:<{width}}  {names[code]}, version {pack.version}" for code, pack in found.items()]
    return Answer((*lines, *map(_unusable, own_packs().broken)))


def regions_check(values: Values) -> Answer:
    """What is wrong with a pack, or else what to look over in it. Raises Failed where the file cannot be read."""
    file = Path(values[words.FILE])
    try:
        pack, remarks = review_file(file)
    except PackError as error:
        return Answer(str(error).split("\n"), well=False)
    except FileNotFoundError:
        raise Failed(f"{file} finns inte.") from None
    except OSError:
        raise Failed(f"{file} går inte att läsa. Kontrollera namnet och behörigheten.") from None
    right = f"{file} är rätt: {pack.name}, version {pack.version}."
    return Answer((right, *(("Att se över:",) if remarks else ()), *(f"{file.name} {one}" for one in remarks)))


COMMANDS: Mapping[str, Callable[[Values], Answer]] = {
    words.INIT.name: init,
    words.EXPORT.name: export,
    words.CHECK.name: check,
    words.BACKUP.name: backup,
    words.RESTORE.name: restore_backup,
    words.REGIONS_LIST.name: regions_list,
    words.REGIONS_CHECK.name: regions_check,
}

_FIELDS = {"name": words.CLINIC, "region": words.REGION, "listed": words.LISTED, "chief": words.CHIEF}


def _clinic_form(values: Values) -> ClinicForm:
    """What the options say of the clinic, checked before any file is made. Raises BadUse."""
    raw: dict[str, object] = {field: values[option.name] for field, option in _FIELDS.items()}
    raw["private"] = words.PRIVATE.name in values
    known = packs()
    if raw["region"] not in known:
        *first, last = known
        raise BadUse(f"{words.REGION.name}: regionen finns inte. Välj {', '.join(first)} eller {last}.")
    try:
        return read_form(ClinicForm, raw, utc_now().astimezone().date())
    except Refused as refused:
        raise BadUse(" ".join(f"{_FIELDS[field].name}: {text}" for field, text in refused.messages.items())) from None


_FAULTS_SHOWN = 3


def _unusable(error: PackError) -> str:
    shown = "; ".join(str(fault) for fault in error.faults[:_FAULTS_SHOWN])
    more = len(error.faults) - _FAULTS_SHOWN
    return f"{error.name} kan inte användas: {shown}{f'; och {more} fel till' if more > 0 else ''}"


@contextmanager
def _opened(values: Values) -> Iterator[Register]:
    demo = values.get(words.DEMO.name)
    register = open_demo(region=demo) if demo is not None else Register(_existing(values))
    try:
        yield register
    finally:
        register.close()


def _backed_up(place: Place, values: Values) -> Answer:
    standard = place.backups / f"st-kollen-{utc_now().astimezone():%Y-%m-%dT%H%M%S}.db"
    target = Path(values.get(words.BACKUP_TO.name, standard))
    return Answer((f"Säkerhetskopian ligger i {back_up(place.file, target, utc_now())}.",))


def _existing(values: Values) -> Place:
    place = _place(values)
    if not place.file.exists():
        raise Failed(f"Det finns inget register i {place.folder}. Lägg upp ett med {words.PROGRAM} init.")
    return place


def _place(values: Values) -> Place:
    folder = values.get(words.DATA.name)
    return default_place() if folder is None else Place(Path(folder))


def _not_demo(values: Values, command: str) -> None:
    if words.DEMO.name in values:
        raise BadUse(f"{command} går inte med {words.DEMO.name}.")
