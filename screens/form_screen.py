"""A form that fills the screen: drafts as it is typed, messages at the fields, and a guard on what is not saved."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar
from uuid import UUID

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.dom import DOMNode
from textual.events import DescendantBlur, DescendantFocus
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static

from models.faults import StorageFault
from models.forms.days import read_day
from models.forms.refusal import Form, Refused, read_form
from screens.form_draft import FormDraft
from screens.host import LOCK, host_of, open_register
from screens.widgets.fields import Field, FieldChanged, LineField, TextField
from screens.widgets.form import FieldSpec, FormBody, Kind
from screens.widgets.key_bar import KeyBar
from screens.widgets.page import Page
from screens.words import long_day

if TYPE_CHECKING:
    from models.commands.runner import Command

F = TypeVar("F", bound=Form)
_TEXT_WAITS = 0.25
_LEAST_TITLE, _BESIDE = 12, 5  # columns of a title beside a draft's day, and of what is between and around them
_OVERTAKEN = (
    "Något annat har sparats sedan utkastet: det som nu står ser du vid fälten med !. Två gånger F8 kastar utkastet."
)


class FormScreen(ModalScreen[bool], Generic[F]):
    """Asks for one form and carries out one command; answers True when it was saved.

    `purpose` is what the help says that the form is for. `fixed` are values that the form needs and nobody fills in.
    While the form is open only save and back leave it. Where there is no command, `carry_out` says what saving does,
    and without a `draft` nothing is kept of what is typed.
    """

    HELP: ClassVar[str] = """\
Tabb, pil ned eller enter går till nästa fält. Det som står i ett fält är markerat när du kommer dit: skriv för att \
ersätta det, eller tryck pil åt sidan för att rätta i det. I en anteckning skriver du vidare där den slutar.

Val ändras med pil åt sidan, mellanslag eller de första bokstäverna. Datum kan skrivas 2026-11-21, 261121, 21/11, idag \
eller +14.

