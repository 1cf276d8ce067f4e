"""LineTable: the cursor, the filter, and what stays where it is."""

from screens.widgets.line_table import LineTable
from tests.screens.widgets.tables import Person, grouped_table, people, plain_table
from tests.screens.widgets.trial import Trial, trial


def name_under_cursor(table: LineTable[Person]) -> str:
    assert table.row is not None
    return table.row.name


async def test_arrows_and_j_k_walk_and_stop_at_both_ends() -> None:
    table = plain_table()
    async with trial(table) as seen:
        table.show(people(3))
        await seen.press("down", "j")
        assert name_under_cursor(table) == "person 2"
        await seen.press("down")
        assert name_under_cursor(table) == "person 2"
        await seen.press("up", "k", "k")
        assert name_under_cursor(table) == "person 0"


async def test_page_home_and_end_move_a_screenful_or_to_the_edge() -> None:
    table = plain_table()
    async with trial(table, height=11) as seen:
        table.show(people(50))
        await seen.press("pagedown")
        assert table.cursor == 9
        await seen.press("end")
        assert name_under_cursor(table) == "person 49"
        assert "person 49" in seen.text
        await seen.press("pageup")
        assert table.cursor == 40
        await seen.press("home")
        assert name_under_cursor(table) == "person 0"
        assert "person 0" in seen.text


async def test_the_row_under_the_cursor_stays_in_sight_on_the_way_down_and_up() -> None:
    table = plain_table()
    async with trial(table, height=6) as seen:
        table.show(people(12))
        for key in ("down",) * 11 + ("up",) * 11:
            await seen.press(key)
            await seen.settle()
            assert name_under_cursor(table) in [line.strip(" ▁▂▃▄▅▆▇█") for line in seen.lines], key


async def test_a_filter_keeps_only_the_rows_that_hold_every_word() -> None:
    table = plain_table()
    async with trial(table) as seen:
        table.show((Person("Åsa Berg"), Person("Asta Berg"), Person("Åsa Lund")))
        table.filter("berg åsa")
        await seen.settle()
        assert table.shown == 1
        assert "Åsa Berg" in seen.text
        assert "Asta" not in seen.text


async def test_a_filter_keeps_the_cursor_on_its_row() -> None:
    table = plain_table()
    async with trial(table) as seen:
        table.show(people(20))
        table.go_to("person 12")
        table.filter("1")
        await seen.settle()
        assert name_under_cursor(table) == "person 12"
        table.filter("")
        assert name_under_cursor(table) == "person 12"


async def test_a_filter_that_fits_nothing_says_so() -> None:
    table = plain_table(empty="Tomt.")
    async with trial(table) as seen:
        table.show(people(3))
        table.filter("finns inte")
        await seen.settle()
        assert table.row is None
        assert "Inget stämmer med det du skrev." in seen.text
        assert "Tomt." not in seen.text


async def test_the_cursor_stays_on_its_row_when_other_rows_come_before_it() -> None:
    table = plain_table()
    async with trial(table):
        table.show((Person("Berit"), Person("Ceder")))
        table.go_to("Ceder")
        table.show((Person("Alma"), Person("Berit"), Person("Ceder")))
        assert name_under_cursor(table) == "Ceder"


async def test_the_cursor_goes_first_when_its_row_is_gone() -> None:
    table = plain_table()
    async with trial(table):
        table.show((Person("Berit"), Person("Ceder")))
        table.go_to("Ceder")
        table.show((Person("Alma"), Person("Berit")))
        assert name_under_cursor(table) == "Alma"


async def test_the_cursor_skips_the_headings_of_groups() -> None:
    table = grouped_table()
    async with trial(table) as seen:
        table.show((Person("Alma", "Först"), Person("Berit", "Sedan"), Person("Ceder", "Sedan")))
        await seen.settle()
        assert [line.strip() for line in seen.lines[:5]] == ["Först", "Alma", "Sedan", "Berit", "Ceder"]
        names = [name_under_cursor(table)]
        for _ in range(3):
            await seen.press("down")
            names.append(name_under_cursor(table))
        assert names == ["Alma", "Berit", "Ceder", "Ceder"]


async def test_the_first_heading_comes_back_into_sight_with_the_first_row() -> None:
    table = grouped_table()
    async with trial(table, height=4) as seen:
        table.show(tuple(Person(f"person {number}", "Rubriken") for number in range(9)))
        await seen.press("end")
        assert "Rubriken" not in seen.text
        await seen.press("home")
        assert seen.lines[0].strip() == "Rubriken"


async def test_a_click_moves_the_cursor_but_not_onto_a_heading() -> None:
    table = grouped_table()
    async with trial(table) as seen:
        table.show((Person("Alma", "Först"), Person("Berit", "Sedan")))
        await seen.pilot.click(LineTable, offset=(3, 3))
        assert name_under_cursor(table) == "Berit"
        await seen.pilot.click(LineTable, offset=(3, 2))
        assert name_under_cursor(table) == "Berit"


async def test_an_empty_table_says_what_to_do_and_takes_every_key() -> None:
    table = plain_table(empty="Inga kandidater än. Tryck n för att lägga till den första.")
    async with trial(table, width=40) as seen:
        table.show(())
        await seen.press("down", "up", "pagedown", "pageup", "home", "end")
        assert table.row is None
        assert " ".join(seen.text.split()) == "Namn Inga kandidater än. Tryck n för att lägga till den första."


async def drawn_rows(seen: Trial, table: LineTable[Person]) -> int:
    """How many rows are asked for their text when the cursor goes down one line."""
    asked = 0

    def counted(row: Person) -> tuple[str, str]:
        nonlocal asked
        asked += 1
        return row.name, ""

    object.__setattr__(table._columns[0], "cell", counted)
    await seen.press("down")
    return asked


async def test_ten_thousand_rows_cost_no_more_to_walk_than_the_ones_in_sight() -> None:
    table = plain_table()
    async with trial(table, height=10) as seen:
        table.show(people(10_000))
        await seen.press("end")
        assert "person 9999" in seen.text
        await seen.press("home")
        assert await drawn_rows(seen, table) <= 10
