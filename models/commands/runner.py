"""Runs a command: one IMMEDIATE transaction, its entry in the log, the candidate's summary, and its draft put away."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from models.commands.log import log
from models.commands.summary import refresh, refresh_all
from models.commands.work import Change, Having, Work
from models.forms.refusal import Form
from models.queries.standing import st_posts
from models.records import Draft
from models.records.base import database
from models.rights import Session, acting_as, require

F = TypeVar("F", bound=Form)
Command = Callable[[Work, F], Change]


def run(
    command: Command[F],
    form: F,
    now: datetime,
    session: Session,
    run_id: UUID,
    *,
    draft: str | None = None,
    with_password: Having = lambda: None,
    last: Callable[[Change], object] = lambda _change: None,
) -> Change:
    """Carry out a command whole or not at all, in a session and by one run of the program.

    `with_password` is what the command is told of the keyring, if it asks: see `Work`.
    `last` is called before it is committed: nothing is done where it raises.
    Raises Refused, also where the command is not open to the session, or what the database raised.
    """
    with database.atomic("IMMEDIATE"):
        posts = st_posts()
        change = carry_out(command, form, now, session, run_id, with_password=with_password)
        today = now.astimezone().date()
        for candidate in change.touched:
            refresh(candidate, today)
        if change.everyone or st_posts() != posts:  # a post taken or freed may reach or leave the region's number
            refresh_all(today)
        if draft is not None:
            Draft.delete().where(Draft.owner == session.user, Draft.form == draft).execute()
        last(change)
    return change


def carry_out(
    command: Command[F],
    form: F,
    now: datetime,
    session: Session,
    run_id: UUID,
    *,
    with_password: Having = lambda: None,
) -> Change:
    """The command and its entry in the log, in the caller's transaction; the summaries are left for the caller.

    Where all is saved as it already stood, nothing is done and nothing logged.

    Raises Refused where the command is not open to the session.
    """
    require(session, command)
    work = Work(now, session, run_id, with_password)
    with acting_as(session), database.atomic() as begun:
        change = command(work, form)
        if work.changed_nothing:
            begun.rollback()
            return replace(change, said="Inget var ändrat.", unchanged=True)
    log(work, change, getattr(command, "__name__", "command"))
    return change
