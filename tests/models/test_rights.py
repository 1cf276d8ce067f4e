"""Who may do what: every command that there is, against every role; and that nothing is without a declaration.

What is new and not in the tables fails, and so does what is not declared.
"""

from types import ModuleType

import pytest

import models.backups
import models.commands
import models.keys
import models.queries
import models.restoring
import models.returned
import models.second_folders
import models.unencrypted
from models.commands.work import Change, Work
from models.exchange.export import whole_export
from models.exchange.paper.candidate import candidate_sheet
from models.exchange.paper.checklist import checklist_paper
from models.forms.refusal import Form, Refused
from models.register import Register
from models.rights import Role, for_everyone, open_to
from models.storage.place import Place
from tests.making import make_clinic, make_user
from tests.models.commands.deeds import DEEDS, Deed
from tests.models.roles import (
    BACKUPS,
    CHIEF,
    CHIEFS,
    COMMANDS,
    DEEDS_OF,
    EVERYONE,
    KEYS,
    PARTS_OF_COMMANDS,
    PARTS_OF_QUERIES,
    QUERIES,
    RESTORING,
    defined_in,
    found_in,
    opened_as,
)


@pytest.mark.parametrize(
    ("package", "table", "parts"),
    [(models.commands, COMMANDS, PARTS_OF_COMMANDS), (models.queries, QUERIES, PARTS_OF_QUERIES)],
    ids=["commands", "queries"],
)
def test_every_one_is_declared_and_declared_as_the_table_says(
    package: ModuleType, table: dict[str, frozenset[Role]], parts: set[str]
) -> None:
    found = found_in(package)
    assert found.keys() == table.keys() | parts
    assert {name: open_to(one) for name, one in found.items()} == table | dict.fromkeys(parts, frozenset())


def test_what_changes_the_keyring_is_declared_too() -> None:
    assert {name: open_to(one) for name, one in defined_in(models.keys).items()} == KEYS
    for module in (models.unencrypted, models.returned, models.second_folders):
        assert set(map(open_to, defined_in(module).values())) == {CHIEF}


def test_what_is_done_to_backups_is_declared_too() -> None:
    assert {name: open_to(one) for name, one in defined_in(models.backups).items()} == BACKUPS
    assert {name: open_to(one) for name, one in defined_in(models.restoring).items()} == RESTORING


def test_what_leaves_the_program_is_declared_too() -> None:
    assert {open_to(whole_export), open_to(candidate_sheet)} == {CHIEFS}
    assert open_to(checklist_paper) == EVERYONE


async def test_what_is_not_declared_is_refused_even_to_the_chief(register: Register) -> None:
    await make_clinic(register)

    def forgotten(_work: Work, _form: Form) -> Change:
        raise AssertionError("carried out")

    with pytest.raises(Refused, match="inte bestämt vem"):
        await register.do(forgotten, Form())
    with pytest.raises(Refused, match="inte bestämt vem"):
        await register.ask(lambda: 1)
    assert await register.ask(for_everyone(lambda: 1)) == 1


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
async def test_each_deed_is_done_by_whom_it_is_open_to_and_by_nobody_else(place: Place, deed: Deed, role: Role) -> None:
    async with opened_as(place, None) as chiefs:
        await make_clinic(chiefs)
        user = await make_user(chiefs, role, name="Mehrnaz Shirinfors")
        command, form = await deed(chiefs)
    async with opened_as(place, user) as theirs:
        if role in DEEDS_OF[deed.__name__]:
            assert (await theirs.do(command, form)).said
        else:
            with pytest.raises(Refused, match=r"bara|inte en handledares|hör inte längre"):
                await theirs.do(command, form)


def test_every_command_is_among_the_deeds_or_told_of_elsewhere() -> None:
    assert {deed.__name__ for deed in DEEDS} == DEEDS_OF.keys()
