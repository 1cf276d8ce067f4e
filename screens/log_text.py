"""What an entry of the log changed, as text: row by row and field by field, before and after."""

from collections.abc import Iterator

from textual.content import Content

from models.queries.log import LogLine
from models.queries.log_entry import CHANGED, EntryView, FieldChange, RowChange
from screens.words import moment

_MUTED = "$foreground 60%"
_NOTHING = ("–", "$foreground 45%")


def entry_text(line: LogLine, entry: EntryView | None) -> Content:
    """All about an entry; of one that is erased by decision (None) only that it was there."""
    if entry is None:
        kept = "Att något gjordes, och när, står kvar i loggen, så att det syns om någon ändrar i den."
        return Content("\n").join(
            [Content.styled(line.said, "bold"), Content.styled(moment(line.at), _MUTED), Content(kept)]
        )
    return Content("\n").join([*_head(line, entry), *(part for row in entry.rows for part in _row(row))])


def _head(line: LogLine, entry: EntryView) -> Iterator[Content]:
    yield Content.styled(entry.said, "bold")
    yield Content.styled(" · ".join(filter(None, (moment(entry.at), entry.actor))), _MUTED)
    if line.about:
        yield Content.styled(f"Om {line.about}", _MUTED)
    if entry.undone_at is not None:
        yield Content.styled(f"Ångrades {moment(entry.undone_at)}", "bold $accent")
    if not entry.rows:
        yield Content("\nInga uppgifter ändrades.")


def _row(row: RowChange) -> Iterator[Content]:
    yield Content("")
    yield Content.assemble((row.what, "bold $primary"), f" {row.how}")
    for field in row.fields:
        yield _change(field) if row.how == CHANGED else _value(field)


def _value(field: FieldChange) -> Content:
    """A field of a row that came or went: there is nothing to compare it with."""
    return Content.assemble((f"  {field.name}: ", _MUTED), field.after or field.before)


def _change(field: FieldChange) -> Content:
    arrow = ("  →  ", "bold $accent")
    return Content.assemble((f"  {field.name}: ", _MUTED), field.before or _NOTHING, arrow, field.after or _NOTHING)
