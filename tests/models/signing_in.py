"""An encrypted clinic with a chief and a handledare who have passwords, as the door leaves it to whoever signs in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from models.commands.users import add_user
from models.forms.user import NewUserForm
from models.register import Register
from models.rights import Role
from models.storage.entry import enter
from models.storage.place import Place
from tests.conftest import NOW
from tests.making import make_clinic
from tests.models.storage.locked import CHEAP, GUNVOR, GUNVOR_TYPES, YLVA, YLVA_TYPES, make_locked

YLVA_NAME, YLVA_PASSWORD = YLVA_TYPES
GUNVOR_NAME, GUNVOR_PASSWORD = GUNVOR_TYPES


async def make_signing_in(place: Place) -> str:
    """Ylva is chief and Gunvor handledare, each by the user name and password they type; the recovery key."""
    made = make_locked(place)
    register = Register(place, lambda: NOW, made.key, cost=CHEAP)
    try:
        await make_clinic(register, user=str(YLVA), sign_in=YLVA_NAME)
        gunvor = NewUserForm(id=GUNVOR, name="Gunvor Tjärnstig", sign_in=GUNVOR_NAME, role=Role.SUPERVISOR)
        await register.do(add_user, gunvor)
    finally:
        register.close()
    return made.recovery_key


def sign_in(place: Place, user_name: str = YLVA_NAME, password: str = YLVA_PASSWORD) -> Register:
    """The register as whoever types this has it. Raises WrongPassword."""
    entry = enter(place.file, user_name, password)
    return Register(place, lambda: NOW, entry.key, entry.user, CHEAP)


@asynccontextmanager
async def signed_in(place: Place, user_name: str = YLVA_NAME, password: str = YLVA_PASSWORD) -> AsyncIterator[Register]:
    register = sign_in(place, user_name, password)
    try:
        yield register
    finally:
        register.close()


def opens(place: Place, user_name: str, password: str) -> UUID | None:
    """Whose slot it is that opens. Raises WrongPassword."""
    return enter(place.file, user_name, password).user
