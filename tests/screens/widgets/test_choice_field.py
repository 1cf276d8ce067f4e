"""ChoiceField: how one of a few is chosen and shown."""

from textual import events

from screens.widgets.fields import ChoiceField
from tests.screens.widgets.trial import trial

LANGUAGES = {"": "inget än", "C1": "C1", "SVA3": "SVA3", "annat": "annat intyg"}


async def test_arrows_and_space_walk_the_options_round() -> None:
    field = ChoiceField("language_proof", LANGUAGES)
    async with trial(field) as seen:
        await seen.press("right", "space")
        assert field.value == "SVA3"
        await seen.press("right", "right")
        assert field.value == ""
        await seen.press("left")
        assert field.value == "annat"


async def test_the_first_letter_chooses_and_again_goes_on_to_the_next() -> None:
    field = ChoiceField("role", {"h": "Handledare", "s": "Studierektor", "hr": "HR"})
    async with trial(field) as seen:
        await seen.press("h")
        assert field.value == "hr"
        await seen.press("H")
        assert field.value == "h"
        await seen.press("s")
        assert field.value == "s"


async def test_letters_in_quick_succession_choose_what_begins_with_them_all() -> None:
    names = ("ingen vald", "Åsa Berg", "Örjan Ek", "Ösa Dahl", "Östen Ås")
    field = ChoiceField("supervisor", {name: name for name in names})
    async with trial(field) as seen:
        for letter, chosen in (("ö", "Örjan Ek"), ("s", "Ösa Dahl"), ("T", "Östen Ås"), ("å", "Åsa Berg")):
            await seen.press(letter)
            assert field.value == chosen
        for letter, later in (("ö", 2.0), ("s", 4.0)):  # two seconds apart they are two words
            event = events.Key(letter, letter)
            event.time += later
            field.post_message(event)
        await seen.settle()
        assert field.value == "Örjan Ek"


async def test_a_letter_that_begins_no_option_changes_nothing() -> None:
    field = ChoiceField("answer", {"ja": "ja", "nej": "nej"}, "nej")
    async with trial(field) as seen:
        await seen.press("x", "1")
        assert field.value == "nej"
        assert seen.app.told == []


async def test_a_choice_is_told_as_worth_storing_at_once() -> None:
    async with trial(ChoiceField("answer", {"ja": "ja", "nej": "nej"})) as seen:
        await seen.press("n")
        assert seen.app.told == [("answer", "nej", True)]


async def test_all_options_are_in_sight_and_the_chosen_one_is_marked_by_more_than_colour() -> None:
    async with trial(ChoiceField("language_proof", LANGUAGES, "C1"), width=60) as seen:
        assert seen.lines[0].strip() == "○ inget än  ● C1  ○ SVA3  ○ annat intyg"


async def test_a_narrow_field_shows_only_what_is_chosen() -> None:
    async with trial(ChoiceField("language_proof", LANGUAGES, "annat"), width=30) as seen:
        assert seen.lines[0].strip() == "‹ annat intyg ›"
        await seen.press("right")
        assert seen.lines[0].strip() == "‹ inget än ›"


async def test_a_very_narrow_field_ends_in_an_ellipsis() -> None:
    async with trial(ChoiceField("answer", {"a": "ett långt svar", "b": "nej"}), width=12) as seen:
        assert seen.lines[0].strip() == "‹ ett lån…"


async def test_a_value_that_is_no_option_becomes_the_first() -> None:
    field = ChoiceField("answer", {"ja": "ja", "nej": "nej"}, "kanske")
    async with trial(field):
        assert field.value == "ja"


async def test_names_from_people_are_no_markup_in_a_choice() -> None:
    async with trial(ChoiceField("supervisor", {"": "ingen vald", "1": "[red]Per[/] x[/]y"}, "1")) as seen:
        assert "[red]Per[/] x[/]y" in seen.text
