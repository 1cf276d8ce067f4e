"""A filled-in letter as an `.eml` file: the mail program opens it as a draft to look through and send."""

import re
from collections.abc import Iterable
from email.charset import QP, Charset
from email.header import Header
from email.message import Message
from email.policy import compat32

from models.exchange.whole_file import file_name
from models.rules.letter import FilledLetter, letter_text, one_line
from models.text import clean

# Addresses go out as they are, never with a name: nothing in them may mean anything to a mail program.
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_UTF_8 = Charset("utf-8")
_UTF_8.body_encoding = QP


def letter_file_name(letter: FilledLetter, candidate: str) -> str:
    """The draft's name: `Intyg om anställning – Amina Öst.eml`."""
    return file_name(letter.title, candidate, suffix=".eml")


def letter_draft(letter: FilledLetter) -> bytes:
    """The draft, for `write_file`. It has no sender and no date: the mail program adds them when it is sent.

    A recipient without an address that a mail program takes is left out; the letter's `missing` names it.
    """
    # Not EmailMessage: before 3.12.5 it reads `=?utf-8?…?=` in a subject, and writes what it finds as it stands.
    draft: Message[str, str | Header] = Message(compat32.clone(linesep="\r\n"))
    draft["X-Unsent"] = "1"
    if to := ", ".join(_addresses(one.mailbox for one in letter.to)):
        draft["To"] = to
    draft["Subject"] = Header(one_line(clean(letter.subject)), _UTF_8, header_name="Subject")
    draft["MIME-Version"] = "1.0"
    draft.set_payload(letter_text(letter), _UTF_8)
    return draft.as_bytes()


def _addresses(mailboxes: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(one for one in mailboxes if _ADDRESS.fullmatch(one))
