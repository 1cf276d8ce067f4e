"""A program of its own that does one thing to copies of a register, and is killed in the middle of it, time after time.

`steps` lets it finish, and then kills it before each of its operations on files, in turn, at which something is not as
it was at the one before; `moments` kills it at as many random moments. It says which copy it was in, and whether that
was finished. It is made ready once, and asked on its standard input.
"""

import asyncio
import os
import random
import select
import shutil
import signal
import sys
import traceback
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from time import perf_counter
from uuid import UUID

from models.commands.erasure import erase_candidates
from models.commands.users import add_user, remove_user
from models.door import Door
from models.forms.retention import CONFIRMED, EraseForm
from models.forms.user import NewUserForm, RemoveUserForm
from models.ids import new_id
from models.keys import drop_keys, new_password_for
from models.queries.candidates import candidate_lines
from models.register import Register
from models.restoring import put_back as back_to
from models.rights import Role
from models.storage.backup import back_up, restore
from models.storage.bring_over import bring_over, erase, plain_files
from models.storage.entry import enter
from models.storage.keeping import keep
from models.storage.place import Place
from models.storage.rotation import rotate
from tests.conftest import NOW
from tests.models.storage.living import say
from tests.models.storage.locked import CHEAP, GUNVOR, YLVA_TYPES, make_locked

FOREVER = 60.0
THAT_IS_ALL = "slut"
Task = Callable[[Place], None]
Hook = Callable[[str, tuple[object, ...]], None]
_OPERATIONS = {"os.rename", "os.remove", "os.link", "os.mkdir", "sqlite3.connect"}


def begin(place: Place) -> None:
    """A register is made where there was none."""
    Door(place, lambda: NOW, CHEAP).begin(*YLVA_TYPES)


def new_key(place: Place) -> None:
    """Gunvor is removed, and the key changed."""
    rotate(place, enter(place.file, *YLVA_TYPES).key, GUNVOR)


def encrypt_and_erase(place: Place) -> None:
    """A plain register is brought over, and what was plain is erased."""
    bring_over(place, NOW, make_locked(place).key)
    erase(plain_files(place))


def put_back(place: Place) -> None:
    """The backup is restored."""
    source = place.backups / "kopia.db"
    restore(place, source, NOW, enter(source, *YLVA_TYPES).key)


def copy(place: Place) -> None:
    """One more backup is made."""
    back_up(place.file, place.backups / "en till.db", NOW, enter(place.file, *YLVA_TYPES).key)


def keep_copies(place: Place) -> None:
    """A backup is made because something was changed, the second folder gets it, and both are thinned."""
    keep(place, NOW, enter(place.file, *YLVA_TYPES).key, place.folder / "minne")


def bring_back(place: Place) -> None:
    """The backup is restored without Gunvor, who has been removed since, and that is noted in its log."""
    source = place.backups / "kopia.db"
    key = enter(source, *YLVA_TYPES).key
    back_to(place, lambda: NOW, source, key, made_at=NOW, removed=(GUNVOR,))


def new_user(place: Place) -> None:
    """Ylva adds a user, and gives them a password."""
    form = NewUserForm(id=new_id(), name="Botvid Aspeling", role=Role.SUPERVISOR)
    _as_ylva(place, lambda register: register.do(add_user, form), lambda register: _first_password(register, form.id))


def removed_user(place: Place) -> None:
    """Ylva removes Gunvor, and her password."""
    form = RemoveUserForm(id=GUNVOR, version=1)
    _as_ylva(place, lambda register: register.do(remove_user, form), drop_keys)


def erase_person(place: Place) -> None:
    """Ylva erases whoever is in the archive."""

    async def erased(register: Register) -> None:
        gone = [line.id for line in await register.ask(candidate_lines, archived=True)]
        await register.do(erase_candidates, EraseForm(candidates=tuple(gone), confirmed=CONFIRMED))

    _as_ylva(place, erased)


async def _first_password(register: Register, user: UUID) -> None:
    await new_password_for(register, user, "sju blå hav i väst")


