"""Gates that a new edition has put before what is done already."""

from collections.abc import Collection

from models.knowledge.pack import Pack, Step


def overtaken(pack: Pack, key: str, settled: Collection[str]) -> tuple[Step, ...]:
    """The settled steps that would have had to wait for a gate, as the pack has it; none for what is no gate there."""
    if key not in pack.by_key or not pack.by_key[key].gate:
        return ()
    return tuple(step for step in pack.steps if step.key in settled and key in pack.all_before(step.key))


def newly_overtaken(old: Pack, new: Pack, key: str, settled: Collection[str]) -> tuple[Step, ...]:
    """Those that had not in the old edition: the gate, or the waiting for it, is new."""
    before = {step.key for step in overtaken(old, key, settled)}
    return tuple(step for step in overtaken(new, key, settled) if step.key not in before)
