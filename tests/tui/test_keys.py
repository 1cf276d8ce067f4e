"""Raw keys, as fast as a driver can hand them over: each lands in the field it was meant for."""

import asyncio
from pathlib import Path
from threading import Event
from time import sleep

import pytest
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.pilot import Pilot

from screens.form_screen import FormScreen
from screens.widgets.fields import LineField
from tests.making import make_candidate, make_clinic
from tests.screens.driving import driving, key_event, prepared
from tui.keys import KeysInOrder

FIELDS = 48
STALL = 0.1


class ManyFields(KeysInOrder):
    """Fields in a column; tab and enter go on to the next by way of a binding, as in the program's forms."""

    BINDINGS = [Binding("tab,enter", "app.focus_next", "Nästa")]  # noqa: RUF012

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            for number in range(FIELDS):
                yield LineField(f"f{number}")

    def action_stall(self) -> None:
        sleep(STALL)


def burst() -> list[str]:
    """Two digits a field, with tab and enter by turns between."""
    keys: list[str] = []
    for number in range(FIELDS):
        keys += [*f"{number:02}", "tab" if number % 2 else "enter"]
    return keys[:-1]


def feed(app: KeysInOrder, key: str) -> None:
    driver = app._driver
    assert driver is not None
    event = key_event(key)
    event.set_sender(app)
    driver.send_message(event)


async def finished(app: KeysInOrder, pilot: Pilot[None]) -> list[str]:
    """What stands in the fields when every key has been handled."""
    async with asyncio.timeout(20):
        await pilot.pause(0)
        while app._keys or app._busy:
            await pilot.pause(0)
            await asyncio.sleep(0.002)
    return [field.value for field in app.query(LineField)]


WANTED = [f"{number:02}" for number in range(FIELDS)]


async def test_keys_handed_over_all_at_once_land_each_in_their_own_field() -> None:
    app = ManyFields()
    async with app.run_test(size=(40, 60)) as pilot:
        app.query(LineField).first().focus()
        for key in burst():
            feed(app, key)
        assert await finished(app, pilot) == WANTED


@pytest.mark.parametrize("stalls", [0, 3])
async def test_keys_five_milliseconds_apart_land_right_even_when_the_program_stalls(stalls: int) -> None:
    app = ManyFields()
    async with app.run_test(size=(40, 60)) as pilot:
        app.query(LineField).first().focus()
        keys = burst()
        stalled_at = {len(keys) * turn // (stalls + 1) for turn in range(1, stalls + 1)}
        loop = asyncio.get_running_loop()
        start = loop.time()
        for number, key in enumerate(keys):
            if number in stalled_at:
                app.call_later(app.action_stall)
            feed(app, key)
            await asyncio.sleep(max(0.0, start + 0.005 * number - loop.time()))
        assert await finished(app, pilot) == WANTED


async def test_a_key_of_a_widget_that_removes_itself_does_not_hold_up_the_next() -> None:

    class Vanishing(ManyFields):
        BINDINGS = [Binding("f5", "vanish", "Bort")]  # noqa: RUF012

        async def action_vanish(self) -> None:
            assert self.focused is not None
            await self.focused.remove()

    app = Vanishing()
    async with app.run_test(size=(40, 60)) as pilot:
        app.query(LineField).first().focus()
        for key in ("f5", "7"):
            feed(app, key)
        assert "7" in await finished(app, pilot)


async def test_what_is_typed_right_after_n_lands_in_the_first_field_of_the_form(tmp_path: Path) -> None:

    async with prepared(tmp_path) as register:
        await make_clinic(register)
    async with driving(tmp_path) as hands:
        hands.send("n", *"Amina", "tab", *"amina@example.se", "tab", *"070-123")
        await hands.settle()
        form = hands.app.screen
        assert isinstance(form, FormScreen)
        values = form._body.values
        assert (values["name"], values["email"], values["phone"]) == ("Amina", "amina@example.se", "070-123")


async def test_a_whole_candidate_typed_in_one_burst_is_saved_and_the_next_form_opens(tmp_path: Path) -> None:

    async with prepared(tmp_path) as register:
        await make_clinic(register)
    async with driving(tmp_path) as hands:
        for name in ("Amina", "Berit"):
            hands.send("n", *name, "tab", *f"{name.lower()}@example.se", "ctrl+s", "2")
        await hands.settle()
        await hands.sees("2 kandidater", "Amina", "Berit")


async def test_what_is_typed_right_after_a_new_candidate_is_saved_is_meant_for_the_persons_screen(
    tmp_path: Path,
) -> None:

    async with prepared(tmp_path) as register:
        await make_clinic(register)
    async with driving(tmp_path) as hands:
        hands.send("n", *"Amina", "ctrl+s", "a", *"Ringde.")
        await hands.settle()
        assert isinstance(hands.app.screen, FormScreen)
        await hands.sees("Kontakt med Amina", "Ringde.")


async def test_a_paste_waits_for_its_turn_among_the_keys() -> None:

    app = ManyFields()
    async with app.run_test(size=(40, 60)) as pilot:
        app.query(LineField).first().focus()
        feed(app, "1")
        feed(app, "tab")
        driver = app._driver
        assert driver is not None
        driver.send_message(events.Paste("mitt"))
        feed(app, "tab")
        feed(app, "3")
        assert (await finished(app, pilot))[:3] == ["1", "mitt", "3"]


async def test_keys_wait_for_what_a_screen_is_still_reading(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
        for name in ("Amina Öst", "Björn Halvaräng"):
            await make_candidate(register, name=name)
    async with driving(tmp_path) as hands:
        reading = Event()
        hands.register._reader.submit(reading.wait)
        hands.send("2", "/", *"björn", "enter", "enter", "a", *"Ringde.")
        for _time in range(20):
            await hands.pilot.pause(0)
        reading.set()
        await hands.settle()
        await hands.sees("Kontakt med Björn Halvaräng", "Ringde.")


@pytest.mark.parametrize("typed", [[], ["+"]], ids=["unchanged", "changed"])
async def test_an_esc_too_many_in_a_form_does_nothing_to_the_screen_beneath(tmp_path: Path, typed: list[str]) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
    async with driving(tmp_path) as hands:
        await hands.press("2", "p")
        beneath = hands.app.screen
        hands.send("n", *typed, *["escape"] * (len(typed) + 2))
        await hands.settle()
        assert hands.app.screen is beneath
        await hands.press("escape")
        assert hands.app.screen is not beneath


@pytest.mark.parametrize("key", ["escape", "backspace", "q"])
async def test_a_key_that_closes_the_help_is_pressed_twice_at_once_for_the_help_only(tmp_path: Path, key: str) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
    async with driving(tmp_path) as hands:
        await hands.press("2")
        beneath = hands.app.screen
        hands.send("?", key, key)
        await hands.settle()
        assert hands.app.screen is beneath
        assert hands.app.is_running


async def test_esc_goes_back_screen_by_screen_as_fast_as_one_likes(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
    async with driving(tmp_path) as hands:
        first = hands.app.screen
        await hands.press("2", "p")
        hands.send("escape", "escape")
        await hands.settle()
        assert hands.app.screen is first
