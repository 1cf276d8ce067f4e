"""LineTable: how its columns share a window, and how text from people is drawn."""

import pytest

from screens.widgets.line_table import Column, LineTable
from tests.screens.widgets.tables import Person, plain_table
from tests.screens.widgets.trial import trial


def three_columns() -> LineTable[Person]:
    return LineTable(
        (
            Column("Namn", lambda row: (row.name, ""), 18, grow=2),
            Column("Fas", lambda _row: ("provtjänstgöring", ""), 16, grow=1),
            Column("Sedan", lambda _row: ("18 dagar", ""), 9, from_width=60),
        ),
        key=lambda row: row.name,
    )


@pytest.mark.parametrize("width", range(20, 130, 10))
async def test_no_line_is_wider_than_the_window(width: int) -> None:
    table = three_columns()
    async with trial(table, width=width) as seen:
        table.show((Person("Maximiliana Ångström-Söderbergh af Ugglas"),))
        await seen.settle()
        assert max(map(len, seen.lines)) <= width


async def test_a_column_is_left_out_where_there_is_no_room_for_it() -> None:
    for width, there in ((59, False), (60, True)):
        table = three_columns()
        async with trial(table, width=width) as seen:
            table.show((Person("Berit"),))
            await seen.settle()
            assert ("Sedan" in seen.lines[0]) is there
            assert ("18 dagar" in seen.lines[1]) is there


async def test_columns_that_grow_take_the_spare_room_by_their_share() -> None:
    table = three_columns()
    async with trial(table, width=106) as seen:
        table.show((Person("Berit"),))
        await seen.settle()
        # 106 - 1 - (18 + 16 + 9 + 3) = 59 spare: 39 to the name, 19 to the phase
        assert seen.lines[0].index("Fas") == 1 + 18 + 39 + 1
        assert seen.lines[0].index("Sedan") == 1 + 18 + 39 + 1 + 16 + 19 + 1


async def test_text_that_does_not_fit_ends_in_an_ellipsis_and_other_text_does_not() -> None:
    table = plain_table()
    async with trial(table, width=13) as seen:
        table.show((Person("Karolina Öst"), Person("Karolina")))
        await seen.settle()
        assert [line.strip() for line in seen.lines[1:3]] == ["Karolina Ö…", "Karolina"]


@pytest.mark.parametrize("name", ["[red]x[/]", "x[/]y", "[@click=app.quit]klicka[/]", "\\[b]", "{namn} %s"])
async def test_markup_is_drawn_as_the_plain_text_it_is(name: str) -> None:
    table = plain_table(empty=name)
    async with trial(table) as seen:
        table.show(())
        await seen.settle()
        assert name in seen.text
        table.show((Person(name),))
        await seen.settle()
        assert name in seen.lines[1]


async def test_control_characters_never_reach_the_terminal() -> None:
    table = plain_table()
    async with trial(table) as seen:
        table.show((Person("A\x1b[2Jmina\x07 \u202eÖst\tB\nC\x9b1m"),))
        await seen.settle()
        assert not [char for line in seen.lines for char in line if not char.isprintable()]
        assert seen.lines[1].strip() == "A[2Jmina Öst B C1m"


async def test_wide_and_combining_characters_keep_the_columns_in_line() -> None:
    table = three_columns()
    async with trial(table, width=60) as seen:
        table.show((Person("王秀英 李"), Person("Amélie"), Person("Berit")))
        await seen.settle()
        strips = [table.render_line(line) for line in range(4)]
        assert {strip.cell_length for strip in strips} == {60}
