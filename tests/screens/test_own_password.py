"""What everybody may do about keys by the palette: one's own password; and the chief, a new recovery key."""

import pytest

from models.storage.entry import enter_by_recovery_key
from models.storage.place import Place
from screens.recovery_key import RecoveryKeyScreen
from tests.models.signing_in import GUNVOR_NAME, GUNVOR_PASSWORD, YLVA_PASSWORD, make_signing_in, opens
from tests.models.storage.locked import GUNVOR
from tests.screens.test_help import assert_explained
from tests.screens.test_swedish_only import english
from tests.screens.test_users_screen import COMMANDS, NEW, signed_in_as


@pytest.fixture
async def clinic(place: Place) -> Place:
    """Ylva is chief and Gunvor handledare, each with a password."""
    await make_signing_in(place)
    return place


async def test_a_handledare_changes_their_own_password_and_finds_nothing_of_the_chiefs(clinic: Place) -> None:
    async with signed_in_as(clinic, GUNVOR_NAME, GUNVOR_PASSWORD) as hands:
        for words in (COMMANDS[0], *COMMANDS[2:]):
            await hands.press("f4")
            await hands.type(words)
            await hands.sees("Inget stämmer")
            await hands.press("escape")
        await hands.find("byt lösenord")
        await hands.sees("be chefen byta också registrets nyckel")
        await hands.fill(YLVA_PASSWORD, NEW)
        await hands.type(NEW)
        await hands.press("ctrl+s")
        await hands.sees("✗ Ditt nuvarande lösenord är", "Ditt nuvarande lösenord är fel.")
        assert getattr(hands.app.focused, "field", "") == "present"
        await hands.type(GUNVOR_PASSWORD)
        await hands.press("ctrl+s")
        await hands.hears("Ditt lösenord är bytt.")
    assert opens(clinic, GUNVOR_NAME, NEW) == GUNVOR


async def test_guessing_the_present_password_has_to_wait(clinic: Place) -> None:
    async with signed_in_as(clinic) as hands:
        await hands.find("ny återställningsnyckel")
        await hands.type("fel")
        await hands.press("ctrl+s", "ctrl+s", "ctrl+s", "ctrl+s")
        await hands.sees("För många fel lösenord. Vänta 2 sekunder.")


async def test_a_new_recovery_key_is_shown_once_and_opens_the_register(clinic: Place) -> None:
    async with signed_in_as(clinic) as hands:
        await hands.find("ny återställningsnyckel")
        await hands.type(YLVA_PASSWORD)
        await hands.press("ctrl+s")
        assert isinstance(hands.app.screen, RecoveryKeyScreen)
        key = hands.app.screen.query_one("#recovery-key").render().plain  # type: ignore[union-attr]
        await hands.type(key[-5:])
        await hands.press("enter")
        assert key not in hands.text
        assert enter_by_recovery_key(clinic.file, key).key == hands.register.key


@pytest.mark.parametrize("command", COMMANDS[1:])
async def test_the_help_of_each_form_lists_its_keys_in_swedish(clinic: Place, command: str) -> None:
    async with signed_in_as(clinic) as hands:
        await hands.find(command)
        assert not english(hands.text)
        await assert_explained(hands)
