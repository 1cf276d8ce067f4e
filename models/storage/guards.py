"""Triggers that keep rows as they were written: those that are signed, and the log.

SQLite's OR REPLACE takes rows away past every DELETE trigger, so what it would replace is looked for first: by the
number that a row has in the file, its id, and each other unique key. No trigger sees that a table is dropped, or that
the triggers were: for that there is the chain of the log, and `check`, which misses the log's own.
"""

from collections.abc import Iterable, Mapping, Sequence

SIGNED = "Det här är signerat och kan inte ändras."
LOGGED = "Loggen kan inte ändras."

Key = Sequence[str]
Triggers = Mapping[str, str]  # each trigger's SQL by its name
_EVENTS = frozenset({"UPDATE", "DELETE", "INSERT"})


def signed_rows(table: str, unique: Iterable[Key] = ()) -> Triggers:
    """Guards of a table with `id` and `signed_at`, let through by a permit; `unique` are its other unique keys."""
    return _guards(table, "{row}.signed_at IS NOT NULL", (("id",), *unique), SIGNED, permitted=_EVENTS)


def log_rows() -> Triggers:
    """Guards of the chain, which is only ever added to, and of what it says, which a permit lets be deleted."""
    chain = _guards("audit", "1", (("id",),), LOGGED, permitted=frozenset())
    return {**chain, **_guards("audit_payload", "1", (("entry",),), LOGGED, permitted=frozenset({"DELETE"}))}


def _guards(table: str, kept: str, unique: Iterable[Key], words: str, permitted: frozenset[str]) -> Triggers:
    """Refuse to change or delete the rows of which `kept` holds, or to put others in their place."""
    old, other = kept.format(row="OLD"), kept.format(row="other")
    same = " OR ".join(
        " AND ".join(f"other.{column} = NEW.{column}" for column in key) for key in (("rowid",), *unique)
    )
    taken = f"EXISTS (SELECT 1 FROM {table} other WHERE {other} AND {{apart}}({same}))"  # noqa: S608  our own names
    conditions = {
        "UPDATE": f"({old} OR {taken.format(apart='other.rowid <> OLD.rowid AND ')})",
        "DELETE": old,
        "INSERT": taken.format(apart=""),
    }
    return {
        (name := f"{table}_{event.lower()}_guard"): (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition}"
            + " AND NOT EXISTS (SELECT 1 FROM permit)" * (event in permitted)
            + f" BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )
        for event, condition in conditions.items()
    }
