"""The command line is understood, or refused in Swedish."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from tui.arguments import BadUse
from tui.main import main
from tui.words import understand

ENGLISH = re.compile(
    r"\b(usage|options?|error|the|following|required|invalid|unrecognized|expected|argument|show)\b", re.I
)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["apa"], "Kommandot ”apa” finns inte. Välj init, export, check, backup, restore eller regions."),
        (["--apa"], "Alternativet --apa finns inte."),
        (["-x"], "Alternativet -x finns inte."),
        (["regions"], "Efter regions ska det stå list eller check."),
        (["regions", "apa"], "Efter regions ska det stå list eller check."),
        (["export"], "export behöver --to MAPP."),
        (["init", "--region", "vgr"], "init behöver --clinic NAMN, --listed ANTAL och --chief NAMN."),
        (["restore"], "restore behöver FIL."),
        (["regions", "check"], "regions check behöver FIL."),
        (["check", "nu"], "”nu” är ett ord för mycket efter check."),
        (["restore", "a.db", "b.db"], "”b.db” är ett ord för mycket efter restore."),
        (["check", "--to", "x"], "--to hör inte till check."),
        (["--to", "x"], "--to hör inte till programmet."),
        (["check", "--version"], "--version hör inte till check."),
        (["--version=2"], "--version tar inget värde."),
        (["--data"], "--data behöver ett värde efter sig."),
        (["--data="], "--data behöver ett värde efter sig."),
        (["--data", "--demo"], "--data behöver ett värde efter sig."),
        (["--demo="], "--demo behöver ett värde efter sig."),
        (["--demo=skane"], "--demo: regionen finns inte. Välj orebro, ostergotland, vastmanland eller vgr."),
        (["--demo", "skane"], "Kommandot ”skane” finns inte. Välj init, export, check, backup, restore eller regions."),
        (
            ["--demo", "vgr", "orebro"],
            "Kommandot ”orebro” finns inte. Välj init, export, check, backup, restore eller regions.",
        ),
        (["--demo", "vgr", "--demo"], "--demo står två gånger."),
        (["init", "--private=ja"], "--private tar inget värde."),
        (["--demo", "--demo"], "--demo står två gånger."),
        (["--demo", "--data", "x"], "Välj antingen --data eller --demo."),
    ],
)
def test_bad_use_is_one_swedish_sentence(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BadUse, match=f"^{re.escape(message)}$"):
        understand(words)
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"{message} Se st-kollen --hjälp.\n"
    assert not ENGLISH.search(err)


@pytest.mark.parametrize(
    ("words", "command", "values"),
    [
        ([], None, {}),
        (["--data", "mapp"], None, {"--data": "mapp"}),
        (["--data=a=b"], None, {"--data": "a=b"}),
        (["--demo=ostergotland", "check"], "check", {"--demo": "ostergotland"}),
        (["--demo", "ostergotland", "check"], "check", {"--demo": "ostergotland"}),
        (["check", "--demo", "vastmanland"], "check", {"--demo": "vastmanland"}),
        (["check", "--demo"], "check", {"--demo": "orebro"}),
        (["--demo", "check"], "check", {"--demo": "orebro"}),
        (["--demo", "--", "check"], "check", {"--demo": "orebro"}),
        (
            ["--demo", "export", "--to", "ut", "--personnummer"],
            "export",
            {"--demo": "orebro", "--to": "ut", "--personnummer": "ja"},
        ),
        (["regions", "check", "--", "--mitt.toml"], "regions check", {"FIL": "--mitt.toml"}),
        (["backup", "--to=-kopia.db"], "backup", {"--to": "-kopia.db"}),
    ],
)
def test_what_is_asked_for(words: list[str], command: str | None, values: dict[str, str]) -> None:
    asked = understand(words)
    assert (asked.command.name if asked.command else None) == command
    assert asked.values == values


@pytest.mark.parametrize("ask", ["-h", "--help", "--hjälp"])
def test_help_names_every_command_in_swedish(ask: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([ask]) == 0
    out = capsys.readouterr().out
    for command in ("init", "export", "check", "backup", "restore FIL", "regions list", "regions check FIL"):
        assert f"\n  {command} " in out
    assert not ENGLISH.search(out)
    assert max(map(len, out.splitlines())) <= 110


def test_help_of_a_command_names_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--hjälp"]) == 0
    out = capsys.readouterr().out
    assert "init --region KOD --clinic NAMN --listed ANTAL [--private] --chief NAMN" in out
    assert not ENGLISH.search(out)


def test_the_version_is_the_one_in_pyproject(capsys: pytest.CaptureFixture[str]) -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"st-kollen {project['version']}\n"


def test_control_characters_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["\x1b[31mapa\n"]) == 2
    assert capsys.readouterr().err.startswith("Kommandot ”[31mapa ” finns inte.")


@pytest.mark.parametrize(
    ("words", "folder", "demo"),
    [
        ([], None, None),
        (["--data", "mapp"], "mapp", None),
        (["--demo"], None, "orebro"),
        (["--demo=vgr"], None, "vgr"),
        (["--demo", "vgr"], None, "vgr"),
    ],
)
def test_without_a_command_the_program_starts(
    words: list[str], folder: str | None, demo: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []

    def run(folder: object, *, demo: str | None) -> int:
        started.append((None if folder is None else str(folder), demo))
        return 0

    monkeypatch.setitem(sys.modules, "tui.app", SimpleNamespace(run=run))
    assert main(words) == 0
    assert started == [(folder, demo)]


def test_nothing_heavy_is_imported_before_the_program() -> None:
    heavy = {"peewee", "pydantic", "argparse", "textual", "models", "importlib.metadata"}
    code = f"import sys, tui.main; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
