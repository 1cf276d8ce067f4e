"""A routine's new version beside the one that a checklist follows: what differs, and whether to take it."""

from collections.abc import Iterator
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from models.commands.routes import adopt_edition
from models.faults import StorageFault
from models.forms.checklist import EditionForm
from models.forms.refusal import Refused
from models.queries.new_edition import DifferenceView, NewEditionView
from models.rules.differences import Changed, Kind
from screens.host import LOCK, host_of
from screens.widgets.key_bar import KeyBar
from screens.widgets.page import Page

_SIGNS = {Kind.NEW: ("+", "$success"), Kind.CHANGED: ("≠", "$accent"), Kind.GONE: ("–", "$error")}
_MOST_NAMED = 3
_NEW_AT_FIRST = ("Regel", "Kraft", "Spärr", "Vem", "Tidsgräns", "Står i")


class NewEditionScreen(ModalScreen[None]):
    """One checklist's new edition; `a` takes it, and what is settled stays as it was."""

    HELP: ClassVar[str] = """\
Regionens rutin har en ny version. Här står allt som skiljer den från den version som checklistan följer: + nytt, \
≠ ändrat, – utgår. Det som stod förut står först, och det som gäller nu efter pilen.

a låter den här personens checklista följa den nya versionen. Det som redan är klart, passerat eller ej aktuellt står \
kvar som det avgjordes, med den gamla regeln. Nya steg läggs till. Steg som utgår tas bort, om inget är antecknat där. \
En ny spärr framför det som redan är klart hindrar från den dagen: gör den i efterhand, eller sätt den som ej aktuell, \
med skälet. Gör du ingenting fortsätter checklistan som förut. Ändringen kan ångras med u."""
    CSS_PATH = "new_edition.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "adopt", "Följ den nya versionen"),
        Binding("escape,backspace,y", "close", "Tillbaka", key_display="esc"),
        Binding("question_mark,f1", "app.help", "Hjälp", key_display="?"),
        LOCK,
    ]

    def __init__(self, view: NewEditionView) -> None:
        super().__init__()
        self._view = view

    def compose(self) -> ComposeResult:
        view = self._view
        title = f"{view.region}: version {view.now} i stället för {view.before} · {view.name}"
        yield Static(Content(title), id="edition-title")
        with Page(id="edition-page"):
            yield Static(Content("\n").join(_page(view)), id="edition-text")
        yield Static(Content(_asks(view)), id="edition-asks")
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action != "adopt" or not self._view.route_gone

    def action_close(self) -> None:
        self.dismiss()

    @work
    async def action_adopt(self) -> None:
        """Take the new edition into use for this person."""
        view, host = self._view, host_of(self)
        form = EditionForm(checklist=view.checklist, version=view.version, edition=view.edition)
        try:
            await host.change(adopt_edition, form)
        except (Refused, StorageFault) as error:
            host.warn(error)
        else:
            self.dismiss()


def _asks(view: NewEditionView) -> str:
    if view.route_gone:
        return "Vägen finns inte i den nya versionen. Vill du byta: gå till personen med p, och välj en ny väg med v."
    others = f" {view.others} till följer samma version: de ändras var för sig." if view.others else ""
    return f"a låter {view.name} följa version {view.now}. Det som är avgjort står kvar.{others}"


def _page(view: NewEditionView) -> Iterator[Content]:
    if not view.differences and not view.route_gone:
        yield Content("Inget skiljer för den här vägen: bara versionens namn är nytt.")
    for one in view.differences:
        yield from _difference(one)
        yield Content("")


def _difference(one: DifferenceView) -> Iterator[Content]:
    found = one.difference
    sign, tone = _SIGNS[found.kind]
    part = f" · {found.part}" if found.part else ""
    yield Content.assemble(
        (f"{sign} ", f"bold {tone}"), (found.title, "bold"), (f"  {found.kind.value}{part}", "$foreground 60%")
    )
    if one.kept:
        yield Content.assemble(("  ✓ ", "$success"), one.kept)
    if one.behind:
        yield Content.assemble(("  ▣ ", "$error"), _hinders(one.behind))
    if found.kind is Kind.CHANGED:
        yield from (_change(change, found.title) for change in found.changes)
    else:
        wanted = [change for change in found.changes if change.what in _NEW_AT_FIRST or not found.key]
        yield from (_value(change, found.title) for change in wanted)


def _hinders(behind: tuple[str, ...]) -> str:
    done = ", ".join(f"”{title}”" for title in behind[:_MOST_NAMED])
    more = f" och {len(behind) - _MOST_NAMED} till" if len(behind) > _MOST_NAMED else ""
    return (
        f"spärr framför det som redan är klart: {done}{more}. Den hindrar, räknat från i dag, tills den är gjord, "
        "passerad eller satt som ej aktuell"
    )


def _change(change: Changed, title: str) -> Content:
    before, now = (text.replace("\n", " ") or "inget" for text in (change.before, change.now))
    return Content.assemble(
        (_label(change, title), "$foreground 60%"), (before, "$foreground 60%"), ("  →  ", "bold $accent"), now
    )


def _value(change: Changed, title: str) -> Content:
    return Content.assemble((_label(change, title), "$foreground 60%"), change.now or change.before)


def _label(change: Changed, title: str) -> str:
    """What has changed of a step; a rule with a title of its own has nothing else."""
    return "    " if change.what == title else f"    {change.what}: "
