"""The letter of a step: filled in from the candidate, the clinic, the chosen and what was answered."""

from dataclasses import FrozenInstanceError
from uuid import UUID

import pytest

from models.commands.candidates import save_candidate
from models.commands.clinic import save_clinic
from models.commands.colleagues import save_colleague
from models.forms.candidate import CandidateForm
from models.forms.clinic import ClinicForm
from models.forms.colleague import ColleagueForm
from models.forms.refusal import Refused, read_form
from models.ids import new_id
from models.queries.colleagues import colleague_lines, colleague_roles
from models.queries.letter import FilledInAt, Lacking, LetterView, letter_for
from models.register import Register
from tests.making import make_candidate, make_clinic, make_colleague, mark, person_of, step_of, take_route

CONTACT = "kontakta_studierektor_privat"
NO_ADDRESS = "e-postadress till Studierektor"


async def letter_on(register: Register, candidate: UUID, step: str) -> LetterView | None:
    found = await step_of(register, candidate, step)
    view = await register.ask(letter_for, found.id, register.today)
    assert found.has_letter == (view is not None)
    return view


async def in_orebro(register: Register, **values: str) -> UUID:
    await make_clinic(register)
    key = await make_candidate(register, **values)
    await take_route(register, key, "privat_ovriga")
    return key


async def in_ostergotland(register: Register, **values: str) -> UUID:
    await make_clinic(register, region="ostergotland")
    key = await make_candidate(register, licence_on="2022-05-02", **values)
    await take_route(register, key, "rekrytering")
    return key


async def test_what_the_register_knows_is_filled_in_and_the_address_is_missing(register: Register) -> None:
    view = await letter_on(register, await in_orebro(register, planned_start_on="2027-02-01"), CONTACT)
    assert view is not None
    assert (view.name, view.subject) == ("Amina Öst", "Blivande ST-läkare på Lingonets vårdcentral")
    assert [one.name for one in view.to] == ["Studierektor"]
    assert "Namn: Amina Öst\nPlanerad start: 2027-02-01\n" in view.text
    assert "Ylva Sandåker\nLingonets vårdcentral" in view.text
    assert view.lacking == (Lacking(NO_ADDRESS, FilledInAt.CLINIC, role="studierektor"),)
    with pytest.raises(FrozenInstanceError):
        view.text = ""  # type: ignore[misc]


async def test_what_is_missing_says_where_it_is_filled_in(register: Register) -> None:
    view = await letter_on(register, await in_ostergotland(register), "besked")
    assert view is not None
    assert Lacking("handledarens namn", FilledInAt.PERSON, "supervisor") in view.lacking
    days = [one for one in view.lacking if one.what == "anställningsdag"]
    asks = await step_of(register, view.candidate, "anstall")
    assert [(one.at, one.step, one.step_id) for one in days] == [(FilledInAt.STEP, asks.title, asks.id)]
    assert "Legitimationsdatum: 2022-05-02" in view.text


async def test_the_chosen_handledare_and_an_answer_on_a_step_are_in_the_letter(register: Register) -> None:
    supervisor = str(await make_colleague(register))
    key = await in_ostergotland(register, supervisor=supervisor)
    await mark(register, key, "besked", "open", answers={"anstallningsdag": "2026-12-01"})
    view = await letter_on(register, key, "besked")
    assert view is not None
    for said in ("Namn: Amina Öst", "Anställningsdag: 2026-12-01", "Handledare: Gunvor Tjärnstig"):
        assert said in view.text
    assert {one.at for one in view.lacking} == {FilledInAt.CLINIC}


