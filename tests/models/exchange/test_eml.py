"""The letter as a draft: what was written comes back, and no name can add a header."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.exchange.eml import letter_draft, letter_file_name
from models.rules.letter import FilledLetter, Recipient, letter_text, one_line
from models.text import clean

HEADERS = ["Content-Transfer-Encoding", "Content-Type", "MIME-Version", "Subject", "To", "X-Unsent"]


def a_letter(
    subject: str = "Anmälan till BT: Åsa Öst", body: str = "Hej!\n\nÅsa börjar 1 mars.", **rest: str
) -> FilledLetter:
    to = (Recipient("sr", "Studierektor", "sr@example.se"), Recipient("hr", "HR", "hr.st@example.se"))
    enclosures = ("CV", rest.get("enclosure", "Intyg om språk"))
    return FilledLetter("Anmälan till BT", to, subject, body, enclosures, ())


def read(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def body_of(draft: EmailMessage) -> str:
    text = draft.get_content()
    assert isinstance(text, str)
    return text.replace("\r\n", "\n")


def test_the_draft_is_what_was_written() -> None:
    content = letter_draft(a_letter())
    draft = read(content)
    assert sorted(draft.keys()) == HEADERS
    assert (draft["X-Unsent"], draft["To"]) == ("1", "sr@example.se, hr.st@example.se")
    assert draft["Subject"] == "Anmälan till BT: Åsa Öst"
    assert draft.get_content_type() == "text/plain"
    assert body_of(draft) == "Hej!\n\nÅsa börjar 1 mars.\n\nBilagor:\n– CV\n– Intyg om språk\n"
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert content.isascii()
    assert max(map(len, content.splitlines())) <= 78


def test_a_letter_without_enclosures_or_addresses_is_a_draft_too() -> None:
    draft = read(
        letter_draft(FilledLetter("Brev", (Recipient("sr", "Studierektor", ""),), "Hej", "Text", (), ("e-post",)))
    )
    assert draft["To"] is None
    assert body_of(draft) == "Text\n"


@pytest.mark.parametrize(
    "mailbox", ["a@b.se\nBcc: x@y.se", "a@b.se, x@y.se", "Namn <a@b.se>", "=?utf-8?q?a=0ABcc:x?=@b.se", "å@b.se", "a@b"]
)
def test_an_address_that_a_mail_program_could_misread_is_left_out(mailbox: str) -> None:
    letter = FilledLetter("Brev", (Recipient("a", "A", mailbox), Recipient("b", "B", "b@b.se")), "Hej", "Text", (), ())
    draft = read(letter_draft(letter))
    assert draft["To"] == "b@b.se"
    assert "Bcc" not in draft


@pytest.mark.parametrize(
    "name",
    [
        "Åsa\r\nBcc: alla@example.se",
        "Åsa\u2028Bcc: alla@example.se",
        "=?utf-8?q?=C3=85sa=0D=0ABcc=3A_alla=40example=2Ese?=",
        "Åsa\x0b\x0c\x85Bcc: alla@example.se",
    ],
)
def test_no_name_can_add_a_header(name: str) -> None:
    draft = read(letter_draft(a_letter(f"Om {name}")))
    assert sorted(draft.keys()) == HEADERS
    assert draft["Subject"] == f"Om {one_line(clean(name))}"


def test_an_enclosure_stays_on_its_line() -> None:
    assert letter_text(a_letter(enclosure="CV\n\nSkicka pengar")).endswith("\n– CV Skicka pengar\n")


@given(st.text(), st.text())
def test_any_text_comes_back_and_adds_nothing(subject: str, body: str) -> None:
    letter = a_letter(subject, body)
    draft = read(letter_draft(letter))
    assert sorted(draft.keys()) == HEADERS
    assert not draft.defects
    assert " ".join(draft["Subject"].split()) == " ".join(one_line(clean(subject)).split())
    assert body_of(draft) == letter_text(letter)
    assert [part.get_content_type() for part in draft.walk()] == ["text/plain"]


def test_the_files_name_is_the_letters_and_the_candidates() -> None:
    assert letter_file_name(a_letter(), "Åsa/Öst\n") == "Anmälan till BT – Åsa Öst.eml"
