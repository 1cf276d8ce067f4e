"""What each command of the command line does; the answer is lines for a person."""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from models.commands.clinic import save_clinic
from models.copies import Copy, Kept
from models.demo.fill import open_demo
from models.door import Behind, Door, door_of
from models.exchange.codebook import MANIFEST
from models.exchange.export import export_all, manifest_of, whole_export
from models.faults import DamagedRegister
from models.forms.clinic import ClinicForm
from models.forms.refusal import Refused, read_form
from models.forms.restoring import WORD
from models.keys import first_recovery_key
from models.knowledge.pack_reader import PackError
from models.knowledge.pack_review import review_file
from models.knowledge.packs import own_packs, packs
from models.queries.chain import ERASED, erased_entries, erased_since, restored_since
from models.queries.check import check_register
from models.queries.regions import region_names
from models.register import Register, utc_now
from models.restoring import restoration
from models.rules.chain import EMPTY, ChainHead
from models.storage.backup import back_up, verify
from models.storage.database import check_nothing_lost
from models.storage.erased import list_faults
from models.storage.heads import kept_heads
from models.storage.keeping import copies_in, keep, second_folder_in
from models.storage.left_log import lost_changes, told_of_lost
from models.storage.place import Place, synced_warning
from models.storage.proof import copy_at
from models.text import clean, counted
from models.who_restores import Ask, Whose, way_back
from screens.backup_text import restoration_lines
from tui import words
from tui.arguments import BadUse
from tui.credentials import new_password, of_then, password, user_name
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
    form, door = _clinic_form(values), _door(values)
    _check_nothing_lost(values, door.place)
    if door.behind() is not Behind.NOTHING:
        raise Failed(f"Det finns redan ett register i {door.place.folder}.")
    name = user_name(values, form.chief)
    register = door.begin(name, new_password())
    try:
        form = form.model_copy(update={"user": register.user, "sign_in": name})
        change = asyncio.run(register.do(save_clinic, form))
        recovery_key = asyncio.run(_recovery_key(register))
    finally:
        register.close()
    where = f"Registret ligger i {register.place.folder}. Användarnamnet är {name}."
    key = f"Återställningsnyckel, att skriva av och förvara inlåst; den visas bara nu: {recovery_key}"
    return Answer((change.said, where, key, *_warned(register.place)))


async def _recovery_key(register: Register) -> str:
    """A recovery key that is in force at once: nobody is asked whether it is on paper."""
    key = await first_recovery_key(register)
    await key.put_in_force()
    return key.text


def export(values: Values) -> Answer:
    """Every CSV file. Raises Failed where there is no register, and StorageFault."""
    with _opened(values) as register:
        ours = words.PERSONNUMMER.name in values
        files, now = asyncio.run(register.ask(whole_export, register.today, with_personnummer=ours)), register.clock()
    folder = Path(values[words.EXPORT_TO.name])
    rows = (f"{one.file}: {counted(one.rows, 'rad', 'rader')}" for one in export_all(folder, files, now))
    return Answer((*rows, f"{folder / MANIFEST}: hur loggen slutar, att jämföra med senare"))


def check(values: Values) -> Answer:
    """Everything that is wrong with the register. Raises Failed where there is none, and StorageFault."""
    with _opened(values) as register:
        verify(register.place.file, register.key, references=False)
        kept, unreadable = kept_heads(register.place)
        heads = {**kept, **_left(register, values)}
        with progress_line("Kontrollerar loggen", sys.stderr) as tell:
            faults = asyncio.run(register.ask(check_register, register.today, heads, tell))
        erased = asyncio.run(register.ask(erased_entries))
        since = tuple(_erased_since(register, heads))
        lost = filter(None, [told_of_lost(register.lost)])
        unreadable = (*unreadable, *list_faults(register.place.erased), *lost, *_said_erased(register))
    if faults or unreadable:
        return Answer((*faults, *unreadable, *since), well=False)
    return Answer(("Registret är helt och stämmer.", *_told_of(erased), *since, *_warned(register.place)))


def _said_erased(register: Register) -> Iterator[str]:
    """Those whom a list says were erased, and who are here, where nothing shows that the list is the program's."""
    if number := len(register.unsealed):
        people = "1 person i registret är raderad" if number == 1 else f"{number} personer i registret är raderade"
        yield f"{register.place.erased} säger att {people}, utan giltigt sigill. Ingen har raderats."


def _left(register: Register, values: Values) -> Mapping[str, ChainHead]:
    """The last link that left the computer with an export, where one is named. Raises StorageFault."""
    if words.CHECK_EXPORT.name not in values:
        return {}
    manifest = manifest_of(Path(values[words.CHECK_EXPORT.name]))
    restored = asyncio.run(register.ask(restored_since, manifest.made_at))
    later = "" if restored is None else f", före återläsningen {restored.astimezone():%Y-%m-%d kl. %H.%M}"
    name = f"exporten från {manifest.made_at:%Y-%m-%d kl. %H.%M}{later}"
    return {} if manifest.head is None else {name: manifest.head}


def _erased_since(register: Register, heads: Mapping[str, ChainHead]) -> Iterator[str]:
    """What has been erased since the first of the links that were kept elsewhere, to be recognised or not."""
    where, first = min(heads.items(), key=lambda one: one[1].seq, default=("", EMPTY))
    for one in asyncio.run(register.ask(erased_since, first.seq)):
        entries = "1 post" if one.entries == 1 else f"{one.entries} poster"
        when = f"{one.at.astimezone():%Y-%m-%d kl. %H.%M}"
        erased = f"Sedan {where} har innehållet i {entries} från tiden före raderats"
        if one.again:
            yield f"{erased} på nytt, {when} av programmet, efter en återläsning och enligt listan över raderade."
        else:
            unknown = "Känner ni inte igen det har någon med lösenord ändrat i filen."
            yield f"{erased}, {when} av {one.actor}. {unknown}"


