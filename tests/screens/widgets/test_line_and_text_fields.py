"""LineField and TextField: what they tell, and what a paste leaves in them."""

from textual import events

from screens.widgets.fields import LineField, TextField
from tests.screens.widgets.trial import Trial, trial


async def paste(seen: Trial, text: str) -> None:
    seen.app.post_message(events.Paste(text))
    await seen.settle()


async def test_a_line_tells_each_change_as_text_that_may_go_on() -> None:
    field = LineField("name")
    async with trial(field) as seen:
        await seen.press("Å", "s", "a")
        assert field.value == "Åsa"
        assert seen.app.told[-1] == ("name", "Åsa", False)


async def test_a_paste_of_several_lines_becomes_one_line() -> None:
    field = LineField("name")
    async with trial(field) as seen:
        await paste(seen, "Amina\r\nÖst\tfrån Örebro\n")
        assert field.value == "Amina Öst från Örebro"


async def test_a_paste_loses_what_a_terminal_could_obey() -> None:
    line, text = LineField("name"), TextField("note")
    async with trial(line) as seen:
        await paste(seen, "Ami\x1b[31mna\x00\u202e\x9b")
        assert line.value == "Ami[31mna"
    async with trial(text) as seen:
        await paste(seen, "rad 1\x1b]0;titel\x07\nrad 2\u2066")
        assert text.value == "rad 1]0;titel\nrad 2"


async def test_a_paste_lands_where_the_cursor_is() -> None:
    async with trial(lambda: LineField("name", "AminaÖst")) as seen:
        field = seen.app.query_one(LineField)
        field.cursor_position = 5
        await paste(seen, "-Li")
        assert field.value == "Amina-LiÖst"


async def test_what_is_typed_or_pasted_takes_the_place_of_what_stood_there_until_an_arrow_goes_into_it() -> None:
    async with trial(lambda: LineField("name", "Amina Öst")) as seen:
        field = seen.app.query_one(LineField)
        await seen.press("right", "h")
        assert field.value == "Amina Östh"
    async with trial(lambda: LineField("name", "Amina Öst")) as seen:
        field = seen.app.query_one(LineField)
        await seen.press("B")
        assert field.value == "B"
    async with trial(lambda: LineField("name", "Amina Öst")) as seen:
        field = seen.app.query_one(LineField)
        await paste(seen, "Berit Ås")
        assert field.value == "Berit Ås"


async def test_a_text_is_written_on_at_its_end() -> None:
    async with trial(lambda: TextField("note", "Ringde.\nInget svar.")) as seen:
        field = seen.app.query_one(TextField)
        await seen.press("J")
        assert field.value == "Ringde.\nInget svar.J"
        field.value = "Ur ett utkast"
        await seen.press("!")
        assert field.value == "Ur ett utkast!"


async def test_a_long_paste_is_kept_whole() -> None:
    field = TextField("note")
    async with trial(field) as seen:
        await paste(seen, "ö" * 10_000)
        assert field.value == "ö" * 10_000


async def test_decomposed_letters_are_put_together() -> None:
    field = LineField("name")
    async with trial(field) as seen:
        await paste(seen, "A\u030asa")
        assert field.value == "Åsa"


async def test_a_text_keeps_its_lines_and_tells_them() -> None:
    field = TextField("note")
    async with trial(field) as seen:
        await seen.press("a", "enter", "b")
        assert field.value == "a\nb"
        assert seen.app.told[-1] == ("note", "a\nb", False)


async def test_a_text_can_be_filled_from_outside() -> None:
    field = TextField("note")
    async with trial(field) as seen:
        field.value = "[red]x[/]y\nrad 2"
        await seen.settle()
        assert field.value == "[red]x[/]y\nrad 2"
        assert "[red]x[/]y" in seen.text
