"""Users: added, changed, removed, and handed over to; and that a chief is always left."""

import asyncio
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.commands.clinic import save_clinic
from models.commands.runner import run
from models.commands.undo import UndoForm, undo
from models.commands.users import add_user, change_user, hand_over, remove_user
from models.commands.work import CHANGED
from models.faults import NoLongerUser
from models.forms.clinic import ClinicForm
from models.forms.refusal import Form, Refused, read_form
from models.forms.user import HandOverForm, NewUserForm, RemoveUserForm, UserForm
from models.ids import new_id
from models.queries.check import check_register
from models.queries.clinic import clinic_view
from models.queries.person import person_view
from models.queries.users import UserLine, session_of, user_lines, who_am_i
from models.records import User
from models.register import Register
from models.rights import NOBODY, Role, Session
from models.storage.place import Place
from tests.conftest import NOW
from tests.making import make_candidate, make_clinic, make_colleague, make_user
from tests.models.roles import opened_as

LAST_CHIEF = "minst en chef"


async def users(register: Register) -> dict[str, UserLine]:
    return {line.name: line for line in await register.ask(user_lines)}


async def change(register: Register, line: UserLine, **values: str) -> None:
    raw = {"id": line.id, "version": line.version, **line.values, **values}
    await register.do(change_user, read_form(UserForm, raw, register.today))


async def the_session(register: Register) -> Session:
    return await register.ask(who_am_i)


# the first chief


async def test_before_there_is_a_clinic_nobody_is_signed_in_and_may_set_it_up(register: Register) -> None:
    assert await the_session(register) == Session(NOBODY, "", Role.CHIEF)
    await make_clinic(register)
    (first,) = (await users(register)).values()
    assert (first.name, first.sign_in, first.role, first.version) == ("Ylva Sandåker", "Ylva Sandåker", "chef", 1)
    assert await the_session(register) == Session(first.id, "Ylva Sandåker", Role.CHIEF)


async def test_the_first_users_id_is_the_forms_own(register: Register) -> None:
    raw = {"name": "Linet", "region": "orebro", "private": "privat", "listed": "8200", "chief": "Ylva"}
    form = read_form(ClinicForm, raw, register.today)
    await register.do(save_clinic, form)
    await register.do(save_clinic, form)
    assert [line.id for line in await register.ask(user_lines)] == [form.user]


async def test_the_first_user_may_have_a_user_name_of_their_own(register: Register) -> None:
    await make_clinic(register, sign_in="ylva.s")
    (first,) = (await users(register)).values()
    assert (first.name, first.sign_in) == ("Ylva Sandåker", "ylva.s")


async def test_a_change_of_the_clinic_makes_no_user(register: Register) -> None:
    await make_clinic(register)
    await make_clinic(register, version=1, chief="Någon Annan")
    assert list(await users(register)) == ["Ylva Sandåker"]
    assert (await the_session(register)).name == "Någon Annan"


# added and changed


async def test_a_user_is_added_once_and_linked_to_a_colleague(register: Register) -> None:
    await make_clinic(register)
    linked = await make_colleague(register)
    raw = {"id": new_id(), "name": "Gunvor Tjärnstig", "role": "handledare", "colleague": linked}
    form = read_form(NewUserForm, raw, register.today)
    for _ in range(2):
        assert (await register.do(add_user, form)).said == "Lade till användaren Gunvor Tjärnstig (handledare)."
    line = (await users(register))["Gunvor Tjärnstig"]
    assert (line.sign_in, line.role, line.colleague) == ("Gunvor Tjärnstig", "handledare", "Gunvor Tjärnstig")
    assert line.values == {"name": line.name, "role": "handledare", "colleague": str(linked)}


@pytest.mark.parametrize("sign_in", ["gunvor", " GUNVOR ", "Gúnvor"])
async def test_two_users_never_have_one_user_name(register: Register, sign_in: str) -> None:
    await make_clinic(register)
    await make_user(register, sign_in="Gunvor", name="Gunvor Ek")
    with pytest.raises(Refused, match="upptaget av Gunvor Ek") as refused:
        await make_user(register, sign_in=sign_in)
    assert refused.value.messages.keys() == {"sign_in"}


async def test_a_name_that_was_a_removed_users_is_free(register: Register) -> None:
    await make_clinic(register)
    key = await make_user(register, sign_in="gunvor")
    await register.do(remove_user, RemoveUserForm(id=key, version=1))
    await make_user(register, sign_in="gunvor")
    assert len(await register.ask(user_lines)) == 2
    assert [line.archived for line in await register.ask(user_lines, archived=True)].count(True) == 1


