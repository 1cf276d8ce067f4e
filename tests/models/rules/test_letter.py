"""A letter filled in with what is known, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.knowledge.pack import Pack
from models.knowledge.pack_reader import builtin_packs
from models.knowledge.vocabulary import PLACEHOLDERS
from models.rules.letter import FilledLetter, fill_letter, one_line, values_in

PACK = builtin_packs()["ostergotland"]
KNOWN = {
    "kandidat": "Amina Öst",
    "anstallningsdag": "2026-12-01",
    "legitimationsdatum": "2022-05-02",
    "legitimationsnummer": "123456",
    "handledare": "Hanna Ek",
    "chef": "Yrsa Sandåker",
    "vardcentral": "Lingonets vårdcentral",
    "listade": "8200",
}


def fill(key: str, values: dict[str, str], mailboxes: dict[str, str] | None = None, pack: Pack = PACK) -> FilledLetter:
    letter = fill_letter(pack, pack.by_key[key], values, mailboxes)
    assert letter is not None
    return letter


@pytest.mark.krav("OG16")
def test_the_notice_of_employment_has_its_four_facts_and_two_recipients() -> None:
    letter = fill("besked", KNOWN, {"studierektor": "sr@exempel.se", "utbildningssekreterare": "us@exempel.se"})
    assert [(one.role, one.mailbox) for one in letter.to] == [
        ("studierektor", "sr@exempel.se"),
        ("utbildningssekreterare", "us@exempel.se"),
    ]
    for fact in ("Namn: Amina Öst", "Anställningsdag: 2026-12-01", "2022-05-02", "Handledare: Hanna Ek"):
        assert fact in letter.body
    assert letter.missing == ()


@pytest.mark.krav("VML11")
def test_what_is_asked_by_form_or_telephone_misses_no_address() -> None:
    pack = builtin_packs()["vastmanland"]
    letter = fill("kontroll_ivo", KNOWN, pack=pack)
    assert (letter.by_form, letter.missing, letter.to[0].mailbox) == (True, (), "")
    assert letter.to[0].phone == "010-788 50 00"
    assert not fill("kontroll_socialstyrelsen", KNOWN, pack=pack).by_form


@pytest.mark.krav("OG1", "OG2")
def test_the_interest_goes_to_two_with_the_checklist_enclosed() -> None:
    letter = fill("intresseanmalan", KNOWN)
    assert [one.name for one in letter.to] == ["Studierektor", "Utbildningssekreterare AMC"]
    assert letter.enclosures == ("Ifylld checklista för kravspecifikation",)
    assert letter.missing == ("e-postadress till Studierektor", "e-postadress till Utbildningssekreterare AMC")


@pytest.mark.krav("OG14", "OG15")
@pytest.mark.parametrize(
    ("key", "mailbox"),
    [
        ("kontroll_socialstyrelsen", "hosp@socialstyrelsen.se"),
        ("kontroll_ivo", "kontrollavlegitimeradpersonal@ivo.se"),
        ("personalbehov", "PersonalbehovsanmalanPvc@regionostergotland.se"),
    ],
)
def test_the_authorities_own_mailboxes_are_in_the_pack(key: str, mailbox: str) -> None:
    letter = fill(key, KNOWN)
    assert [one.mailbox for one in letter.to] == [mailbox]
    assert letter.missing == ()


def test_the_clinics_own_address_goes_before_the_packs() -> None:
    assert fill("kontroll_ivo", KNOWN, {"ivo": "ny@ivo.se"}).to[0].mailbox == "ny@ivo.se"
    assert fill("kontroll_ivo", KNOWN, {"ivo": ""}).to[0].mailbox == "kontrollavlegitimeradpersonal@ivo.se"


def test_what_is_missing_is_named_once_and_seen_in_its_place() -> None:
    letter = fill("kontroll_socialstyrelsen", KNOWN | {"legitimationsnummer": " \n"})
    assert letter.missing == ("kandidatens legitimationskod",)
    assert "Legitimationskod: [kandidatens legitimationskod]" in letter.body
    assert fill("besked", {}).missing.count("kandidatens namn") == 1


def test_a_step_without_a_letter_has_none() -> None:
    assert fill_letter(PACK, PACK.by_key["godkannande"], KNOWN) is None


@pytest.mark.krav("VGR4", "VGR5")
def test_a_letter_without_recipients_goes_to_the_steps_contact() -> None:
    pack = builtin_packs()["vgr"]
    letter = fill("handlingar", KNOWN, pack=pack)
    assert [one.role for one in letter.to] == ["studierektor"]
    assert letter.enclosures == ("Anställningsbevis", "CV", "Personligt brev", "Kopia på svensk läkarlegitimation")
    assert fill("meddela_studierektor", KNOWN, pack=pack).missing == ("e-postadress till Studierektor",)


@pytest.mark.krav("ORE5", "ORE13", "ORE14")
@pytest.mark.parametrize(
    ("key", "to"),
    [
        ("kontakta_verksamhetschef", "Verksamhetschef"),
        ("kontakta_hr", "Rekryteringsansvarig HR"),
        ("kontakta_studierektor", "Studierektor"),
        ("kontakta_studierektor_privat", "Studierektor"),
        ("anmal_bt", "Utbildningscentrum"),
    ],
)
def test_each_contact_in_orebro_has_a_letter_to_it(key: str, to: str) -> None:
    assert [one.name for one in fill(key, KNOWN, pack=builtin_packs()["orebro"]).to] == [to]


@pytest.mark.krav("VML1")
def test_the_doctor_signs_the_doctors_own_letter() -> None:
    pack = builtin_packs()["vastmanland"]
    letter = fill("intresseanmalan", KNOWN | {"kandidatens_epost": "a@b.se", "kandidatens_telefon": "070"}, pack=pack)
    assert letter.body.endswith("Vänliga hälsningar\nAmina Öst\na@b.se\n070")
    assert [one.role for one in letter.to] == ["studierektor", "utbildningssamordnare"]
    assert fill("kontroll_socialstyrelsen", KNOWN, pack=pack).to[0].mailbox == "hosp@socialstyrelsen.se"


def test_a_name_with_line_breaks_adds_no_header_and_no_line() -> None:
    letter = fill("besked", KNOWN | {"kandidat": "Amina\r\nBcc: alla@exempel.se\n\nHej\u2028då\x1b[2J"})
    assert "\n" not in letter.subject
    assert letter.subject.endswith("Amina Bcc: alla@exempel.se Hej då[2J")
    assert "Namn: Amina Bcc: alla@exempel.se Hej då[2J\n" in letter.body
    assert fill("kontroll_ivo", KNOWN, {"ivo": "a@b.se\nBcc: c@d.se"}).to[0].mailbox == "a@b.se Bcc: c@d.se"


def test_braces_in_a_name_are_the_names_own() -> None:
    letter = fill("besked", KNOWN | {"kandidat": "{handledare}"})
    assert "Namn: {handledare}\n" in letter.body
    assert letter.missing == ("e-postadress till Studierektor", "e-postadress till Utbildningssekreterare AMC")


def test_what_is_answered_on_a_step_is_known_to_the_letters() -> None:
    answers: dict[str, dict[str, object]] = {
        "anstall": {"anstallningsdag": "2026-12-01", "tillsvidare": True},
        "besked": {"namn": "Amina", "handledare": ""},
    }
    assert values_in(PACK.steps, answers) == {"anstallningsdag": "2026-12-01", "kandidat": "Amina"}


def test_a_day_is_known_from_the_step_it_belongs_to_and_not_from_a_copy() -> None:
    copied: dict[str, dict[str, object]] = {"besked": {"anstallningsdag": "2026-12-26"}}
    assert values_in(PACK.steps, copied) == {"anstallningsdag": "2026-12-26"}
    moved = copied | {"anstall": {"anstallningsdag": "2026-01-30"}}
    assert values_in(PACK.steps, moved) == {"anstallningsdag": "2026-01-30"}
    assert values_in(PACK.steps[::-1], moved) == {"anstallningsdag": "2026-12-26"}
    assert values_in(PACK.steps[::-1], moved, {"anstall.anstallningsdag"}) == {"anstallningsdag": "2026-01-30"}


VALUES = st.dictionaries(st.sampled_from(sorted(PLACEHOLDERS)), st.text(max_size=40))


@pytest.mark.parametrize("pack", builtin_packs().values(), ids=builtin_packs())
@given(values=VALUES)
def test_whatever_the_values_no_subject_breaks_and_nothing_unknown_goes_unsaid(
    pack: Pack, values: dict[str, str]
) -> None:
    for step in pack.steps:
        letter = fill_letter(pack, step, values)
        if letter is not None:
            assert letter.subject.isprintable()
            body = pack.letters[step.letter or ""].body
            assert letter.body.count("\n") == body.count("\n")
            for name in PLACEHOLDERS:
                if f"{{{name}}}" in body:
                    assert (PLACEHOLDERS[name] in letter.missing) == (not one_line(values.get(name, "")))
