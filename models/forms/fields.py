"""The kinds of field that forms are made of; each takes the text as typed and refuses it in Swedish."""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints, ValidationInfo

from models.forms.days import Lean, read_day
from models.forms.refusal import today_of
from models.text import clean

LINE_LENGTH = 200
TEXT_LENGTH = 20_000
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
_WORDS_FOR_YES_NO = {"": None, "vet inte": None, "ja": True, "nej": False}


def _line(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


def _lines(value: Any) -> Any:
    return clean(value, lines=True) if isinstance(value, str) else value


def _day(lean: Lean) -> Callable[[Any, ValidationInfo], Any]:
    """Reads a day as it is typed; `lean` says which year is meant where none is."""

    def read(value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, str):
            value = clean(value)
            return read_day(value, today_of(info), lean) if value else None
        return value

    return read


def _past_day(value: Any, info: ValidationInfo) -> Any:
    if value is not None and value > today_of(info):
        raise ValueError("Datumet ligger i framtiden. Här anges något som redan har hänt.")
    return value


def _required_day(value: Any) -> Any:
    if value is None:
        raise ValueError("Ange vilken dag.")
    return value


def _until_when(value: Any) -> Any:
    if value is None:
        raise ValueError("Ange till vilken dag steget ska vila.")
    return value


def _coming_day(value: date, info: ValidationInfo) -> date:
    if value <= today_of(info):
        raise ValueError("Dagen måste komma efter i dag.")
    return value


def _yes_no(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    answer = clean(value).casefold()
    if answer not in _WORDS_FOR_YES_NO:
        raise ValueError("Svara ja eller nej, eller lämna tomt.")
    return _WORDS_FOR_YES_NO[answer]


def _whole(value: Any) -> Any:
    return re.sub(r"\s", "", clean(value)) if isinstance(value, str) else value


def _email(value: str) -> str:
    if value and not _EMAIL.fullmatch(value):
        raise ValueError("E-postadressen ser inte rätt ut. Den ska likna namn@exempel.se.")
    return value


def _ascii(value: str) -> str:
    if not value.isascii():
        raise ValueError("E-postadressen får inte ha å, ä, ö eller andra tecken utanför a–z.")
    return value


def _required(value: str) -> str:
    if not value:
        raise ValueError("Fyll i fältet.")
    return value


def _personnummer(value: str) -> str:
    """Kept as YYYYMMDD-NNNN. A samordningsnummer is as good."""
    if not value:
        return value
    from personnummer.personnummer import Personnummer, PersonnummerException  # noqa: PLC0415  seldom filled in

    try:
        number = Personnummer(value.replace(" ", "") if value.isascii() else "")
    except PersonnummerException:
        message = "Personnumret stämmer inte: kontrollera siffrorna (ÅÅÅÅMMDD-NNNN), även den sista kontrollsiffran."
        raise ValueError(message) from None
    digits = number.format(long_format=True)
    return f"{digits[:8]}-{digits[8:]}"


Line = Annotated[str, BeforeValidator(_line), StringConstraints(max_length=LINE_LENGTH)]
RequiredLine = Annotated[Line, AfterValidator(_required)]
Text = Annotated[str, BeforeValidator(_lines), StringConstraints(max_length=TEXT_LENGTH)]
RequiredText = Annotated[Text, AfterValidator(_required)]
Day = Annotated[date | None, BeforeValidator(_day(Lean.NEAREST))]
ComingDay = Annotated[date | None, BeforeValidator(_day(Lean.COMING))]
_Past = BeforeValidator(_day(Lean.LAST))
PastDay = Annotated[date | None, _Past, AfterValidator(_past_day)]
RequiredPastDay = Annotated[date, BeforeValidator(_required_day), _Past, AfterValidator(_past_day)]
_Coming = BeforeValidator(_day(Lean.COMING))
RestDay = Annotated[date, BeforeValidator(_until_when), _Coming, AfterValidator(_coming_day)]
YesNo = Annotated[bool | None, BeforeValidator(_yes_no)]
WholeNumber = Annotated[int, BeforeValidator(_whole)]
Email = Annotated[Line, AfterValidator(_email)]
MailboxAddress = Annotated[Email, AfterValidator(_ascii)]
PersonnummerText = Annotated[Line, AfterValidator(_personnummer)]


def meant(word: str, why: str) -> AfterValidator:
    """Of a line: the word by which something is said to be meant; any other is told `why` it is asked for."""

    def is_the_word(value: str) -> str:
        if value.casefold() != word:
            raise ValueError(f"Skriv {word} {why}.")
        return word

    return AfterValidator(is_the_word)