async def test_a_user_is_changed_but_not_what_is_typed_at_sign_in(register: Register) -> None:
    await make_clinic(register)
    await make_user(register, sign_in="gunvor")
    await change(register, (await users(register))["Gunvor Tjärnstig"], name="Gunvor Ek", role="stallforetradare")
    line = (await users(register))["Gunvor Ek"]
    assert (line.sign_in, line.role, line.version) == ("gunvor", "ställföreträdare", 2)


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"name": " "}, "name", "Fyll i fältet."),
        ({"role": "kejsare"}, "role", "Välj ett av alternativen."),
        ({"colleague": "någon"}, "colleague", "Välj någon i listan."),
    ],
)
async def test_what_is_wrong_with_a_user_is_said_in_swedish(
    register: Register, values: dict[str, str], field: str, words: str
) -> None:
    raw = {"id": new_id(), "name": "Gunvor", "role": "handledare", **values}
    for form, more in ((NewUserForm, {}), (UserForm, {"version": 1})):
        with pytest.raises(Refused) as refused:
            read_form(form, {**raw, **more}, register.today)
        assert refused.value.messages == {field: words}


async def test_who_is_not_there_cannot_be_linked_to_nor_changed(register: Register) -> None:
    await make_clinic(register)
    with pytest.raises(Refused, match="Personen finns inte längre"):
        await make_user(register, colleague=str(new_id()))
    await make_user(register)
    line = (await users(register))["Gunvor Tjärnstig"]
    with pytest.raises(Refused, match="Personen finns inte längre"):
        await change(register, line, colleague=str(new_id()))
    await register.do(remove_user, RemoveUserForm(id=line.id, version=1))
    for command, form in (
        (change_user, UserForm(id=line.id, version=2, name="G", role=Role.CHIEF)),
        (remove_user, RemoveUserForm(id=line.id, version=2)),
        (hand_over, HandOverForm(to=line.id, version=2)),
    ):
        with pytest.raises(Refused, match="Användaren finns inte längre"):
            await register.do(command, form)  # type: ignore[arg-type]


# removed


async def test_who_is_removed_is_answered_nothing_and_their_drafts_are_gone(place: Place) -> None:
    async with opened_as(place, None) as chiefs:
        await make_clinic(chiefs)
        key = await make_user(chiefs)
    async with opened_as(place, key) as theirs:
        await theirs.keep_draft("steg:1", {"note": "halvfärdigt"})
    async with opened_as(place, None) as chiefs:
        await chiefs.do(remove_user, RemoveUserForm(id=key, version=1))
    async with opened_as(place, key) as theirs:
        for asking in (
            theirs.ask(clinic_view),
            theirs.keep_draft("steg:1", {"note": "x"}),
            theirs.do(undo, UndoForm()),
        ):
            with pytest.raises(NoLongerUser, match="Användaren finns inte längre"):
                await asking
    async with opened_as(place, None) as chiefs:
        assert await chiefs.ask(check_register, chiefs.today) == ()


async def test_nobody_removes_themselves(register: Register) -> None:
    await make_clinic(register)
    await make_user(register, "chef")
    mine = (await users(register))["Ylva Sandåker"]
    with pytest.raises(Refused, match="Du kan inte ta bort dig själv"):
        await register.do(remove_user, RemoveUserForm(id=mine.id, version=1))


# the last chief, and handing over


@pytest.mark.parametrize("role", ["stallforetradare", "handledare"])
async def test_the_last_chief_is_not_made_something_else(register: Register, role: str) -> None:
    await make_clinic(register)
    await make_user(register, "stallforetradare")
    mine = (await users(register))["Ylva Sandåker"]
    with pytest.raises(Refused, match=LAST_CHIEF):
        await change(register, mine, role=role)
    assert (await users(register))["Ylva Sandåker"].role == "chef"
    await make_user(register, "chef", name="Två Chefer")
    await change(register, mine, role=role)


async def test_a_chief_hands_over_and_steps_down_in_one_command(place: Place) -> None:
    async with opened_as(place, None) as register:
        await make_clinic(register)
        other = await make_user(register, name="Gunvor Ek")
        mine = (await users(register))["Ylva Sandåker"].id
    async with opened_as(place, mine) as register:
        said = (await register.do(hand_over, HandOverForm(to=other, version=1))).said
        assert said == "Gunvor Ek är nu chef, efter Ylva Sandåker (ställföreträdare)."
        assert await the_session(register) == Session(mine, "Ylva Sandåker", Role.DEPUTY)
        clinic = await register.ask(clinic_view)
        assert clinic is not None
        assert clinic.chief == "Gunvor Ek"
        with pytest.raises(Refused, match="bara för chef"):
            await register.do(hand_over, HandOverForm(to=other, version=2))
    async with opened_as(place, other) as register:
        assert (await the_session(register)).role is Role.CHIEF
    async with opened_as(place, None) as register:
        assert await the_session(register) == Session(other, "Gunvor Ek", Role.CHIEF)


@pytest.mark.parametrize("becomes", ["stallforetradare", "handledare"])
async def test_handing_over_is_taken_back_by_the_new_chief_only(place: Place, becomes: str) -> None:
    async with opened_as(place, None) as register:
        await make_clinic(register)
        other = await make_user(register, name="Gunvor Ek")
        mine = (await users(register))["Ylva Sandåker"].id
    async with opened_as(place, mine) as register:
        await make_candidate(register)
        await register.do(hand_over, HandOverForm(to=other, version=1, becomes=becomes))
        with pytest.raises(Refused, match="inget att ångra"):
            await register.do(undo, UndoForm())
    async with opened_as(place, other) as register:
        with pytest.raises(Refused, match="inget att ångra"):
            await register.do(undo, UndoForm())
        await register.do(hand_over, HandOverForm(to=mine, version=2, becomes="handledare"))
    async with opened_as(place, mine) as register:
        roles = {name: line.role for name, line in (await users(register)).items()}
        assert roles == {"Ylva Sandåker": "chef", "Gunvor Ek": "handledare"}


