"""Letters and paper with the keyboard: read, copy, save, print; and what cannot be written is said in Swedish."""

from pathlib import Path

import pytest

from models.commands.candidates import save_candidate
from models.exchange.place import export_folder
from models.forms.candidate import CandidateForm
from models.forms.refusal import read_form
from screens.checklist import ChecklistScreen
from screens.help import HelpScreen
from screens.letter import LetterScreen
from screens.widgets.form import FormBody
from tests.making import make_candidate, make_clinic, make_colleague, mark, person_of, take_route
from tests.screens.driving import Driving, driving, prepared
from tests.screens.on_checklist import go_to
from tests.screens.routes import orebro, recruiting, vgr
from tests.screens.test_swedish_only import english

CONTACT = "Kontakta studierektor"
WITHOUT_LICENCE = {"version": 1, "name": "Amina Öst", "trained_in": "Syrien", "has_at": "nej"}
SIZES = [(40, 10), (80, 24), (160, 50)]


async def open_letter(hands: Driving, title: str = CONTACT) -> None:
    await go_to(hands, title)
    await hands.press("b")
    assert isinstance(hands.app.screen, LetterScreen)


def documents_in_the_way() -> None:
    """A file where the folder of the user's documents would be."""
    export_folder().parent.parent.mkdir(parents=True, exist_ok=True)
    export_folder().parent.write_text("x")


