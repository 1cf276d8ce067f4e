"""The way to the help, the first day and the rules, in a demo in a real terminal."""

from pathlib import Path

from tests.terminal.program import ESC, started

DEMO = """
import sys
from tui.app import run

sys.exit(run(None, demo="vgr"))
"""


def test_a_demo_says_where_to_begin_and_its_help_leads_to_the_first_day_and_the_rules(tmp_path: Path) -> None:
    with started(tmp_path / "register", script=DEMO) as program:
        program.sees("? visar hjälpen, och där Första dagen: tio steg", "r Regler")
        program.type("?")
        program.sees("Idag visar vad som är att göra", "d Första dagen: tio steg")
        program.type("d")
        program.sees("1. Läs dagen", "d Skärmens hjälp")
        program.type(ESC)
        program.until(lambda: "Läs dagen" not in program.text and "? visar hjälpen" not in program.text)
        program.type("r")
        program.sees("24 regler · Västra Götalandsregionen", "VGR")
        program.type("q")
        assert program.ended() == 0
