"""Users of a register without passwords."""

from tests.screens.driving import driving_demo
from tests.screens.test_users_screen import COMMANDS, row


async def test_in_a_demo_there_are_users_but_no_passwords() -> None:
    async with driving_demo() as hands:
        for words in COMMANDS[1:]:
            await hands.press("f4")
            await hands.type(words)
            await hands.sees("Inget stämmer")
            await hands.press("escape")
        await hands.find("användare")
        await hands.press("n")
        assert "lösenord" not in " ".join(hands.lines_of("FormBody"))
        await hands.fill("Aron Utan", "", "", "")
        await hands.press("ctrl+s")
        assert row(hands, "Aron Utan").split()[2:6] == ["Aron", "Utan", "handledare", "–"]
        assert "p Nytt lösenord" not in hands.text
        await hands.press("x", "ctrl+s")
        await hands.sees("1 användare")
        assert "byt registrets nyckel" not in hands.text
