"""A candidate's checklist: begun by a route, and laid anew when the routine has a new edition."""

from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from models.commands.candidates import find
from models.commands.rests import end_rest, move_rests
from models.commands.work import CHANGED, Change, Work
from models.forms.candidate import RouteForm
from models.forms.checklist import EditionForm
from models.forms.refusal import Refused
from models.knowledge.missing_pack import has_pack, pack_missing
from models.knowledge.pack import Pack
from models.knowledge.pack_reader import load_pack, pack_digest
from models.knowledge.packs import pack_text
from models.knowledge.vocabulary import OWN_STEP
from models.queries.editions import edition, settled_keys
from models.queries.standing import standing_of
from models.records import Checklist, Clinic, OwnStep, PackText, StepRow
from models.records.base import rows_with
from models.rights import for_chiefs
from models.rules.overtaken import newly_overtaken
from models.rules.profile import holds
from models.rules.routine import SETTLED, State

_RECORDED = ("done_on", "by", "note", "reason", "waiting_since", "remind_on", "from_on", "to_on", "answers")


@for_chiefs
def begin_route(work: Work, form: RouteForm) -> Change:
    """Put a candidate on a route of the clinic's region: a checklist of all its steps.

    A change of route ends the old checklist; steps that both routes of a region have keep what was recorded.
    Raises Refused where the route is not for this candidate.
    """
    candidate = find(form.candidate)
    standing = standing_of(form.candidate, work.today)
    if standing is None:
        raise Refused("Lägg först in vårdcentralen: dess region avgör vilka vägar som finns.")
    text, pack = _present_edition(Clinic.get().region)
    route = next((item for item in pack.routes if item.key == form.route), None)
    if route is None:
        raise Refused({"route": "Välj en av regionens vägar."})
    if candidate.version != form.version:
        raise Refused(CHANGED)
    if holds(standing.facts, route.applies, route.unless) is False:
        raise Refused({"route": f"Vägen gäller inte den här kandidaten. Den är för: {route.who}"})
    old = Checklist.get_or_none((Checklist.candidate == candidate) & Checklist.active)
    if old is not None and old.route == form.route and old.pack_id == pack_digest(text):
        return Change(f"{candidate.name} är redan på vägen {route.title}.", form.candidate)
    # Steps of two regions may share a key and are not the same: nothing of another region's is taken for done.
    memory = {} if old is None or edition(old.pack_id).code != pack.code else rows_of(old)
    if old is not None:
        old.active = False
        work.save(old, old.version)
    checklist = Checklist(
        candidate=candidate, pack=_adopt(work, text, pack), route=form.route, started_on=form.started_on
    )
    work.add(checklist)
    moved: dict[UUID, UUID] = {}
    keys = (*(step.key for step in pack.steps_of(form.route)), *_own_keys(pack, form.route, memory))
    rows = [StepRow(checklist=checklist, key=key) for key in keys]
    for row in rows:
        if row.key in memory:
            _remember(row, memory[row.key])
            moved[memory[row.key].id] = row.id
    work.add_all(rows)
    move_rests(work, form.candidate, moved)
    return Change(f"Vald väg för {candidate.name}: {route.title}, från {form.started_on}.", form.candidate)


