"""What is said before a backup is restored: also of the clinic's own facts, colleagues, addresses and own steps."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

from models.commands.own_steps import save_own_step
from models.forms.own_step import OwnStepForm
from models.forms.refusal import read_form
from models.ids import new_id
from models.queries.drafts import NEW_CANDIDATE
from models.queries.own_steps import new_own_step
from models.register import Register
from models.restoring import compare
from models.storage.connection import connection
from models.storage.difference import difference
from models.storage.migrations import APPLICATION_ID, migrate, read_steps
from models.storage.place import Place
from screens.backup_text import difference_lines
from screens.draft_text import DRAFT_KINDS
from tests.making import make_candidate, make_clinic, make_colleague, step_of, take_route
from tests.models.commands.test_erasure import LONG_AGO, erase
from tests.models.commands.test_retention import end, save
from tests.models.signing_in import make_signing_in, signed_in
from tests.models.storage.locked import GUNVOR
from tests.models.test_backups import backed_up
from tests.models.test_restoring import remove_gunvor


async def test_settings_from_what_they_are_to_what_they_were_colleagues_by_name_and_the_rest_counted(
    place: Place,
) -> None:
    await make_signing_in(place)
    async with signed_in(place) as chief:
        await make_colleague(chief, name="Oförändrad Ros")
        moved, left = (str(new_id()) for _ in range(2))
        await make_colleague(chief, id=moved, name="Flyttad Lind")
        await make_colleague(chief, id=left, name="Slutad Gran")
        kept = await own_step(chief)
        await make_clinic(chief, version=1, mailboxes={"studierektor": "sr@exempel.se"})
        copy = await backed_up(chief)
        assert (await compare(chief, copy, chief.key)).is_none
        await make_colleague(chief, id=moved, version="1", name="Flyttad Lind", workplace="Annan VC")
        await make_colleague(chief, id=left, version="1", name="Slutad Gran", archived="true")
        await make_colleague(chief, name="Ny Ek")
        await own_step(chief)
        await chief.do(save_own_step, kept.model_copy(update={"version": 1, "archived": True}))
        changed = {"listed": "9 000", "second_folder": "/minne/[kopior]", "mailboxes": {"studierektor": ""}}
        await make_clinic(chief, version=2, region="vgr", private="regiondriven", **changed)
        await save(chief, keep_years="3", keep_decision="Plan 7", keep_decided_on="2026-01-15", keep_backups_days="30")
        told = await compare(chief, copy, chief.key)
    lines = [*difference_lines(told)]
    assert lines[lines.index("Handledare och andra kontakter som försvinner: Ny Ek.") :] == [
        "Handledare och andra kontakter som försvinner: Ny Ek.",
        "Handledare och andra kontakter som blir som de var då: Flyttad Lind.",
        "Handledare och andra kontakter som kommer tillbaka: Slutad Gran.",
        "Egna steg: 1 försvinner, 1 kommer tillbaka.",
        "Adresser som breven går till: 1 kommer tillbaka.",
        "Vårdcentralens uppgifter blir som de var då:",
        "  Region: Västra Götalandsregionen → Region Örebro län",
        "  Driftsform: regiondriven → privat",
        "  Listade patienter: 9000 → 8200",
        "  Säkerhetskopior även i: /minne/[kopior] → –",
        "Hur länge uppgifter sparas blir som det var då:",
        "  År, inte anställda: 3 → –",
        "  Gallringsbeslut: Plan 7 → –",
        "  Beslutat den: 2026-01-15 → –",
        "  Dagar, säkerhetskopior: 30 → 90",
        "Ingen mapp till får säkerhetskopior efteråt: ange den igen under Vårdcentralens uppgifter (ctrl+p).",
    ]


async def own_step(register: Register) -> OwnStepForm:
    """One more of the clinic's own steps, on somebody's checklist."""
    person = await make_candidate(register)
    await take_route(register, person, "privat_ovriga")
    view = await register.ask(new_own_step, (await step_of(register, person, "kontakta_studierektor_privat")).id)
    assert view is not None
    raw = {"id": new_id(), "checklist": view.checklist, "title": "Visa runt", "role": "handledare", "force": "ska"}
    form = read_form(OwnStepForm, {**raw, **view.values}, register.today)
    await register.do(save_own_step, form)
    return form


async def test_drafts_that_go_or_come_back_ones_own_by_kind_and_others_only_counted(place: Place) -> None:
    await make_signing_in(place)
    async with signed_in(place) as chief:
        stays, back, erased = [
            await make_candidate(chief, name=name) for name in ("Kvar Ek", "Åter Alm", "Gallrad Ask")
        ]
        for form in (f"kontakt:{back}", f"avslut:{erased}", f"kandidat:{stays}", "gallring:tider"):
            await chief.keep_draft(form, {"text": "Hemlig formulering"})
        async with as_user(chief, GUNVOR):
            await chief.keep_draft("vila:då", {"note": "Gunvors egen"})
        await end(chief, erased, "ej_antagen", LONG_AGO)
        copy = await backed_up(chief)
        assert (await compare(chief, copy, chief.key)).is_none
        await erase(chief, erased)
        await chief.drop_draft(f"kontakt:{back}")
        await chief.keep_draft(f"kandidat:{stays}", {"text": "Hemlig och ny"})
        for step in ("steg:1:done", "steg:2:done", NEW_CANDIDATE):
            await chief.keep_draft(step, {"note": "Hemlig formulering"})
        async with as_user(chief, GUNVOR):
            await chief.drop_draft("vila:då")
            await chief.keep_draft("steg:3:done", {"note": "Gunvors egen"})
            await chief.keep_draft("steg:4:done", {"note": "Gunvors egen"})
        told = await compare(chief, copy, chief.key)
        lines = [*difference_lines(told)]
        nobodys = difference(place.file, chief.key, copy.file, chief.key)
    assert [line for line in lines if "utkast" in line.casefold()] == [
        "Dina utkast som försvinner: kandidat, steg på en checklista (2).",
        "Dina utkast som blir som de var då: kandidat.",
        "Dina utkast som kommer tillbaka: anteckning om en kontakt.",
        "Andras utkast: 2 försvinner, 1 kommer tillbaka.",
    ]
    assert "Utkast: 5 försvinner, 1 blir som då, 2 kommer tillbaka." in [*difference_lines(nobodys)]
    assert not any("Hemlig" in line or "Gunvors" in line for line in (*lines, repr(told)))


async def test_drafts_of_whoever_is_removed_again_do_not_come_back(place: Place) -> None:
    await make_signing_in(place)
    async with signed_in(place) as chief:
        async with as_user(chief, GUNVOR):
            await chief.keep_draft("steg:1:done", {"note": "Gunvors egen"})
        copy = await backed_up(chief)
        await remove_gunvor(chief)
        assert not any("utkast" in line.casefold() for line in difference_lines(await compare(chief, copy, chief.key)))


@asynccontextmanager
async def as_user(register: Register, user: UUID) -> AsyncIterator[None]:
    """Whatever is done as another of the register's users."""
    was, register.user = register.user, user
    yield
    register.user = was


