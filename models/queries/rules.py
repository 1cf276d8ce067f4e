"""Where every rule of the clinic's region stands, and the requirements that the rules carry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from models.knowledge.missing_pack import pack_missing
from models.knowledge.pack import Pack
from models.knowledge.packs import find_pack
from models.knowledge.requirements import requirements
from models.knowledge.vocabulary import Force
from models.queries.part import standing_in_sight
from models.queries.rule_rows import RuleView, rules_in
from models.records import Checklist, Clinic, PackText, StepRow
from models.records.base import all_of
from models.rights import for_everyone

_NOT_ALL = "Programmet gör ännu inte allt som det här kravet säger."
_FORCES = tuple(Force)


@dataclass(frozen=True)
class KravView:
    """A requirement with its forces, in our own words, and the rules that carry it, the most binding first.

    Of one that is not built whole it is only said that it is not; of one that a user's own pack has made up, nothing.
    """

    id: str
    forces: tuple[Force, ...]
    text: str
    rules: tuple[RuleView, ...]


@dataclass(frozen=True)
class RulesView:
    """The rules of the clinic's region, and their requirements by id; `note` says why there are none.

    `steps` are those in sight on the checklist of whoever is looked at, by their keys. `asked` is the rule that was
    asked for, None where the region has no such rule.
    """

    region: str
    version: str = ""
    rules: tuple[RuleView, ...] = ()
    krav: Mapping[str, KravView] = field(default_factory=dict)
    steps: Mapping[str, UUID] = field(default_factory=dict)
    asked: RuleView | None = None
    note: str = ""


@for_everyone
def rules_view(candidate: UUID | None, step: UUID | None, today: date) -> RulesView | None:
    """Every rule of the region, for whoever looks at a candidate and asks for a step's rule; None before a clinic."""
    clinic = next(iter(all_of(Clinic.select)), None)
    if clinic is None:
        return None
    pack = find_pack(clinic.region)
    if pack is None:
        return RulesView(clinic.region, note=pack_missing(clinic.region))
    rules, key = rules_in(pack), _key_of(step, pack)
    asked = next((rule for rule in rules if key and rule.step == key), None)
    return RulesView(pack.name, pack.version, rules, krav_of(rules), _on_checklist(candidate, pack, today), asked)


def krav_of(rules: Sequence[RuleView]) -> dict[str, KravView]:
    """The requirements that the rules carry, by their ids."""
    carried: dict[str, list[RuleView]] = {}
    for rule in rules:
        for id in rule.krav:
            carried.setdefault(id, []).append(rule)
    return {id: _krav(id, sorted(found, key=lambda one: _FORCES.index(one.force))) for id, found in carried.items()}


def _krav(id: str, rules: Sequence[RuleView]) -> KravView:
    known = requirements().get(id)
    if known is None or not known.built:
        return KravView(id, (), _NOT_ALL if known else "", tuple(rules))
    return KravView(id, known.forces, known.text, tuple(rules))


def _on_checklist(candidate: UUID | None, pack: Pack, today: date) -> dict[str, UUID]:
    """The steps in sight on a candidate's checklist, where that follows the same region."""
    standing = None if candidate is None else standing_in_sight(candidate, today)
    if standing is None or standing.pack is None or standing.pack.code != pack.code:
        return {}
    return {item.step.key: standing.rows[item.step.key].id for item in standing.steps}


def _key_of(step: UUID | None, pack: Pack) -> str:
    """The key of a step on a checklist of the same region; empty where there is none."""
    query = StepRow.select(StepRow.key).join(Checklist).join(PackText).where(PackText.region == pack.code)
    row = query.where(StepRow.id == step).first() if step else None
    return "" if row is None else str(row.key)