Det du skriver sparas som utkast medan du skriver, och finns kvar om du lämnar formuläret eller om datorn stannar. Har \
någon sparat något annat under tiden står det vid fälten, och ctrl+s frågar en gång innan ditt skrivs över det. Två \
gånger esc lämnar ett formulär som inte är sparat, två gånger F8 kastar utkastet."""
    SAVING: ClassVar[str] = "Sparar …"
    NOT_SAVED: ClassVar[str] = "Inte sparat."
    SAVE_ANYWAY: ClassVar[str] = "Stämmer det ändå: ctrl+s igen sparar."
    AUTO_FOCUS: ClassVar[str] = ".-first"  # at once: a key could else land in another field before it is in focus
    CSS_PATH = "form_screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save", "Spara", key_display="ctrl+s"),
        Binding("tab,down", "next", "Nästa fält", key_display="tabb"),
        Binding("shift+tab,up", "previous", "Förra fältet", show=False),
        Binding("escape", "leave", "Tillbaka"),
        Binding("f8", "discard", "Kasta utkastet"),
        Binding("f1", "app.help", "Hjälp"),
        LOCK,
    ]

    def __init__(
        self,
        title: str,
        specs: Sequence[FieldSpec],
        form: type[F],
        command: "Command[F] | None",
        *,
        purpose: str,
        draft: str,
        values: Mapping[str, str] | None = None,
        fixed: Mapping[str, Any] | None = None,
        messages: Mapping[str, str] | None = None,
        focus: str = "",
        about: str = "",
    ) -> None:
        super().__init__()
        self.purpose = purpose
        self._title, self._specs, self._form, self._command = title, specs, form, command
        self._fixed = dict(fixed or {})
        secret = {spec.name for spec in specs if spec.kind is Kind.PASSWORD}
        self._draft = FormDraft(draft, secret, self.version)
        if about:
            self.add_class("-with-about", update=False)
        self._start = {spec.name: (values or {}).get(spec.name, "") for spec in specs}
        self._first_messages, self._first_focus, self._about = dict(messages or {}), focus, about
        self._touched: set[str] = set()
        self._refused: set[str] = set()
        self._weighed: set[tuple[str, str]] = set()
        self._answered: tuple[Mapping[str, str], Mapping[str, str]] = {}, {}
        self._storing: Timer | None = None
        self._overtaken: dict[str, str] = {}
        self._asked = self._refusal = ""
        self._saving = False
        self._when_saved: Callable[[], object] | None = None

    def compose(self) -> ComposeResult:
        yield Static(Content(self._title), id="form-title")
        body = FormBody(self._specs, self._start)
        first = body.field(self._first_focus) or body.field(self._specs[0].name)
        if first is not None:
            first.add_class("-first", update=False)
        yield body
        if self._about:
            with Page(id="about"):
                yield Static(Content(self._about))
        yield Static(id="form-message")
        yield KeyBar()

    def on_mount(self) -> None:
        self._start = self._body.values
        if self._first_messages:
            self._refuse(self._first_messages)
        if self._draft.since is not None:
            self._take_up_draft(self._draft.since)

    def say_about(self, text: str) -> None:
        """Say something else below the fields, where something stands there."""
        self.query_one("#about", Page).query_one(Static).update(Content(text))

    @property
    def _body(self) -> FormBody:
        return self.query_one(FormBody)

    @property
    def _dirty(self) -> bool:
        return self._body.values != self._start

    # drafts

    @property
    def key(self) -> UUID:
        """The id that the form was made with."""
        return UUID(str(self._fixed["id"]))

    @property
    def version(self) -> str:
        """The version of what the form changes, as text; empty where there is nothing yet."""
        return str(self._fixed.get("version") or "")

    async def open_on(self, node: DOMNode, saved: Callable[[], object] | None = None) -> None:
        """Show the form, with what was left of it in a draft; `saved` is called when it has been saved."""
        self._when_saved = saved
        if self._draft.name:
            await self._draft.take_up(open_register(node))
        if "id" in self._fixed:
            self._fixed["id"] = self._draft.left.get("id", self._fixed["id"])
        app = node.app
        for _least, shape in (*(app.HORIZONTAL_BREAKPOINTS or ()), *(app.VERTICAL_BREAKPOINTS or ())):
            if node.screen.has_class(shape):
                self.add_class(shape, update=False)  # or all of it is styled anew when it is told its size
        with app.batch_update():  # one frame, and not one for each part that falls into its place
            await app.push_screen(self)

    def _take_up_draft(self, at: datetime) -> None:
        """Fill in what was typed; where something was saved meanwhile, say what would be written over."""
        self._body.fill(self._draft.left)
        since = f"utkast från {at.astimezone():%Y-%m-%d kl. %H.%M}, F8 kastar det"
        room = max(_LEAST_TITLE, self.app.size.width - len(since) - _BESIDE)
        title = Content(self._title).truncate(room, ellipsis=True)
        self.query_one("#form-title", Static).update(Content.assemble(title, f" · {since}"))
        self._overtaken = self._draft.overtaken(self._start)
        for name in self._overtaken:
            self._body.point_out(name, self._doubt(name))
        if self._overtaken:
            self._refusal = _OVERTAKEN  # said when the first field comes in focus

    def on_field_changed(self, event: FieldChanged) -> None:
        event.stop()
        if self._start.get(event.name) == event.value and event.name not in self._touched:
            return
        if self._asked:
            self._asked = ""
            self._tell(self._body.message(event.name))
        if event.name not in self._touched:
            self._touched.add(event.name)
            self.refresh_bindings()
        if not self._draft.note(event.name, event.value):
            return
        if event.at_once:
            self._store_draft()
        elif self._storing is None:  # not begun anew at each key, or steady typing would never be stored
            self._storing = self.set_timer(_TEXT_WAITS, self._store_draft)

    @work
    async def _store_draft(self) -> None:
        await self.keep_draft()

    async def keep_draft(self) -> None:
        """Let what has been typed so far reach the disk."""
        self._storing = None
        if self._saving or self._draft.is_stored:
            return
        try:
            await self._draft.store(open_register(self), str(self._fixed.get("id", "")))
        except StorageFault as fault:
            self._tell(f"Utkastet kunde inte sparas: {fault}", wrong=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action != "discard" or self._draft.is_any

    # moving about

    def action_next(self) -> None:
        if isinstance(self.focused, TextField) and not self.focused.cursor_at_last_line:
            self.focused.action_cursor_down()
        else:
            self.focus_next()

    def action_enter(self) -> None:
        """Enter in a field goes on to the next one."""
        self.action_next()

    def action_previous(self) -> None:
        if isinstance(self.focused, TextField) and not self.focused.cursor_at_first_line:
            self.focused.action_cursor_up()
        else:
            self.focus_previous()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        self._asked = ""
        refusal, self._refusal = self._refusal, ""
        if isinstance(event.widget, Field):
            message = refusal or " · ".join(filter(None, (self._body.message(event.widget.field), _how(event.widget))))
            self._tell(message, wrong=event.widget.has_class("-wrong"))

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        self._store_draft()
        if isinstance(event.widget, Field) and event.widget.field in self._touched:
            self._settle_day(event.widget)
            self._check()

    def _settle_day(self, made: Field) -> None:
        """A date that can be read is shown as it was understood, and beside it with its weekday where it was typed
        otherwise.
        """
        spec = self._spec(made.field)
        typed, day = made.value.strip(), self._day_in(spec)
        if day is not None:  # else the message comes with the check of the form
            made.value = day.isoformat()
            if typed != made.value:
                self._body.understand(spec.name, f"= {long_day(day)}")
            self._body.point_out(spec.name, self._doubt(spec.name))

    def _doubt(self, name: str) -> str:
        """What speaks against what stands in a field, though it can be saved; empty where nothing does."""
        saved = self._overtaken.get(name)
        if saved is not None and self._body.values[name] != saved:
            spec = self._spec(name)
            return f"ändrat sedan utkastet, nu står: {' '.join(spec.options.get(saved, saved).split()) or 'inget'}"
        return self._spec(name).expected.doubt(self._day_in(self._spec(name)))

    def _spec(self, name: str) -> FieldSpec:
        return next(spec for spec in self._specs if spec.name == name)

    def _day_in(self, spec: FieldSpec) -> date | None:
        """The day that stands in a field, as it is meant there; None where there is none, or none that can be read."""
        typed = self._body.values[spec.name].strip()
        if spec.kind is not Kind.DAY or not typed:
            return None
        before = next((self._day_in(one) for one in self._specs if one.name == spec.follows), None)
        try:
            known = spec.expected
            return read_day(typed, host_of(self).today, spec.lean, known.near, before or known.earliest)
        except ValueError:
            return None

    def _check(self) -> None:
        """Say what is wrong with the fields that have been filled in; the others are still to come.

        What saving answered to what stands there still holds.
        """
        answered_to, answers = self._answered
        wrong = dict(answers) if self._body.values == answered_to else {}
        try:
            self._read()
        except Refused as refused:
            wrong |= {name: text for name, text in refused.messages.items() if name in self._touched | self._refused}
        self._body.complain(wrong)

    # saving and leaving

    def raw(self) -> dict[str, Any]:
        """What the form's model is read from."""
        days = {spec.name: day.isoformat() for spec in self._specs if (day := self._day_in(spec)) is not None}
        return {**self._body.values, **days, **self._fixed}

    def _read(self) -> F:
        return read_form(self._form, self.raw(), host_of(self).today)

    def action_save(self) -> None:
        if not self._saving:
            if isinstance(self.focused, Field):
                self._settle_day(self.focused)
            self._saving = True
            self._tell(self.SAVING)
            host_of(self).hold_keys()  # what is typed next is meant for the screen that comes back
            self._save()

    @work
    async def _save(self) -> None:
        try:
            form = self._read()
            self._weigh()
            await self._try(form)
        except Refused as refused:
            self._refuse(refused.messages)
        except StorageFault as fault:
            self._tell(str(fault), wrong=True)
        else:
            self._draft.is_saved()
            self.finish()  # before the keys are let go: they are meant for the screen that this opens
        finally:
            self._saving = False
            host_of(self).release_keys()

    def finish(self) -> None:
        """Answer that it was saved."""
        self.dismiss(True)
        if self._when_saved is not None:
            self._when_saved()

    def _weigh(self) -> None:
        """Let what speaks against a day, or would be written over, be looked at before it is saved. Raises Refused."""
        doubts = {spec.name: self._doubt(spec.name) for spec in self._specs}
        told = {name: text for name, text in doubts.items() if text and name in self._touched}
        if told.items() - self._weighed:
            self._weighed |= told.items()
            raise Refused({**told, "": self.SAVE_ANYWAY})

    async def _try(self, form: F) -> None:
        try:
            await self.carry_out(form)
        except Refused as refused:
            self._answered = self._body.values, refused.messages
            raise

    async def carry_out(self, form: F) -> None:
        """What saving does. Raises Refused or StorageFault."""
        if self._command is not None:
            await host_of(self).change(self._command, form, self._draft.name)

    def _refuse(self, messages: Mapping[str, str]) -> None:
        """Mark the fields, go to the first of them, and say below what stands in the way."""
        self._refused |= messages.keys()
        self._body.complain(messages)
        names = [spec.name for spec in self._specs if spec.name in messages]
        first = self._body.field(names[0]) if names else None
        rest = [text for name, text in messages.items() if name not in names]
        said = [self._body.message(names[0])] if names else []
        refusal = " ".join(filter(None, [self.NOT_SAVED, *said, *rest]))
        self._tell(refusal, wrong=True)
        if first is not None and first is not self.focused:
            self._refusal = refusal  # or the field's own message would take its place
            first.focus()

    async def action_leave(self) -> None:
        if not self._dirty or self._twice("leave"):
            await self.keep_draft()  # a worker would go with the screen, before it had begun
            self.dismiss(False)
        else:
            kept = " och behåller utkastet · F8 kastar det" if self._draft.is_any else ""
            self._tell(f"Inte sparat. ctrl+s sparar · esc igen lämnar{kept}.", wrong=True)

    async def action_discard(self) -> None:
        if self._twice("discard"):
            self._saving = True  # what is half typed is not to come back
            await self._draft.drop(open_register(self))
            self.dismiss(False)
        else:
            self._tell("F8 igen kastar det som inte är sparat.", wrong=True)

    def _twice(self, question: str) -> bool:
        """Whether the same has been asked for twice running; the first time only asks."""
        again, self._asked = self._asked == question, question
        return again

    def _tell(self, message: str, *, wrong: bool = False) -> None:
        line = self.query_one("#form-message", Static)
        line.set_class(wrong, "-wrong")
        line.update(Content(message))


def _how(entered: Field) -> str:
    """What typing does to what stands in a field already."""
    return "det du skriver ersätter, ← → rättar" if isinstance(entered, LineField) and entered.value else ""
