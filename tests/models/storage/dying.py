"""A program of its own that does one thing to copies of a register, and is killed in the middle of it, time after time.

`steps` kills it before each of its operations on files in turn, and at last lets it finish; `moments` at as many random
moments. It says which copy it was in, and whether that was finished.
"""

import asyncio
import os
import random
import select
import shutil
import signal
import sys
from collections.abc import Awaitable, Callable
from itertools import count
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


def main(task: str, how: str, folder: Path, times: int) -> None:
    """Copies lie beside the folder, numbered."""
    import sqlcipher3  # noqa: F401, PLC0415  else its files would be counted

    if how == "moments":
        began = perf_counter()
        _in_a_copy(TASKS[task], folder, 0, FOREVER)
        longest = perf_counter() - began
        for number in range(1, times + 1):
            _in_a_copy(TASKS[task], folder, number, random.uniform(0, longest))
    else:
        for number in count(1):
            if _in_a_copy(TASKS[task], folder, number, FOREVER, dies_at=number):
                return


def _in_a_copy(task: Callable[[Place], None], folder: Path, number: int, seconds: float, dies_at: int = 0) -> bool:
    """Whether it was finished before it was killed."""
    where = folder.with_name(f"{folder.name}-{number}")
    shutil.copytree(folder, where)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.umask(0o077)
        sys.addaudithook(_killer(str(where), dies_at))
        task(Place(where))
        os._exit(0)
    os.close(writing)
    select.select([reading], [], [], seconds)  # until it ends, at most
    os.kill(child, signal.SIGKILL)
    finished = os.waitpid(child, 0)[1] == 0
    os.close(reading)
    say(f"{where.name} {'finished' if finished else 'killed'}")
    return finished


def _killer(folder: str, dies_at: int) -> Callable[[str, tuple[object, ...]], None]:
    done = 0

    def hook(event: str, args: tuple[object, ...]) -> None:
        nonlocal done
        if event in _OPERATIONS or (event == "open" and str(args[0]).startswith(folder)):
            done += 1
            if done == dies_at:
                os.kill(os.getpid(), signal.SIGKILL)

    return hook


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
