"""What is said of a rule beside the list: the rule and where it stands, then the requirements that it carries."""

from collections.abc import Iterator, Mapping

from textual.content import Content

from models.queries.rule_rows import RuleView
from models.queries.rules import KravView

_MUTED = "$foreground 60%"


def rule_detail(rule: RuleView, krav: Mapping[str, KravView]) -> Content:
    """All about a rule."""
    return Content("\n").join([*_rule(rule), *(line for id in rule.krav for line in _krav(krav[id], rule))])


def _rule(rule: RuleView) -> Iterator[Content]:
    gate = " · spärr" if rule.gate else ""
    what = f"steg i fasen {rule.what}" if rule.step else rule.what
    yield Content.styled(rule.title, "bold")
    yield Content.assemble((rule.force, "bold $accent"), f"{gate} · {what}")
    yield Content("")
    yield Content(rule.rule)
    yield Content.styled(rule.where, _MUTED)
    for label, text in rule.about:
        yield Content.assemble((f"{label}: ", _MUTED), text)


def _krav(krav: KravView, here: RuleView) -> Iterator[Content]:
    yield Content("")
    yield Content.assemble((krav.id, "bold $accent"), f" · {' / '.join(krav.forces)}" if krav.forces else "")
    if krav.text:
        yield Content(krav.text)
    if len(krav.rules) > 1:
        for rule in krav.rules:
            yield from _part(rule, here)


def _part(rule: RuleView, here: RuleView) -> Iterator[Content]:
    """A rule among those of a requirement; whole where it stands in another place, which may say something else."""
    what = "den här" if rule == here else rule.what
    yield Content.assemble((f"{rule.force:<5}", "$accent"), rule.title, (f" · {what}", _MUTED))
    if rule.where != here.where:
        yield Content.assemble(f"     {rule.rule} ", (rule.where, _MUTED))