async def test_what_was_copied_to_another_step_does_not_outlive_a_change_where_it_came_from(register: Register) -> None:
    key = await in_ostergotland(register, integrated_bt="ja", supervisor=str(await make_colleague(register)))
    await mark(register, key, "anstall", "open", answers={"anstallningsdag": "2026-12-26"})
    copied = {"anstallningsdag": "2026-12-26", "handledare": "Gunvor Tjärnstig", "namn": " Amina  Öst"}
    await mark(register, key, "besked", "open", answers=copied)
    found = await step_of(register, key, "besked")
    assert not any(found.against(field.key) for field in found.fields)

    await mark(register, key, "anstall", "open", answers={"anstallningsdag": "2026-01-30"})
    person, other = await person_of(register, key), await make_colleague(register, name="Ester Kvist")
    changed = {**person.values, "id": key, "version": person.version, "supervisor": str(other)}
    await register.do(save_candidate, read_form(CandidateForm, changed, register.today))
    view = await letter_on(register, key, "anmal_bt")
    assert view is not None
    assert "2026-01-30" in view.text
    assert "Ester Kvist" in view.text
    found = await step_of(register, key, "besked")
    against = {field.key: known.text for field in found.fields if (known := found.against(field.key)) is not None}
    assert against == {"anstallningsdag": "2026-01-30", "handledare": "Ester Kvist"}
    source = await step_of(register, key, "anstall")
    assert source.against("anstallningsdag") is None


@pytest.mark.krav("OG31", "OG36")
async def test_the_day_of_the_language_test_is_offered_where_it_is_asked_for_again(register: Register) -> None:
    key = await in_ostergotland(register, integrated_bt="ja", native_swedish="nej")
    assert (await step_of(register, key, "bilaga_sprak")).known == {}
    await mark(register, key, "sprakprov", "open", answers={"genomfort": "2026-10-05"})
    assert (await step_of(register, key, "bilaga_sprak")).known["test"].text == "2026-10-05"


async def test_the_clinics_own_addresses_are_taken_where_they_are_given(register: Register) -> None:
    key = await in_orebro(register, planned_start_on="2027-02-01")
    raw = {"name": "Lingonets vårdcentral", "region": "orebro", "private": "privat", "listed": "8200"}
    addresses = {"version": 1, "chief": "Ylva Sandåker", "mailboxes": {"studierektor": "sr@exempel.se"}}
    await register.do(save_clinic, read_form(ClinicForm, raw | addresses, register.today))
    view = await letter_on(register, key, CONTACT)
    assert view is not None
    assert ([one.mailbox for one in view.to], view.lacking) == (["sr@exempel.se"], ())


async def test_without_an_address_of_the_clinics_the_chosen_studierektors_own_is_taken(register: Register) -> None:
    director = str(await make_colleague(register, name="Elva", role="studierektor", email="elva@exempel.se"))
    view = await letter_on(register, await in_orebro(register, director=director), CONTACT)
    assert view is not None
    assert [one.mailbox for one in view.to] == ["elva@exempel.se"]


async def test_the_letter_goes_to_whoever_was_chosen_and_never_to_anothers_address_in_their_name(
    register: Register,
) -> None:
    await make_clinic(register, mailboxes={"studierektor": "sigrid@exempel.se"})
    bo = str(await make_colleague(register, name="Bo Lind", role="studierektor", email="bo@exempel.se"))
    siw = str(await make_colleague(register, name="Siw Alm", role="studierektor"))
    for director, expected in [
        (bo, ("Bo Lind", "bo@exempel.se")),
        (siw, ("", "sigrid@exempel.se")),
        ("", ("", "sigrid@exempel.se")),
    ]:
        key = await make_candidate(register, director=director)
        await take_route(register, key, "privat_ovriga")
        view = await letter_on(register, key, CONTACT)
        assert view is not None
        assert [(one.person, one.mailbox) for one in view.to] == [expected]


async def test_an_address_that_somebody_registered_has_is_had_by_choosing_them(register: Register) -> None:
    key = await in_orebro(register, planned_start_on="2027-02-01")
    siw = await make_colleague(register, name="Siw Alm", role="studierektor")
    only_the_clinic = Lacking(NO_ADDRESS, FilledInAt.CLINIC, role="studierektor")
    for director, email, expected in [
        ("", "", only_the_clinic),
        ("", "siw@exempel.se", Lacking(NO_ADDRESS, FilledInAt.CHOICE, "director", role="studierektor")),
        (str(siw), "", only_the_clinic),
    ]:
        line = (await register.ask(colleague_lines))[0]
        raw = {"id": siw, "version": line.version, "name": "Siw Alm", "role": "studierektor", "email": email}
        await register.do(save_colleague, read_form(ColleagueForm, raw, register.today))
        person = await person_of(register, key)
        chosen = {**person.values, "id": key, "version": person.version, "director": director}
        await register.do(save_candidate, read_form(CandidateForm, chosen, register.today))
        view = await letter_on(register, key, CONTACT)
        assert view is not None
        assert view.lacking == (expected,)


