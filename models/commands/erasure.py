"""Gallring: all that is held about somebody is erased, also what the log said of them. The log's chain holds."""

from collections.abc import Iterable

from models.commands.candidates import find
from models.commands.work import Change, Work
from models.forms.refusal import Refused
from models.forms.retention import EraseAgainForm, EraseForm
from models.queries.erasure import reach_of
from models.queries.retention import ended_of, retention_of
from models.records import Candidate, Clinic
from models.rights import for_chief_only
from models.rules.retention import Retention, is_due
from models.text import counted


@for_chief_only
def erase_candidates(work: Work, form: EraseForm) -> Change:
    """Erase those who are due, for good. Raises Refused where anybody is not, and erases nobody then."""
    retention = retention_of(Clinic.get())
    candidates = [find(key) for key in form.candidates]
    for candidate in candidates:
        ended = ended_of(candidate.id)
        if ended is None or not is_due(ended.kept_until(retention), work.today):
            raise Refused(f"{candidate.name} ska inte gallras nu. Ingen har raderats.")
    _erase(work, candidates)
    return Change(f"Raderade uppgifterna om {_people(candidates)}, {_by(retention)}.", erased=form.candidates)


@for_chief_only
def erase_again(work: Work, form: EraseAgainForm) -> Change:
    """Erase those who had been erased and are back from a backup, whatever has been said since of how long to keep."""
    candidates = [find(key) for key in form.candidates]
    _erase(work, candidates)
    return Change(
        f"Raderade på nytt uppgifterna om {_people(candidates)}, efter en återläsning.", erased=form.candidates
    )


def _erase(work: Work, candidates: Iterable[Candidate]) -> None:
    with work.permit():
        for candidate in candidates:
            reach = reach_of(candidate)
            for record in reach.records:
                work.erase(record)
            for payload in reach.payloads:
                work.erase(payload)
            for draft in reach.drafts:
                draft.delete_instance()


def _people(candidates: list[Candidate]) -> str:
    return counted(len(candidates), "person", "personer")


def _by(retention: Retention) -> str:
    """By what right, without a word that somebody has typed: this stands as long as the log."""
    if retention.decided:
        return f"enligt gallringsbeslutet den {retention.decided_on}"
    return "enligt vårdcentralens tider för gallring"