def _as_ylva(place: Place, *deeds: Callable[[Register], Awaitable[object]]) -> None:
    async def do() -> None:
        entry = enter(place.file, *YLVA_TYPES)
        register = Register(place, lambda: NOW, entry.key, entry.user, CHEAP)
        for deed in deeds:
            await deed(register)
        register.close()

    asyncio.run(do())


_WHOLE_FILE = (begin, new_key, encrypt_and_erase, put_back, copy, keep_copies, bring_back)
_ALL = (*_WHOLE_FILE, new_user, removed_user, erase_person)
TASKS = {task.__name__: task for task in _ALL}


def main() -> None:
    """Each line asks for a task, how, a folder and how many times, between tabs; copies lie beside it, numbered."""
    import sqlcipher3  # noqa: F401, PLC0415  else its files would be counted

    for line in sys.stdin:
        task, how, folder, times = line.rstrip("\n").split("\t")
        if how == "moments":
            _at_moments(TASKS[task], Path(folder), int(times))
        else:
            _at_steps(TASKS[task], Path(folder))
        say(THAT_IS_ALL)


def _at_moments(task: Task, folder: Path, times: int) -> None:
    began = perf_counter()
    _in_a_copy(task, folder, 0)
    longest = perf_counter() - began
    for number in range(1, times + 1):
        _in_a_copy(task, folder, number, random.uniform(0, longest))


def _at_steps(task: Task, folder: Path) -> None:
    hear, tell = os.pipe()
    _in_a_copy(task, folder, 0, hook=lambda copy: _told(copy, tell))
    os.close(tell)
    with os.fdopen(hear, encoding="utf-8") as told:
        steps = [line.rstrip("\n").split("\t") for line in told]
    for number, operation in steps:
        _in_a_copy(task, folder, int(number), hook=partial(_killed_at, number=int(number), operation=operation))


def _in_a_copy(
    task: Task, folder: Path, number: int, seconds: float = FOREVER, hook: Callable[[Path], Hook] | None = None
) -> None:
    where = folder.with_name(f"{folder.name}-{number}")
    shutil.copytree(folder, where)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.umask(0o077)
        if hook is not None:
            sys.addaudithook(hook(where))
        try:
            task(Place(where))
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(writing)
    select.select([reading], [], [], seconds)  # until it ends, at most
    os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    os.close(reading)
    say(f"{where.name} {'killed' if os.WIFSIGNALED(status) else 'failed' if status else 'finished'}")


def _told(folder: Path, tell: int) -> Hook:
    """Tells of each operation at which a kill leaves what none before it has left: something has changed since."""
    number, before, looking = 0, None, False

    def hook(event: str, args: tuple[object, ...]) -> None:
        nonlocal number, before, looking
        operation = "" if looking else _operation(folder, event, args)
        if operation:
            looking = True
            number, now = number + 1, _contents(folder)
            if now != before:
                os.write(tell, f"{number}\t{operation}\n".encode())
            before, looking = now, False

    return hook


def _killed_at(folder: Path, number: int, operation: str) -> Hook:
    """Kills the process before an operation, which must be the same as when it was told of."""
    done = 0

    def hook(event: str, args: tuple[object, ...]) -> None:
        nonlocal done
        this = _operation(folder, event, args)
        done += bool(this)
        if this and done == number:
            assert this == operation, f"{this} instead of {operation}"
            os.kill(os.getpid(), signal.SIGKILL)

    return hook


def _operation(folder: Path, event: str, args: tuple[object, ...]) -> str:
    """An operation on files, and on which; empty where it is none, or elsewhere."""
    path = str(args[0]) if args else ""
    if event in _OPERATIONS or (event == "open" and path.startswith(str(folder))):
        return f"{event} {path.removeprefix(str(folder))}"
    return ""


def _contents(folder: Path) -> dict[str, int | None]:
    """What is there, but for SQLite's memory that processes share, which is made anew after a kill."""
    there = (path for path in folder.rglob("*") if not path.name.endswith("-shm"))
    return {str(path): hash(path.read_bytes()) if path.is_file() else None for path in there}


if __name__ == "__main__":
    main()
