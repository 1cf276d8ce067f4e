"""FormBody: labels, fields, hints and complaints on one line each."""

from screens.widgets.form import YES_NO, FieldSpec, FormBody, Kind
from tests.screens.widgets.trial import Trial, trial

SPECS = (
    FieldSpec("name", "Namn", hint="Måste fyllas i", heading="Personen"),
    FieldSpec("has_at", "Svensk AT gjord", Kind.CHOICE, options=YES_NO),
    FieldSpec("note", "Anteckning", Kind.TEXT, "Inget om patienter", heading="Övrigt"),
    FieldSpec("on", "Dag", Kind.DAY, "t.ex. idag"),
)


def line_with(seen: Trial, text: str) -> str:
    return next(line for line in seen.lines if text in line)


async def test_label_field_and_hint_stand_on_the_same_line() -> None:
    async with trial(lambda: FormBody(SPECS, {"name": "Åsa", "note": "en rad", "on": "2026-11-21"}), 100, 20) as seen:
        for parts in (
            ("Namn", "Åsa", "Måste fyllas i"),
            ("Svensk AT gjord", "● vet inte"),
            ("Anteckning", "en rad", "Inget om patienter"),
            ("Dag", "2026-11-21", "t.ex. idag"),
        ):
            line = line_with(seen, parts[0])
            assert [line.index(part) for part in parts] == sorted(line.index(part) for part in parts)


async def test_all_fields_begin_in_the_same_column() -> None:
    async with trial(lambda: FormBody(SPECS, {"name": "Åsa", "note": "en rad", "on": "2026-11-21"}), 100, 20) as seen:
        starts = {line_with(seen, text).index(text) for text in ("Åsa", "● vet inte", "en rad", "2026-11-21")}
        assert len(starts) == 1


async def test_headings_stand_over_their_fields() -> None:
    async with trial(lambda: FormBody(SPECS, {}), 100, 20) as seen:
        shown = [line.split("  ")[0].strip() for line in seen.lines]
        assert shown.index("Personen") == shown.index("Namn") - 1
        assert shown.index("Övrigt") == shown.index("Anteckning") - 1


async def test_a_complaint_stands_at_its_field_instead_of_the_hint_until_it_is_mended() -> None:
    async with trial(lambda: FormBody(SPECS, {}), 100, 20) as seen:
        body = seen.app.query_one(FormBody)
        body.complain({"name": "Fyll i fältet."})
        await seen.settle()
        assert "✗ Fyll i fältet." in line_with(seen, "Namn")
        assert "Måste fyllas i" not in seen.text
        field = body.field("name")
        assert field is not None
        assert field.has_class("-wrong")
        body.complain({})
        await seen.settle()
        assert "Måste fyllas i" in line_with(seen, "Namn")
        assert not field.has_class("-wrong")


async def test_a_complaint_on_a_later_field_stands_at_that_field() -> None:
    async with trial(lambda: FormBody(SPECS, {}), 100, 20) as seen:
        body = seen.app.query_one(FormBody)
        body.complain({"on": "Datumet går inte att läsa."})
        await seen.settle()
        assert "✗ Datumet" in line_with(seen, "Dag ")


async def test_fill_puts_each_value_in_its_field_and_leaves_the_others() -> None:
    async with trial(lambda: FormBody(SPECS, {"name": "Åsa"}), 100, 20) as seen:
        body = seen.app.query_one(FormBody)
        body.fill({"note": "två\nrader", "has_at": "ja", "finns_inte": "x"})
        assert body.values == {"name": "Åsa", "has_at": "ja", "note": "två\nrader", "on": ""}


async def test_a_draft_with_an_option_that_is_gone_does_not_stop_the_form() -> None:
    async with trial(lambda: FormBody(SPECS, {}), 100, 20) as seen:
        body = seen.app.query_one(FormBody)
        body.fill({"has_at": "kanske"})
        await seen.settle()
        assert body.values["has_at"] in YES_NO


async def test_hints_with_brackets_are_plain_text() -> None:
    async with trial(lambda: FormBody((FieldSpec("name", "[b]Namn[/b]", hint="x[/]y"),), {}), 100, 20) as seen:
        body = seen.app.query_one(FormBody)
        assert "[b]Namn[/b]" in seen.text
        body.complain({"name": "[red]fel[/]z"})
        await seen.settle()
        assert "[red]fel[/]z" in seen.text
