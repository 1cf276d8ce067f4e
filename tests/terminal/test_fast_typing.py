"""Typing faster than anybody can, through the terminal, into the candidate's form."""

from pathlib import Path

from tests.terminal.program import SAVE, TAB, inside, stored, welcome


def test_keys_five_milliseconds_apart_land_in_the_fields_they_were_meant_for(tmp_path: Path) -> None:
    folder = tmp_path / "register"
    with inside(folder) as program:
        welcome(program)
        program.type_slowly(
            f"nAmina Öst{TAB}amina@example.se\r070-123 45 67{TAB}{TAB}2026-08-01{TAB}"
            f"{TAB}Syrien\r104417{TAB}240501{TAB}"
            f"nnjn{TAB}{SAVE}",
            0.005,
        )
        program.until(lambda: bool(stored(folder, "SELECT name FROM candidate")))
    columns = "name, email, phone, personnummer, interest_on, trained_in, licence_number, licence_on, has_at"
    assert stored(folder, f"SELECT {columns} FROM candidate") == [  # noqa: S608
        ("Amina Öst", "amina@example.se", "070-123 45 67", "", "2026-08-01", "Syrien", "104417", "2024-05-01", 0)
    ]