async def test_b_shows_the_letter_with_what_is_missing_first_and_esc_leads_back(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await go_to(hands, CONTACT)
        assert "b Brev" in hands.words()
        await hands.press("b")
        words = hands.words()
        missing = "Saknas: planerad start – p fyller i på personen."
        assert words.index(missing) < words.index("Till: Studierektor (adress saknas)")
        for said in ("Ärende: Blivande ST-läkare på Lingonets vårdcentral", "Amina Öst", "[planerad start]"):
            assert said in words
        await hands.press("escape")
        assert isinstance(hands.app.screen, ChecklistScreen)


@pytest.mark.krav("VML11")
async def test_what_goes_by_form_or_telephone_is_only_to_copy(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register, region="vastmanland")
        key = await make_candidate(register, licence_number="123456")
        await take_route(register, key, "rekrytering")
    async with driving(tmp_path, (100, 30)) as hands:
        await hands.press("3")
        await open_letter(hands, "Kontrollera med IVO")
        assert "Till: IVO, i formuläret på webbplatsen eller på telefon 010-788 50 00" in hands.words()
        assert "Inget skickas härifrån. c kopierar texten." in hands.words()
        assert not [said for said in ("saknas", "Saknas", "Spara utkast") if said in hands.words()]
        await hands.press("s")
        assert not export_folder().exists()


async def test_a_step_without_a_letter_neither_shows_nor_takes_the_key(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await go_to(hands, "Samråd med studierektorer och Hälsoval")
        assert "b Brev" not in hands.words()
        await hands.press("b")
        assert isinstance(hands.app.screen, ChecklistScreen)


async def test_what_is_missing_is_filled_in_from_the_letter_itself(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await open_letter(hands)
        await hands.press("p")
        assert hands.app.screen.focused is not None
        assert hands.app.screen.focused.name == "planned_start_on"
        await hands.type("2027-02-01")
        await hands.press("ctrl+s")
        assert isinstance(hands.app.screen, LetterScreen)
        await hands.sees("Planerad start: 2027-02-01")
        assert "p Fyll i personen" not in hands.words()
        await hands.press("v")
        await hands.type("sr@exempel.se")
        await hands.press("ctrl+s")
        await hands.sees("Till: Studierektor <sr@exempel.se>")
        assert "Saknas:" not in hands.words()
        await hands.press("p", "v", "enter")
        assert isinstance(hands.app.screen, LetterScreen)


async def test_whoever_is_registered_and_not_chosen_is_chosen_from_the_letter(tmp_path: Path) -> None:
    await orebro(tmp_path, planned_start_on="2027-02-01")
    async with prepared(tmp_path) as register:
        await make_colleague(register, name="Bo Lind", role="studierektor", email="bo@exempel.se")
    async with driving(tmp_path, (160, 50)) as hands:
        await open_letter(hands)
        said = "e-postadress till Studierektor – p väljer studierektorn på personen, eller v lägger in adressen"
        await hands.sees(f"Saknas: {said} bland vårdcentralens uppgifter.")
        assert "v Adresser" in hands.words()
        await hands.press("p")
        assert hands.app.screen.focused is not None
        assert hands.app.screen.focused.name == "director"
        await hands.press("right", "ctrl+s")
        await hands.sees("Till: Bo Lind, Studierektor <bo@exempel.se>")


async def test_what_a_step_asks_for_is_filled_in_there_and_known_to_the_next(tmp_path: Path) -> None:
    await recruiting(tmp_path)
    async with driving(tmp_path) as hands:
        await open_letter(hands, "Meddela AMC att anställningen är klar")
        await hands.press("enter")
        assert hands.words().startswith("Anställ läkaren · ")
        await hands.type("2026-12-01")
        await hands.press("ctrl+s")
        await hands.sees("Anställningsdag: 2026-12-01")
        await hands.press("escape", "enter")
        for known in ("Amina Öst", "2026-12-01", "2024-05-01"):
            assert known in hands.words("#fields")
        assert "krävs, ur registret" in hands.words("#hints")


async def test_what_was_answered_on_a_step_is_offered_on_the_person(tmp_path: Path) -> None:
    amina = await recruiting(tmp_path)
    async with prepared(tmp_path) as register:
        await register.do(save_candidate, read_form(CandidateForm, WITHOUT_LICENCE | {"id": amina}, register.today))
        await mark(register, amina, "besked", "open", answers={"legitimationsdatum": "2024-05-01"})
    async with driving(tmp_path) as hands:
        await hands.press("2", "enter", "e")
        form = hands.app.screen.query_one(FormBody)
        assert form.values["licence_on"] == "2024-05-01"
        assert "Ur checklistan" in hands.words("#hints")
        await hands.press("ctrl+s")
        assert (await person_of(hands.register, amina)).values["licence_on"] == "2024-05-01"


async def test_c_copies_the_text_and_says_that_it_may_not_work(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await open_letter(hands)
        await hands.press("c")
        assert hands.app.clipboard.startswith("Hej!\n\nVi vill gå vidare")
        await hands.sees("Brevets text är kopierad", "En del terminaler tillåter inte kopiering")


@pytest.mark.parametrize("key", ["s", "ctrl+s"])
async def test_s_saves_a_draft_and_says_where_and_that_nothing_is_sent(tmp_path: Path, key: str) -> None:
    await vgr(tmp_path)
    async with driving(tmp_path, (160, 50)) as hands:
        await hands.press("3", "home")
        screen = hands.app.screen
        assert isinstance(screen, ChecklistScreen)
        screen.steps.go_to("handlingar")
        await hands.press("b", key)
        drafts = list(export_folder().iterdir())
        assert [one.name for one in drafts] == ["Fyra handlingar till studierektor – Amina Öst.eml"]
        said = " ".join(str(hands.app.screen.query_one("#letter-result").render()).split())
        assert f"Utkastet finns i {drafts[0]}. Inget är skickat" in said
        assert said.endswith("När det är skickat: tryck w på steget i checklistan, så står det att ni väntar på svar.")
        assert "Bifoga själv: Anställningsbevis; CV;" in said
        assert b"X-Unsent: 1" in drafts[0].read_bytes()


async def test_what_was_refused_before_does_not_cover_where_the_draft_is(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (80, 24)) as hands:
        await go_to(hands, "Handledarutlåtande")
        await hands.press("space")
        await hands.hears("Spärrat: först måste")
        await open_letter(hands)
        await hands.press("s")
        assert "Inget är skickat: öppna filen" in hands.words("#letter-result")
        await hands.press("escape")
        assert not any("Spärrat" in told for told in hands.told)


async def test_a_draft_that_cannot_be_written_is_said_in_swedish(tmp_path: Path) -> None:
    await orebro(tmp_path)
    documents_in_the_way()
    async with driving(tmp_path) as hands:
        await open_letter(hands)
        await hands.press("s")
        assert hands.app.screen.query_one("#letter-result").has_class("-wrong")
        await hands.sees("är en fil, inte en mapp.")
        assert "Errno" not in hands.text


@pytest.mark.parametrize("size", SIZES, ids=[f"{width}x{height}" for width, height in SIZES])
async def test_the_letter_fits_in_swedish_and_hides_what_is_behind_it(tmp_path: Path, size: tuple[int, int]) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, size) as hands:
        await open_letter(hands)
        assert max(map(len, hands.lines)) <= size[0]
        assert "ST-kollen" not in hands.text
        assert hands.lines[0].strip().startswith("Brev: Kontakt före erbjudande")
        assert "Saknas:" in hands.text
        assert english(hands.text) == []
        await hands.press("s", "end")
        assert "esc" in hands.lines[-1] or "esc" in hands.lines[-2]
        await hands.press("f1")
        assert isinstance(hands.app.screen, HelpScreen)
        assert english(hands.text) == []


async def test_f_on_the_person_writes_the_sheet_and_says_where(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("2", "enter", "f")
        file = export_folder() / "Kandidatblad – Amina Öst.pdf"
        assert file.read_bytes().startswith(b"%PDF")
        await hands.hears(f"Utskriften finns i {file}")


async def test_f_on_the_checklist_writes_it_and_says_where(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("3", "f")
        file = export_folder() / "Checklista – Amina Öst.pdf"
        assert file.read_bytes().startswith(b"%PDF")
        await hands.hears(f"Utskriften finns i {file}")


async def test_f_twice_at_once_writes_one_paper(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("3")
        hands.send("f", "f", "f")
        await hands.settle()
        assert [one.name for one in export_folder().iterdir()] == ["Checklista – Amina Öst.pdf"]
        assert not any("kunde inte" in told for told in hands.told)


@pytest.mark.parametrize("way", [("2", "enter", "f"), ("3", "f")], ids=["person", "checklist"])
async def test_a_paper_that_cannot_be_written_is_said_in_swedish(tmp_path: Path, way: tuple[str, ...]) -> None:
    await orebro(tmp_path)
    documents_in_the_way()
    async with driving(tmp_path) as hands:
        await hands.press(*way)
        await hands.hears("är en fil, inte en mapp. Välj en annan mapp.")
        await hands.hears("Ingen PDF skrevs.")
        assert "Errno" not in hands.text
        await hands.press("1", "?")
        await hands.hears("är en fil, inte en mapp. Välj en annan mapp.")
