"""What comes back, on Idag and in the lists: one row for all who have it, and the same the day after."""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from models.commands.duties import record_occurrences, rest_occurrence
from models.exchange.export import export_all, whole_export
from models.forms.duty import OccurrencesForm, RestForm
from models.forms.refusal import read_form
from models.queries.candidates import candidate_lines
from models.queries.check import check_register
from models.queries.today import Group, TodayItem, Turn, View, heading, items_in, today_items
from models.register import Register
from models.rules.duties import month_number
from models.storage.place import Place
from tests.conftest import NOW
from tests.making import make_clinic, make_colleague, make_st_doctor, mark, person_of, step_of

OCTOBER = month_number(date(2026, 10, 1))
NAMES = ("Amina Öst", "Bo Ek", "Åsa Alm", "Örjan Ek", "Dag Alm")


class Clock:
    """The time, as the test has it."""

    def __init__(self) -> None:
        self.now = NOW

    def set(self, day: str) -> None:
        self.now = datetime.fromisoformat(day).replace(hour=9, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def register(place: Place, clock: Clock) -> Iterator[Register]:
    """A register whose days can pass."""
    opened = Register(place, lambda: clock.now)
    yield opened
    opened.close()


@pytest.fixture
async def five(register: Register) -> list[UUID]:
    """Five ST doctors since February 2025, two of them followed by Eva, the others by Ove."""
    await make_clinic(register, region="vastmanland")
    eva, ove = [str(await make_colleague(register, name=name)) for name in ("Eva Sol", "Ove Sol")]
    return [
        await make_st_doctor(register, name, "2025-02-03", supervisor=eva if number < 2 else ove)
        for number, name in enumerate(NAMES)
    ]


async def reports(register: Register) -> list[TodayItem]:
    items = await register.ask(today_items, register.today)
    return [item for item in items if item.step.startswith("Månadsrapport")]


async def shown(register: Register) -> list[tuple[str, str, str]]:
    return [(item.group.value, item.step, item.name) for item in await reports(register)]


async def report(register: Register, *keys: UUID, number: int = OCTOBER) -> None:
    steps = [(await step_of(register, key, "manadsrapport")).id for key in keys]
    await register.do(record_occurrences, OccurrencesForm(steps=tuple(steps), number=number))


@pytest.mark.krav("VML18")
async def test_one_row_for_all_who_have_the_same_to_do(register: Register, five: list[UUID]) -> None:
    assert await shown(register) == [
        ("Försenat", "Månadsrapport för oktober 2026", "alla 5"),
        ("Senare", "Månadsrapport för november 2026", "alla 5"),
    ]
    late, coming = await reports(register)
    assert (late.days_late, late.due_on, late.turn) == (11, date(2026, 11, 10), Turn.LATE)
    assert (coming.days_late, coming.due_on, coming.turn) == (0, date(2026, 12, 10), Turn.OURS)
    assert late.duty is not None
    assert [one.name for one in late.duty.in_order] == ["Amina Öst", "Bo Ek", "Dag Alm", "Åsa Alm", "Örjan Ek"]
    assert (late.ours, late.role, late.krav) == (True, "Chefen", "VML18")
    await report(register, *five[:2])
    assert (await shown(register))[0][2] == "3 av 5"
    await report(register, *five[2:4])
    assert (await shown(register))[0][2] == "Dag Alm"
    await report(register, five[4])
    assert [step for _group, step, _name in await shown(register)] == ["Månadsrapport för november 2026"]


async def test_who_came_later_has_only_what_is_theirs(register: Register, five: list[UUID]) -> None:
    await make_st_doctor(register, "Nils Ny", "2026-11-16")
    assert [name for _group, _step, name in await shown(register)] == ["alla 5", "alla 6"]
    await report(register, *five)
    await report(register, *five, number=OCTOBER + 1)
    assert [name for _group, _step, name in await shown(register)] == ["Nils Ny"]


@pytest.mark.krav("VML18")
async def test_the_days_that_pass_bring_the_next_without_any_change(
    register: Register, five: list[UUID], clock: Clock
) -> None:
    await report(register, *five)
    stood = []
    for day in ("2026-11-30", "2026-12-07", "2026-12-10", "2026-12-11", "2027-01-11"):
        clock.set(day)
        stood.append([(group, step.rpartition(" för ")[2]) for group, step, _name in await shown(register)])
        assert await register.ask(check_register, register.today) == ()
    assert stood == [
        [("Senare", "november 2026")],
        [("Den här veckan", "november 2026")],
        [("I dag", "november 2026")],
        [("Försenat", "november 2026"), ("Senare", "december 2026")],
        [("Försenat", "november 2026"), ("Försenat", "december 2026"), ("Senare", "januari 2027")],
    ]


@pytest.mark.krav("VML7")
@pytest.mark.usefixtures("five")
async def test_a_yearly_duty_stands_four_months_before_and_alone(register: Register, clock: Clock) -> None:
    async def follow_ups() -> list[tuple[str, str]]:
        items = await register.ask(today_items, register.today)
        return [(item.step, item.name) for item in items if item.step.startswith("Årsuppföljning")]

    clock.set("2025-10-02")
    assert await follow_ups() == []
    clock.set("2025-10-03")
    assert await follow_ups() == [("Årsuppföljning, år 1", "alla 5")]
    await make_st_doctor(register, "Nils Ny", "2025-01-20")
    assert await follow_ups() == [("Årsuppföljning, år 1", "Nils Ny"), ("Årsuppföljning, år 1", "alla 5")]


async def test_per_handledare_the_row_is_parted(register: Register, five: list[UUID]) -> None:
    await report(register, five[2])
    items = items_in(await reports(register), View.BY_SUPERVISOR)
    stands = [(heading(item, View.BY_SUPERVISOR), item.step.rpartition(" för ")[2], item.name) for item in items]
    assert stands == [
        ("Eva Sol", "oktober 2026", "alla 2"),
        ("Eva Sol", "november 2026", "alla 2"),
        ("Ove Sol", "oktober 2026", "2 av 3"),
        ("Ove Sol", "november 2026", "alla 3"),
    ]
    assert len({item.key for item in items}) == 4
    assert [len(item.duty.steps) for item in items if item.duty is not None] == [2, 2, 2, 3]


@pytest.mark.usefixtures("five")
async def test_what_can_be_done_today_is_what_is_late_or_whose_month_is_over(register: Register, clock: Clock) -> None:
    async def mine() -> list[str]:
        return [item.step.rpartition(" för ")[2] for item in items_in(await reports(register), View.MINE)]

    assert await mine() == ["oktober 2026"]
    clock.set("2026-11-30")
    assert await mine() == ["oktober 2026"]
    clock.set("2026-12-01")
    assert await mine() == ["oktober 2026", "november 2026"]
    assert items_in(await reports(register), View.WAITED_FOR) == ()


async def test_an_occurrence_rests_until_its_day_for_those_it_was_put_to_rest_for(
    register: Register, five: list[UUID], clock: Clock
) -> None:
    steps = tuple([(await step_of(register, key, "manadsrapport")).id for key in five[:2]])
    raw = {"steps": steps, "number": OCTOBER, "until": "2026-12-01", "note": "Lönen."}
    await register.do(rest_occurrence, read_form(RestForm, raw, register.today))
    assert await shown(register) == [
        ("Försenat", "Månadsrapport för oktober 2026", "3 av 5"),
        ("Senare", "Månadsrapport för november 2026", "alla 5"),
        ("Vilar", "Månadsrapport för oktober 2026", "2 av 5"),
    ]
    assert [item.rest.note for item in await reports(register) if item.rest is not None] == ["Lönen."]
    clock.set("2026-12-01")
    assert [(group, name) for group, _step, name in await shown(register)] == [
        ("Försenat", "alla 5"),
        ("Senare", "alla 5"),
    ]


async def test_ordinary_steps_are_gathered_as_before(register: Register, five: list[UUID]) -> None:
    items = [item for item in await register.ask(today_items, register.today) if item.candidate == five[0]]
    assert [item.more for item in items if item.duty is None and item.group is Group.OURS] == [7]
    assert all(item.more == 0 for item in items if item.duty is not None)


# the lists


async def test_the_next_date_of_the_lists_has_the_duties_too(register: Register, five: list[UUID]) -> None:
    key = five[0]
    await mark(register, key, "iup")
    (line,) = [one for one in await register.ask(candidate_lines, register.today) if one.id == key]
    assert (line.due_on, line.due_step) == (date(2026, 2, 3), "Årsuppföljning, år 1")
    (stored,) = [one for one in await register.ask(candidate_lines) if one.id == key]
    assert stored.due_on is None
    assert await register.ask(candidate_lines, register.today, archived=True) == ()
    person = await person_of(register, key)
    assert (person.due_on, person.due_step, person.due_what) == (
        date(2026, 2, 3),
        "Årsuppföljning, år 1",
        "tidsgräns i rutinen",
    )


async def test_a_step_that_comes_before_keeps_its_place(register: Register, five: list[UUID]) -> None:
    person = await person_of(register, five[0])
    assert (person.due_on, person.due_step) == (date(2025, 8, 3), "Utbildningsprogram (IUP) inom 6 månader")


@pytest.mark.krav("VML18")
async def test_the_files_have_the_next_date_and_the_last_time(
    register: Register, five: list[UUID], tmp_path: Path
) -> None:
    await report(register, five[0])
    export_all(tmp_path, await register.ask(whole_export, register.today), NOW)

    def rows(file: str) -> list[dict[str, str]]:
        with (tmp_path / file).open(encoding="utf-8-sig", newline="") as lines:
            return list(csv.DictReader(lines, delimiter=";"))

    steps = {row["steg"]: row for row in rows("checklistor.csv") if row["kandidat"] == "Amina Öst"}
    duty = steps["manadsrapport"]
    assert (duty["lage"], duty["tidsgrans"], duty["nasta_tillfalle"]) == ("återkommer", "2026-12-10", "november 2026")
    assert (duty["klart"], duty["av"], duty["senaste_tillfalle"]) == ("2026-11-21", "Ylva Sandåker", "oktober 2026")
    assert duty["missade_tillfallen"] == "0"
    once = steps["st_borjar"]
    assert (once["klart"], once["nasta_tillfalle"], once["missade_tillfallen"]) == ("2025-02-03", "", "")
    (candidate,) = [row for row in rows("kandidater.csv") if row["namn"] == "Amina Öst"]
    assert (candidate["nasta_datum"], candidate["nasta_steg"]) == (
        "2025-08-03",
        "Utbildningsprogram (IUP) inom 6 månader",
    )


async def test_a_register_left_alone_for_years_still_agrees_with_itself(
    register: Register, five: list[UUID], clock: Clock
) -> None:
    await report(register, *five)
    clock.now = NOW + timedelta(days=2000)
    assert await register.ask(check_register, register.today) == ()
    assert len(await reports(register)) == len(range(OCTOBER, month_number(register.today)))


@pytest.mark.krav("VML18")
async def test_the_day_from_which_an_absence_is_long_enough_to_report_is_worked_out(register: Register) -> None:
    await make_clinic(register, region="vastmanland")
    key = await make_st_doctor(register, "Amina Öst", "2026-06-01")
    step = await step_of(register, key, "lang_franvaro")
    assert (step.over_days, step.over_since) == (10, date(2026, 11, 6))
    assert (await step_of(register, key, "avbrott")).over_since is None