async def test_somebody_alone_in_a_role_that_the_region_writes_to_is_named_and_two_are_not(register: Register) -> None:
    key = await in_ostergotland(register)
    roles = ["handledare", "studierektor", "utbildningssekreterare", "st_bt_kansliet", "kontakt"]
    assert list(await register.ask(colleague_roles)) == roles
    await make_colleague(register, name="Siv Alnäs", role="utbildningssekreterare", email="siv@exempel.se")
    view = await letter_on(register, key, "intresseanmalan")
    assert view is not None
    assert [(one.name, one.person, one.mailbox) for one in view.to] == [
        ("Studierektor", "", ""),
        ("Utbildningssekreterare AMC", "Siv Alnäs", "siv@exempel.se"),
    ]
    await make_colleague(register, name="Bodil Fur", role="utbildningssekreterare")
    view = await letter_on(register, key, "intresseanmalan")
    assert view is not None
    assert [one.person for one in view.to] == ["", ""]


async def test_a_role_that_no_letter_of_the_region_goes_to_is_refused(register: Register) -> None:
    await make_clinic(register, region="vgr")
    with pytest.raises(Refused) as refused:
        await make_colleague(register, role="utbildningssekreterare")
    assert refused.value.messages == {"role": "Välj ett av alternativen."}


async def test_a_role_of_another_region_stays_with_whoever_has_it(register: Register) -> None:
    await make_clinic(register, region="ostergotland")
    siv = await make_colleague(register, name="Siv Alnäs", role="utbildningssekreterare")
    values = {"name": "Lingonets vårdcentral", "region": "vgr", "private": "privat", "listed": "8200"}
    moved = values | {"chief": "Ylva Sandåker", "version": 1}
    await register.do(save_clinic, read_form(ClinicForm, moved, register.today))
    kept = {"id": siv, "version": 1, "name": "Siv Alnäs", "role": "utbildningssekreterare", "phone": "011"}
    await register.do(save_colleague, read_form(ColleagueForm, kept, register.today))
    (line,) = await register.ask(colleague_lines)
    assert (line.role, line.role_name, line.values["phone"]) == (kept["role"], "Annan regions roll", "011")


async def test_enclosures_are_named_last(register: Register) -> None:
    await make_clinic(register, region="vgr")
    key = await make_candidate(register)
    await take_route(register, key, "ansokan")
    view = await letter_on(register, key, "handlingar")
    assert view is not None
    assert "Bilagor:\n– Anställningsbevis\n– CV\n" in view.text
    assert view.letter.enclosures[0] == "Anställningsbevis"


@pytest.mark.krav("OG36")
async def test_what_a_step_that_does_not_apply_would_enclose_is_not_named(register: Register) -> None:
    key = await in_ostergotland(register, integrated_bt="ja")
    language, contract = "Intyg om språktest och eventuell språkutbildning", "ST/BT-kontrakt"
    view = await letter_on(register, key, "anmal_bt")
    assert view is not None
    assert view.letter.enclosures[:2] == (language, contract)
    await mark(register, key, "bilaga_sprak", "not_applicable", reason="Svenska är modersmålet")
    view = await letter_on(register, key, "anmal_bt")
    assert view is not None
    assert view.letter.enclosures[0] == contract
    assert language not in view.text


async def test_no_letter_where_there_is_no_step_none_on_it_or_another_route_was_taken(register: Register) -> None:
    key = await in_orebro(register)
    assert await letter_on(register, key, "samrad_privat") is None
    assert await register.ask(letter_for, new_id(), register.today) is None
    step = await step_of(register, key, CONTACT)
    await take_route(register, key, "privat_kand")
    assert await register.ask(letter_for, step.id, register.today) is None


async def test_line_breaks_in_a_name_stay_out_of_the_letter(register: Register) -> None:
    view = await letter_on(register, await in_orebro(register, name="Amina\nBcc: x@y.se"), CONTACT)
    assert view is not None
    assert "Namn: Amina Bcc: x@y.se\n" in view.text
