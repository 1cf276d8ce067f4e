"""A pack as one checklist lives it: the edition that it follows, with what was settled under older ones as it read
then, and with the clinic's own steps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, count
from typing import Any

from models.knowledge.pack import Document, Pack, Phase, Step
from models.knowledge.pack_base import Source
from models.knowledge.vocabulary import OWN_DOCUMENT, Force


@dataclass(frozen=True)
class AddedStep:
    """A step that the clinic has added behind another one (`behind`, a key), in that one's phase."""

    key: str
    behind: str
    phase: str
    role: str
    title: str
    rule: str
    force: Force
    added_on: date
    added_by: str


def is_own(step: Step) -> bool:
    """Whether a step is the clinic's own, and in no document of the region."""
    return step.source.document == OWN_DOCUMENT


def with_kept(pack: Pack, kept: Mapping[str, Pack]) -> Pack:
    """The pack with these steps as they read in older editions, each in the place that it had there.

    What such a step cites is cited by the old edition's date, and it is on every route: it has been lived.
    """
    for key, old in kept.items():
        step = old.by_key[key]
        sources = []
        for source in step.sources:
            pack, name = _cited(pack, old, source.document)
            sources.append(source.model_copy(update={"document": name}))
        step = step.model_copy(update={"source": sources[0], "also": tuple(sources[1:]), "routes": ()})
        roles = {role: old.roles[role] for role in filter(None, (step.role, step.contact))}
        letters = {step.letter: old.letters[step.letter]} if step.letter else {}
        pack = _changed(
            pack,
            roles=roles | pack.roles,
            letters=letters | pack.letters,
            phases=_with_phase(pack.phases, old.phases, step.phase),
            steps=_with_step(pack.steps, step, before=[one.key for one in old.steps]),
        )
    return pack


def with_added(pack: Pack, added: Sequence[AddedStep]) -> Pack:
    """The pack with the clinic's own steps, each behind the step that it names, oldest first."""
    if not added:
        return pack
    steps = list(pack.steps)
    for one in added:
        steps.insert(_place_of(one, steps), _own_step(one, pack))
    own = Document.model_construct(title=OWN_TITLE, valid_from=None)
    return _changed(pack, documents={**pack.documents, OWN_DOCUMENT: own}, steps=tuple(steps))


OWN_TITLE = "Vårdcentralens eget steg"


def _own_step(one: AddedStep, pack: Pack) -> Step:
    # A step that must be done waits only for such a one: else it would stand still, and nothing would say why.
    behind = pack.by_key.get(one.behind)
    after = () if behind is None else (behind.key,) if behind.binding else behind.after
    phases = [phase.key for phase in pack.phases]
    return Step.model_construct(
        key=one.key,
        title=one.title,
        phase=one.phase if one.phase in phases else phases[-1],
        role=one.role if one.role in pack.roles else next(iter(pack.roles)),
        force=one.force,
        after=after,
        rule=one.rule,
        source=Source.model_construct(document=OWN_DOCUMENT, heading=f"tillagt {one.added_on} av {one.added_by}"),
    )


def _place_of(one: AddedStep, steps: Sequence[Step]) -> int:
    """Behind its step and those that were added there before; else last in its phase, else last of all."""
    at = [number for number, step in enumerate(steps) if step.key == one.behind]
    if not at:
        at = [number for number, step in enumerate(steps) if step.phase == one.phase]
    place = at[-1] + 1 if at else len(steps)
    while place < len(steps) and is_own(steps[place]):
        place += 1
    return place


def _cited(pack: Pack, old: Pack, name: str) -> tuple[Pack, str]:
    """The pack with a document of an older edition, and the name that it has there."""
    document, known = old.documents[name], pack.documents
    names = chain([name], (f"{name}@{number}" for number in count(2)))
    free = next(one for one in names if known.get(one, document) == document)
    return (pack if free in known else _changed(pack, documents={**known, free: document})), free


def _with_step(steps: Sequence[Step], kept: Step, before: Sequence[str]) -> tuple[Step, ...]:
    """The kept step in place of its newer self, or behind the nearest step that stood before it."""
    keys = [step.key for step in steps]
    if kept.key in keys:
        return tuple(kept if step.key == kept.key else step for step in steps)
    place = _behind(keys, before[: before.index(kept.key)])
    return (*steps[:place], kept, *steps[place:])


def _with_phase(phases: Sequence[Phase], older: Sequence[Phase], key: str) -> tuple[Phase, ...]:
    keys = [phase.key for phase in phases]
    if key in keys:
        return tuple(phases)
    names = [phase.key for phase in older]
    place = _behind(keys, names[: names.index(key)])
    return (*phases[:place], older[names.index(key)], *phases[place:])


def _behind(keys: Sequence[str], before: Sequence[str]) -> int:
    """The place behind the nearest of those that stood before."""
    return next((keys.index(key) + 1 for key in reversed(before) if key in keys), 0)


def _changed(pack: Pack, **parts: Any) -> Pack:
    """The pack with other parts. Made anew, since a copy would keep what the old one has worked out of its steps."""
    return Pack.model_construct(**{name: getattr(pack, name) for name in type(pack).model_fields} | parts)