def test_every_form_that_keeps_a_draft_has_its_kind_in_words() -> None:
    """By what the screens call their drafts, which is the kind before a colon."""
    sources = "".join(file.read_text(encoding="utf-8") for file in Path("screens").glob("*.py"))
    kinds = set(re.findall(r'draft"?[=:] ?f?"(\w+):', sources))
    assert {*kinds, NEW_CANDIDATE.partition(":")[0]} == {*DRAFT_KINDS}


async def test_what_a_backup_of_an_older_schema_lacks_is_compared_as_it_will_be_when_brought_over(
    place: Place, tmp_path: Path
) -> None:
    old = tmp_path / "gammal.db"
    with connection(old) as opened:
        opened.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(old, lambda _step: None, read_steps()[:1])
    with connection(old) as opened:
        opened.execute(
            "INSERT INTO clinic VALUES (?, 1, 'Lingonets vårdcentral', 'orebro', 1, 8200, 'Ylva Sandåker', "
            "NULL, NULL, '2026-01-01T08:00:00+00:00')",
            (new_id().hex,),
        )
        opened.execute("INSERT INTO draft VALUES ('kandidat:ny', 'name', 'Half', '2026-01-01T08:00:00+00:00')")
    await make_signing_in(place)
    async with signed_in(place) as chief:
        assert difference(place.file, chief.key, old, None).settings == ()
        await own_step(chief)
        await make_clinic(chief, version=1, second_folder="/minne")
        told = difference(place.file, chief.key, old, None)
    assert [(one.field, one.now, one.then) for one in told.settings] == [("second_folder", "/minne", "")]
    assert told.drafts.others == (0, 0, 1)
    assert [len(told.tables[table].gone) for table in told.tables] == [1]