@for_chiefs
def adopt_edition(work: Work, form: EditionForm) -> Change:
    """Let a checklist follow its routine's present edition; what is settled stays as it was decided.

    Steps that are new are added; those that are gone are taken away, unless something is recorded on them.
    Raises Refused where the edition is not the one that was looked at, or has no such route.
    """
    checklist = Checklist.get_or_none(Checklist.id == form.checklist)
    if checklist is None or not checklist.active:
        raise Refused(CHANGED)
    candidate, old = find(checklist.candidate_id), checklist.pack_id
    text, pack = _present_edition(PackText.get_by_id(old).region)
    if pack_digest(text) != form.edition:
        raise Refused("Rutinen har ändrats igen sedan skillnaden visades. Läs om och se efter en gång till.")
    if all(route.key != checklist.route for route in pack.routes):
        raise Refused("Vägen finns inte i den nya versionen. Välj en ny väg för personen: tryck p, sedan v.")
    if old == form.edition:
        return Change(f"{candidate.name} följer redan version {pack.version}.", candidate.id)
    checklist.pack_id = _adopt(work, text, pack)
    work.save(checklist, form.version)
    rows = rows_of(checklist)
    keys = [step.key for step in pack.steps_of(checklist.route)]
    for row in rows.values():
        if row.key not in keys and not row.key.startswith(OWN_STEP):
            _let_go(work, row, old)
        elif row.key in keys and row.state not in SETTLED:
            _ask_anew(work, row, edition(row.pack_id or old), pack, settled_keys(rows))
    for key in keys:
        if key not in rows:
            work.add(StepRow(checklist=checklist, key=key, asked_on=work.today))
    return Change(f"{candidate.name} följer nu {pack.name}, version {pack.version}.", candidate.id)


def rows_of(checklist: Checklist) -> dict[str, StepRow]:
    """A checklist's rows by their steps' keys."""
    return {row.key: row for row in rows_with(StepRow, "checklist", checklist.id)}


def _present_edition(region: str) -> tuple[str, Pack]:
    if not has_pack(region):
        raise Refused(pack_missing(region))
    text = pack_text(region)
    return text, load_pack(text)


def _adopt(work: Work, text: str, pack: Pack) -> str:
    """The digest of an edition that is kept from now on."""
    digest = pack_digest(text)
    if PackText.get_or_none(PackText.digest == digest) is None:
        PackText.create(digest=digest, region=pack.code, version=pack.version, text=text, adopted_at=work.now)
    return digest


def _own_keys(pack: Pack, route: str, memory: Mapping[str, StepRow]) -> Iterator[str]:
    """The clinic's own steps that belong on a route, and those that were settled before the change of route."""
    keys = {step.key for step in pack.steps_of(route)}
    for own in OwnStep.select().where(OwnStep.region == pack.code).order_by(OwnStep.id):
        settled = own.key in memory and memory[own.key].state in SETTLED
        if settled or (not own.archived and has_its_place(own, pack, keys)):
            keys.add(own.key)  # another one may stand behind it
            yield own.key


def has_its_place(own: OwnStep, pack: Pack, keys: Collection[str]) -> bool:
    """Whether an own step belongs among steps with these keys: behind its own, or, where that is gone, in its phase."""
    if own.behind in keys or own.behind in pack.by_key:
        return own.behind in keys
    return any(pack.by_key[key].phase == own.phase for key in keys if key in pack.by_key)


def _remember(row: StepRow, before: StepRow) -> None:
    row.state = before.state
    row.pack_id = before.pack_id if before.state in SETTLED else None
    row.asked_on = before.asked_on
    for name in _RECORDED:
        setattr(row, name, getattr(before, name))


def _ask_anew(work: Work, row: StepRow, old: Pack, new: Pack, settled: Collection[str]) -> None:
    """An open step of both editions: it may not have had to be done before, or not before what is done already."""
    before = old.by_key.get(row.key)
    newly_bound = new.by_key[row.key].binding and (before is None or not before.binding)
    asked = newly_bound or bool(newly_overtaken(old, new, row.key, settled))
    if asked or row.pack_id is not None:
        row.asked_on = work.today if asked else row.asked_on
        row.pack_id = None  # it may have been gone from the edition before this one, and is read in this one
        work.save(row, row.version)


def _let_go(work: Work, row: StepRow, old: str) -> None:
    """A step that the new edition does not have: what is recorded on it stays, read in the old one."""
    if row.state == State.OPEN and not any(getattr(row, name) for name in _RECORDED):
        end_rest(work, row.id)
        work.remove(row)
    elif row.pack_id is None:
        row.pack_id = old
        work.save(row, row.version)
