"""`regions check`, as one meets it who writes a pack: exit status, line, table, key and what was expected."""

import timeit
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from models.knowledge.pack_reader import FIRST
from tests.models.knowledge.norrback import norrback
from tui.main import main

Check = Callable[[str | bytes], tuple[int, list[str]]]


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    """Writes a file and checks it: the exit status, and the lines that are said."""
    file = tmp_path / "min.toml"

    def checked(content: str | bytes) -> tuple[int, list[str]]:
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        status = main(["regions", "check", str(file)])
        out, err = capsys.readouterr()
        assert err == ""
        return status, out.replace(f"{tmp_path}/", "").splitlines()

    return checked


def spoilt(old: str, new: str) -> tuple[str, int]:
    """The README's region with one thing in another way, and its line."""
    text = norrback()
    assert text.count(old) == 1, old
    return text.replace(old, new), text[: text.index(old)].count("\n") + 1


def test_a_pack_that_is_right(check: Check) -> None:
    assert check(norrback()) == (0, ["min.toml är rätt: Region Norrbäck, version 2026-1."])


def test_a_pack_with_a_cycle(check: Check) -> None:
    text, line = spoilt('after = ["anmal"]', 'after = ["intervju"]')
    assert check(text) == (
        1,
        [
            f"min.toml rad {line}: steps.godkann, after: väntade steg som inte väntar i ring "
            "(godkann → intervju → annons → godkann, där vart och ett väntar på nästa)"
        ],
    )


def test_a_missing_step(check: Check) -> None:
    text, line = spoilt('after = ["godkann"]', 'after = ["godkan"]')
    assert check(text) == (
        1,
        [
            f"min.toml rad {line}: steps.annons, after: väntade ett steg som finns (anmal, anmal_bt, annons, avtal, "
            "godkann, intervju, prova, rekvirera, st_dagar), men fick ”godkan” – menade du godkann?"
        ],
    )


def test_an_unknown_fact(check: Check) -> None:
    text, line = spoilt('applies = ["bt_required"]', 'applies = ["bt_requierd"]')
    status, (said,) = check(text)
    assert status == 1
    assert said.startswith(f"min.toml rad {line}: steps.anmal_bt, applies: väntade ett faktum som finns (")
    assert said.endswith("och 9 till), men fick ”bt_requierd” – menade du bt_required?")


def test_two_steps_with_one_key(check: Check) -> None:
    text, line = spoilt('key = "intervju"\ntitle', 'key = "annons"\ntitle')
    first = text[: text.index('key = "annons"')].count("\n") + 1
    assert check(text) == (1, [f"min.toml rad {line}: steps.annons, key: ”annons” finns redan på rad {first}"])


@pytest.mark.parametrize(
    ("due", "key", "says"),
    [
        ('{ after = "anmal", day = 31 }', "due.day", "väntade högst 28, men fick 31"),
        ('{ after = "anmal", working_day = 23 }', "due.working_day", "väntade högst 15, men fick 23"),
        (
            '{ after = "annons", days = 14 }',
            "due.after",
            "väntade ett steg som kan bli klart före det här, men ”annons” väntar på det",
        ),
        (
            '{ after = "st_dagar", days = 1 }',
            "due.after",
            "väntade ett steg som blir klart, men ”st_dagar” gör aldrig det",
        ),
    ],
)
def test_a_date_rule_that_never_comes(check: Check, due: str, key: str, says: str) -> None:
    text, line = spoilt('{ after = "anmal", days = 14 }', due)
    status, said = check(text)
    assert (status, said[0]) == (1, f"min.toml rad {line}: steps.godkann, {key}: {says}")


def test_a_file_in_latin_1(check: Check) -> None:
    assert check(norrback().replace("–", "-").encode("latin-1")) == (
        1,
        [
            "min.toml rad 3, kolumn 21: överst i filen, name: "
            "texten är inte sparad som UTF-8: välj UTF-8 när filen sparas",
            f"min.toml: {FIRST}",
        ],
    )


def test_ten_thousand_steps_are_refused_within_a_second(check: Check) -> None:
    text = norrback()
    step = text[text.index('[[steps]]\nkey = "st_dagar"') :]
    text += "".join(step.replace('"st_dagar"', f'"steg_{number}"') for number in range(9_991))
    line = text[: text.index('[[steps]]\nkey = "steg_491"')].count("\n") + 1
    answers: list[tuple[int, list[str]]] = []
    assert timeit.timeit(lambda: answers.append(check(text)), timer=process_time, number=1) < 1
    assert answers == [
        (1, [f"min.toml rad {line}: steps.steg_491: väntade högst 500, men fick 10000", f"min.toml: {FIRST}"])
    ]


def test_many_faults_are_told_in_order_of_line(check: Check) -> None:
    text = norrback().replace('role = "chef"', 'role = "chefen"').replace('driver = "chef"', 'driver = "hr"')
    status, said = check(text)
    lines = [int(one.removeprefix("min.toml rad ").partition(":")[0]) for one in said]
    assert status == 1
    assert len(lines) == 9
    assert lines == sorted(lines)
    written = text.split("\n")
    assert all("chefen" in written[line - 1] or "hr" in written[line - 1] for line in lines)


def test_what_is_no_fault_is_told_to_be_looked_over(check: Check) -> None:
    text, line = spoilt("[roles.kansliet]", '[roles.hr]\nname = "HR"\n\n[roles.kansliet]')
    assert check(text) == (
        0,
        [
            "min.toml är rätt: Region Norrbäck, version 2026-1.",
            "Att se över:",
            f"min.toml rad {line}: roles.hr: inget använder rollen",
        ],
    )
