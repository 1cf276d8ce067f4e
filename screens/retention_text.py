"""How long the clinic keeps whom, what goes with an erasure, and until when copies are left, in words."""

from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content

from models.copies import SecondFolder
from models.queries.erasure import WhatGoes
from models.queries.retention import DueLine, RetentionView
from models.rules.retention import Retention, copies_until
from models.text import counted, in_days, swedish_key

_MUTED = "$foreground 60%"
_KINDS = {
    "checklist": ("checklista", "checklistor"),
    "step": ("steg", "steg"),
    "contact_note": ("anteckning om en kontakt", "anteckningar om kontakter"),
    "snooze": ("vila", "vilor"),
    "duty_done": ("tillfälle av det som återkommer", "tillfällen av det som återkommer"),
}
_OTHERS = "Handledare, studierektorer, kontakter och användare gallras inte: deras namn står i det de har gjort."
_OTHER = ("annan uppgift", "andra uppgifter")


def about_line(line: DueLine) -> Content:
    """Why somebody is due."""
    was = "Har varit anställd i BT eller ST." if line.employed else "Blev inte anställd i BT eller ST."
    return Content("\n").join(
        [
            Content.styled(line.name, "bold"),
            Content(f"{line.outcome} {line.ended_on}. {was}"),
            Content(f"Skulle sparas till och med {line.kept_until}."),
        ]
    )


def copies_text(view: RetentionView) -> Content | None:
    """Until when copies of the erased are left, where some may be."""
    if view.copies_until is None:
        return None
    return Content.styled(
        f"Den som senast raderades kan finnas kvar i säkerhetskopior till och med {view.copies_until}.", "$accent"
    )


def folders_text(folders: Sequence[SecondFolder]) -> Content | None:
    """Each second folder, present or former, in which somebody who has been erased may be left."""
    lines = [_folder(one) for one in folders if one.holds_erased]
    return Content.styled("\n".join(lines), "$accent") if lines else None


def _folder(one: SecondFolder) -> str:
    where = f"{one.folder}{'' if one.present else ' (får inte längre säkerhetskopior)'}"
    if one.reached:
        return f"Raderade kan finnas kvar i kopior i {where}. Kopiorna tas bort när de är gamla nog."
    return (
        f"Raderade kan finnas kvar i kopior i {where}. Mappen går inte att nå nu: sätt i minnet, eller anslut disken, "
        "och starta programmet, så tas de kopior bort som är gamla nog. Ska minnet inte användas mer: förstör det, och "
        "tryck m."
    )


def rules_text(view: RetentionView) -> Content:
    """What the clinic has said of how long people and backups are kept, and who is not erased at all."""
    lines = [*_rules(view.retention), f"Säkerhetskopior sparas i {in_days(view.backups_days)}.", _OTHERS]
    return Content("\n").join([Content.styled("Så länge sparas uppgifter", "bold $primary"), *map(Content, lines)])


def _rules(retention: Retention) -> Iterator[str]:
    if retention.decided:
        yield f"Gallringsbeslut {retention.decided_on}: {retention.decision}."
    elif retention.private:
        yield "Vårdcentralen är privat och bestämmer själv."
    else:
        yield (
            "Vårdcentralen är regiondriven, och uppgifterna är allmänna handlingar. De får bara gallras efter beslut. "
            "Inget gallringsbeslut är inskrivet, och därför föreslås ingen. i skriver in ett."
        )
        return
    yield f"Den som inte anställdes: {_years(retention.years_of(employed=False))}."
    yield f"Den som har varit anställd i BT eller ST: {_years(retention.years_of(employed=True))}."


def _years(years: int | None) -> str:
    return "gallras inte" if years is None else f"{years} år från dagen då det slutade"


def what_goes_text(goes: Sequence[WhatGoes], days: int, today: date, folders: Sequence[SecondFolder]) -> Content:
    """Exactly what is erased, person by person, and what is not."""
    parts = [part for one in sorted(goes, key=lambda one: swedish_key(one.name)) for part in _goes(one)]
    return Content("\n").join([*parts, *map(Content, _afterwards(days, today, folders))])


def _goes(one: WhatGoes) -> Iterator[Content]:
    known = [counted(one.records[kind], *words) for kind, words in _KINDS.items() if kind in one.records]
    others = sum(count for kind, count in one.records.items() if kind not in {*_KINDS, "candidate"})
    counts = ", ".join([*known, *([counted(others, *_OTHER)] if others else [])])
    yield Content.styled(one.name, "bold $primary")
    yield Content(f"  alla uppgifter om personen{', ' if counts else ''}{counts}")
    shared = f", varav {one.shared} också gäller andra och försvinner ur deras logg" if one.shared else ""
    yield Content(f"  vad som står i {counted(one.entries, 'händelse', 'händelser')} i loggen{shared}")
    if one.drafts:
        yield Content(f"  {one.drafts} utkast")
    yield Content("")


def _afterwards(days: int, today: date, folders: Sequence[SecondFolder]) -> Iterator[str]:
    yield "Det går inte att ångra. I loggen står kvar att något gjordes och när, men inte vad, och inte om vem."
    yield ""
    yield (
        f"I säkerhetskopior kan uppgifterna finnas till och med {copies_until(today, days)}. Återläses en sådan "
        "raderas de igen. Kopior som ni har gett egna namn, eller lagt någon annanstans, tar programmet inte bort."
    )
    if folders:
        where = ", ".join(str(one.folder) for one in folders)
        yield f"I {where} tas kopiorna bort först när programmet startar och mappen går att nå."
    yield ""
    yield (
        "Det som redan är utskrivet eller sparat utanför programmet, som filer till studierektor och brev, får ni ta "
        "bort själva. Det som står om personen i andras anteckningar är kvar."
    )
