"""Regler: every rule of the clinic's region, how binding it is, and where it stands."""

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget

from models.queries.rule_rows import RuleView
from models.queries.rules import RulesView, rules_view
from screens.filtered_screen import FilteredScreen, FilterLine
from screens.host import open_register
from screens.rule_text import rule_detail
from screens.widgets.detail import Detail
from screens.widgets.line_table import Column, LineTable

_NO_RULE = (
    "Steget står inte i regionens rutin så som den är nu. Vad som gäller för det står bredvid steget i checklistan."
)


class RulesScreen(FilteredScreen):
    """The rules of the region, to lay beside its documents."""

    TAB = "regler"
    PLACEHOLDER = "Filtrera: krav, ord i regeln, dokument, roll …"
    HELP = """\
Alla regler i regionens rutin: hur bindande var och en är, vad den säger med våra ord, och i vilket dokument och under \
vilken rubrik den står. De står i programmets ordning: vägar, antal tjänster, pengar, BT och intag först, \
sedan checklistans steg fas för fas. ▣ är en spärr.

ska: måste göras. bör: rekommenderas. kan: får göras. info: något att veta.

Krav är regelns nummer i programmets kravlista. I rutan med regeln står kravet, och alla regler som hör till det: där \
ser du vilken del som är ska, bör eller kan, och vad varje ställe säger när två inte är överens.

/ filtrerar på allt som står om regeln. Mellanslag bläddrar i rutan när allt inte får plats. r på de andra skärmarna \
öppnar regeln för steget i fokus. enter går till steget i checklistan för den kandidat du senast tittade på, om det \
finns där."""
    CSS_PATH: ClassVar[CSSPathType] = ["filtered_screen.tcss", "split.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+j", "open", "Till checklistan"),
        Binding("space", "more", "Mer av regeln", key_display="mellanslag"),
        Binding("escape,backspace", "app.back", "Tillbaka", key_display="esc"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._view: RulesView | None = None

    def body(self) -> Iterable[Widget]:
        *above, table = super().body()
        yield from above
        with Container(classes="split"):
            yield table
            yield Detail()

    def table(self) -> LineTable[RuleView]:
        return LineTable(
            (
                Column("Krav", lambda rule: (" ".join(rule.krav), "muted"), 11, grow=1),
                Column("Kraft", lambda rule: (rule.force, "accent"), 5),
                Column("Regel", lambda rule: (f"{'▣ ' if rule.gate else ''}{rule.title}", ""), 22, grow=3),
                Column("Står under", lambda rule: (rule.heading, "muted"), 20, grow=2, from_width=76),
            ),
            key=lambda rule: rule,
            folded=lambda rule: rule.folded,
            group=lambda rule: rule.what,
        )

    @property
    def keys_wait(self) -> bool:
        return self._view is None or self.host.rule_of is not None

    async def load(self) -> None:
        wanted = self.host.rule_of
        view = await open_register(self).ask(rules_view, self.host.candidate, wanted, self.host.today)
        if view is None:
            return
        self._view, self.host.rule_of = view, None
        self.rows.empty = view.note
        if wanted is not None:
            self.query_one(FilterLine).value = ""
            self.rows.filter("")  # now, not when the line has told of it
        self.show(view.rules)
        if view.asked is not None:
            self.rows.go_to(view.asked)
        elif wanted is not None:
            self.host.warn(_NO_RULE)

    def count(self, total: int) -> str:
        if self._view is None or not total:
            return ""
        return f" {super().count(total)} regler · {self._view.region}, rutin version {self._view.version}"

    def home(self) -> None:
        self.action_clear_filter()

    def on_line_table_moved(self) -> None:
        rule, view = self.rows.row, self._view
        detail = Content("") if rule is None or view is None else rule_detail(rule, view.krav)
        self._detail.show(detail)

    def offers(self, action: str, parameters: tuple[object, ...]) -> bool:
        del parameters
        if action == "open":
            return self._step is not None
        return action != "more" or self._detail.has_more

    @property
    def _detail(self) -> Detail:
        return self.query_one(Detail)

    @property
    def _step(self) -> UUID | None:
        """The step of the rule in focus, on the checklist of whoever is looked at."""
        rule = self.rows.row
        return None if rule is None or self._view is None else self._view.steps.get(rule.step)

    def action_open(self) -> None:
        if self.host.candidate is not None and self._step is not None:
            self.host.look_at_step(self.host.candidate, self._step)

    def action_more(self) -> None:
        """The next page of the rule beside the list, and after the last the first."""
        self._detail.read_on()
