"""Those who are here though a list says that they were erased, and no seal on it holds: for the chief to decide."""

from models.commands.erasure import erase_again
from models.forms.retention import EraseAgainForm
from models.queries.erasure import what_goes
from models.register import Register
from models.rights import for_chief_only
from models.storage.erased import strike


@for_chief_only
async def names_unsealed(register: Register) -> tuple[str, ...]:
    """What they are called. Raises Refused."""
    return tuple(one.name for one in await register.ask(what_goes, register.unsealed))


@for_chief_only
async def erase_unsealed(register: Register) -> None:
    """Erase them for good, as was done once before. Raises Refused and StorageFault."""
    await register.do(erase_again, EraseAgainForm(candidates=register.unsealed))
    register.unsealed = ()


@for_chief_only
async def keep_unsealed(register: Register) -> None:
    """Keep them, and take them off the list. Raises Refused and StorageFault."""
    await register.beside(keep_unsealed, lambda _session: strike(register.place.erased, register.unsealed))
    register.unsealed = ()