async def test_nobody_takes_back_what_another_did_though_the_program_goes_on(place: Place) -> None:
    async with opened_as(place, None) as register:
        await make_clinic(register)
        deputy = await make_user(register, role="stallforetradare", name="Gunvor Ek")
        chief = (await users(register))["Ylva Sandåker"].id
        key = await make_candidate(register)
        register.user = deputy
        with pytest.raises(Refused, match="inget att ångra"):
            await register.do(undo, UndoForm())
        register.user = chief
        assert await register.ask(person_view, key, register.today) is not None


async def test_what_the_clinic_calls_its_chief_stays_where_it_is_another_name(register: Register) -> None:
    await make_clinic(register)
    await make_clinic(register, version=1, chief="Vårdcentralschefen")
    await register.do(hand_over, HandOverForm(to=await make_user(register), version=1, becomes="handledare"))
    clinic = await register.ask(clinic_view)
    assert clinic is not None
    assert clinic.chief == "Vårdcentralschefen"


async def test_it_is_handed_over_to_somebody_else_as_they_were_seen(register: Register) -> None:
    await make_clinic(register)
    mine = (await users(register))["Ylva Sandåker"]
    with pytest.raises(Refused, match="någon annan än dig själv"):
        await register.do(hand_over, HandOverForm(to=mine.id, version=1))
    with pytest.raises(Refused, match=CHANGED):
        await register.do(hand_over, HandOverForm(to=await make_user(register), version=7))


async def test_an_undo_that_would_leave_no_chief_is_refused(register: Register) -> None:
    """A made B chief; in another run A stepped down; taking back the first would leave nobody."""
    await make_clinic(register)
    await make_user(register, name="Gunvor Ek")
    a, b = (await users(register))["Ylva Sandåker"], (await users(register))["Gunvor Ek"]
    first, second = new_id(), new_id()

    def carry_out(line: UserLine, role: Role, run_id: UUID) -> None:
        form = UserForm(id=line.id, version=line.version, name=line.name, role=role)
        run(change_user, form, NOW, session_of(a.id), run_id)

    await register._write(lambda: carry_out(b, Role.CHIEF, first))
    await register._write(lambda: carry_out(a, Role.DEPUTY, second))
    with pytest.raises(Refused, match=LAST_CHIEF):
        await register._write(lambda: run(undo, UndoForm(), NOW, session_of(b.id), first))
    assert (await users(register))["Gunvor Ek"].role == "chef"
    assert await register.ask(check_register, register.today) == ()


async def test_a_register_without_a_chief_does_not_pass_the_check(register: Register) -> None:
    await make_clinic(register)
    await register._write(lambda: User.update(role="handledare").execute())
    assert await register._write(lambda: check_register(register.today)) == (
        "Ingen användare är chef.",
        "Användaren Ylva Sandåker stämmer inte med loggen (Roll).",
    )


DEEDS = st.tuples(
    st.integers(0, 3),
    st.sampled_from(["change", "remove", "hand over", "undo"]),
    st.integers(0, 3),
    st.sampled_from(Role),
)
Deed = tuple[int, str, int, Role]


@settings(max_examples=15, deadline=None)
@given(st.lists(DEEDS, max_size=12))
def test_whatever_is_done_by_whomever_a_chief_is_left(deeds: list[Deed]) -> None:
    with TemporaryDirectory() as folder:
        asyncio.run(live(Path(folder), deeds))


async def live(folder: Path, deeds: list[Deed]) -> None:
    async with opened_as(Place(folder), None) as register:
        await make_clinic(register)
        people = [line.id for line in await register.ask(user_lines)]
        people += [await make_user(register, role, name=role) for role in Role]
        runs = {who: new_id() for who in people}
        for who, what, whom, role in deeds:
            with suppress(Refused, NoLongerUser):
                await register._write(partial(do_it, people[who], what, people[whom], role, runs[people[who]]))
            assert "chef" in [line.role for line in await register.ask(user_lines)]
        assert await register.ask(check_register, register.today) == ()


def do_it(who: UUID, what: str, whom: UUID, role: Role, run_id: UUID) -> None:
    """Something done to a user as they are now, by another in a run of their own."""
    user = User.get_by_id(whom)
    deeds: dict[str, tuple[Any, Form]] = {
        "change": (change_user, UserForm(id=whom, version=user.version, name=user.name, role=role)),
        "remove": (remove_user, RemoveUserForm(id=whom, version=user.version)),
        "hand over": (hand_over, HandOverForm(to=whom, version=user.version)),
        "undo": (undo, UndoForm()),
    }
    run(*deeds[what], NOW, session_of(who), run_id)