def _warned(place: Place) -> Iterator[str]:
    yield from filter(None, (synced_warning(place.folder),))


def _told_of(erased: int) -> tuple[str, ...]:
    if not erased:
        return ()
    return (f"I loggen är innehållet i {counted(erased, 'post', 'poster')} {ERASED}.",)


def backup(values: Values) -> Answer:
    """A verified copy; the register may be open.

    Raises BadUse, Failed where there is none, NoLongerUser for whoever only has a slot left, and StorageFault.
    """
    if words.DEMO.name in values:
        if words.BACKUP_TO.name not in values:
            raise BadUse(f"backup med {words.DEMO.name} behöver {words.BACKUP_TO}: mappen försvinner.")
        with _opened(values) as register:
            return _backed_up(register.place, values, None)
    door = _existing(values)
    lost = told_of_lost(lost_changes(door.place.file))  # whoever opens the file folds in the log that tells of them
    encrypted = door.place.keyring.exists()
    return _backed_up(door.place, values, door.key_for(user_name(values), password()) if encrypted else None, lost)


def restore_backup(values: Values) -> Answer:
    """A backup in the register's place; over a register, or of another one, after a yes to what that would do.

    Raises BadUse, Failed where there is no yes, Refused for whoever is no chief, and StorageFault with the register as
    it was.
    """
    _not_demo(values, words.RESTORE.name)
    door, copy = _door(values), _named_copy(Path(values[words.FILE]))
    way = way_back(door.place, door.clock(), copy, _asking(values))
    found = restoration(door.place, door.clock, copy, way)
    if found.replaces or found.another:
        _ask_for_yes(values, restoration_lines(found))
    return Answer((found.carry_out(), *_warned(door.place)))


def _named_copy(path: Path) -> Copy:
    """The backup that is named, or the newest that is whole in a folder, which is then said. Raises StorageFault."""
    copy = copy_at(path)
    if path.is_dir():
        sys.stdout.write(clean(f"Vald kopia: {copy.file}") + "\n")
    return copy


def _asking(values: Values) -> Ask:
    """Ask whose it is; again, for the backup, where it is not opened by what opens the register."""
    given: list[tuple[str, str]] = []

    def ask(_whose: Whose) -> tuple[str, str]:
        given.append(of_then(*given[0]) if given else (user_name(values), password()))
        return given[-1]

    return ask


def _ask_for_yes(values: Values, lines: Iterable[str]) -> None:
    sys.stdout.writelines(f"{clean(line)}\n" for line in lines)
    if words.YES.name in values:
        return
    if not sys.stdin.isatty():
        raise Failed(f"Inget är återläst. {words.YES} återläser utan att fråga.")
    sys.stdout.write(f"Skriv {WORD} för att gå vidare: ")
    sys.stdout.flush()
    if clean(sys.stdin.readline()).casefold() != WORD:
        raise Failed("Inget är återläst.")


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
    register = open_demo(region=demo) if demo is not None else _own(values)
    try:
        yield register
    finally:
        register.close()


def _own(values: Values) -> Register:
    """The user's own register, open to whoever is named. Raises Failed, BadUse and StorageFault."""
    door = _existing(values)
    if door.behind() is Behind.PLAIN:
        return Register(door.place)
    return door.sign_in(user_name(values), password())


def _backed_up(place: Place, values: Values, key: bytes | None, lost: str = "") -> Answer:
    """In a file that is named, or as the program keeps them: thinned, and in the second folder too."""
    if words.BACKUP_TO.name in values:
        kept = Kept(back_up(place.file, Path(values[words.BACKUP_TO.name]), utc_now(), key))
    else:
        kept = keep(place, utc_now(), key, second_folder_in(place.file, key), anyway=True)
    told = filter(None, (f"Säkerhetskopian ligger i {kept.copy}.", kept.second_fault, kept.dropped, lost))
    return Answer(told, well=not kept.second_fault)


def _existing(values: Values) -> Door:
    door = _door(values)
    _check_nothing_lost(values, door.place)
    if not door.place.file.exists():
        raise Failed(f"Det finns inget register i {door.place.folder}. Lägg upp ett med {words.PROGRAM} init.")
    return door


def _check_nothing_lost(values: Values, place: Place) -> None:
    """Raises Failed where a register is gone, and says how the newest of its backups is restored."""
    try:
        if not place.file.exists():
            check_nothing_lost(place)
    except DamagedRegister as lost:
        where = f' {words.DATA.name} "{place.folder}"' if words.DATA.name in values else ""
        way = f"återläses den nyaste som är hel med {words.PROGRAM}{where} {words.RESTORE.name}"
        here, elsewhere = f'Härifrån {way} "{place.backups}"', f"Från ett USB-minne eller en annan disk {way} MAPP"
        raise Failed(f"{lost} {here if copies_in(place.backups) else elsewhere}") from None


def _door(values: Values) -> Door:
    folder = values.get(words.DATA.name)
    return door_of(None if folder is None else Path(folder))


def _not_demo(values: Values, command: str) -> None:
    if words.DEMO.name in values:
        raise BadUse(f"{command} går inte med {words.DEMO.name}.")
