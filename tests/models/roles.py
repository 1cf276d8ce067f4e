"""Who may do what, told once more apart from the declarations, so that neither can be changed alone."""

import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from inspect import isclass
from types import ModuleType
from uuid import UUID

from models.register import Register
from models.rights import Action, Role
from models.storage.place import Place
from tests.conftest import NOW

EVERYONE = frozenset(Role)
CHIEFS = frozenset({Role.CHIEF, Role.DEPUTY})
CHIEF = frozenset({Role.CHIEF})

COMMANDS: dict[str, frozenset[Role]] = {
    **dict.fromkeys(("record_step", "snooze_step", "wake_step", "undo", "keep_draft", "drop_draft"), EVERYONE),
    **dict.fromkeys(("record_occurrence", "record_occurrences", "rest_occurrence", "wake_occurrence"), EVERYONE),
    **dict.fromkeys(("save_candidate", "save_note", "end_candidate", "reopen_candidate", "begin_route"), CHIEFS),
    **dict.fromkeys(("adopt_edition", "save_own_step", "save_colleague", "save_clinic"), CHIEFS),
    **dict.fromkeys(("add_user", "change_user", "remove_user", "hand_over"), CHIEF),
    **dict.fromkeys(("note_password", "note_recovery_key", "note_new_key", "note_restored", "note_recovered"), CHIEF),
    **dict.fromkeys(("save_retention", "erase_candidates", "erase_again"), CHIEF),
    "note_own_password": EVERYONE,
}
KEYS: dict[str, frozenset[Role]] = {
    **dict.fromkeys(("users_with_password", "new_password_for", "drop_keys", "new_recovery_key", "rotate_key"), CHIEF),
    **dict.fromkeys(("recover_password", "has_recovery_key", "first_recovery_key"), CHIEF),
    **dict.fromkeys(("change_own_password", "require_password"), EVERYONE),
}
BACKUPS: dict[str, frozenset[Role]] = {
    **dict.fromkeys(("backups_of", "state_of"), CHIEF),
    "keep_backup": EVERYONE,
    **dict.fromkeys(("back_up_now", "need_no_second_folder"), CHIEFS),
}
RESTORING: dict[str, frozenset[Role]] = {
    **dict.fromkeys(("key_of_then", "compare", "restoring"), CHIEF),
    **dict.fromkeys(("put_back", "key_now", "restoration"), frozenset[Role]()),  # of a closed register
}
QUERIES: dict[str, frozenset[Role]] = {
    **dict.fromkeys(
        ("today_items", "glance", "clinic_room", "clinic_view", "region_names", "who_am_i", "second_folder"), EVERYONE
    ),
    **dict.fromkeys(("lines_in_sight", "person_view", "checklist_names", "checklist_view"), EVERYONE),
    **dict.fromkeys(("colleague_lines", "draft_of", "own_drafts", "rules_view"), EVERYONE),
    **dict.fromkeys(("candidate_lines", "candidate_rows", "step_rows", "letter_for", "check_register"), CHIEFS),
    **dict.fromkeys(("clinic_settings", "clinic_mailboxes", "new_edition", "editions_behind"), CHIEFS),
    **dict.fromkeys(("new_own_step", "own_step_of", "intake_lines", "clinic_intakes", "colleague_roles"), CHIEFS),
    **dict.fromkeys(("person_log", "entry_view", "erased_entries", "restored_since", "extract_of"), CHIEFS),
    **dict.fromkeys(("erased_since", "register_log"), CHIEFS),
    **dict.fromkeys(("user_lines", "key_is_due", "retention_view", "what_goes", "erased_people"), CHIEF),
    "staff_extract": CHIEF,
}
# What the commands and the queries are made of: nobody asks for these through the register.
PARTS_OF_COMMANDS = {
    *("run", "carry_out", "refresh", "refresh_all", "refresh_lacking", "summarise", "open_steps", "open_duties"),
    "open_intakes",
    *("find", "content", "rows_of", "row_of", "stored_row", "end_rest", "move_rests", "give_own_steps"),
    *("seat", "keep_a_chief", "require_theirs", "doer", "log", "has_its_place"),
}
PARTS_OF_QUERIES = {
    *("rows_of", "edition", "added_steps", "pack_as_lived", "newer_edition", "forget_editions", "session_of"),
    *("check_schema", "said", "moment", "changed", "done_by", "mark_of"),
    *("profile_of", "clinic_profile", "st_posts", "standing_of", "standings_of_all", "mark_of"),
    *("last_standing_of", "new_standing_of"),
    *("is_in_sight", "can_see", "is_theirs", "standing_in_sight", "standings_in_sight", "summary_in_sight", "is_shown"),
    *(
        "step_view",
        "candidate_values",
        "financing_of",
        "warnings_of",
        "advice_on",
        "todo",
        "items_in",
        "heading",
        "in_part",
    ),
    *("duties_of", "terms_of", "duty_views", "duty_rows", "stored_duty", "next_dates", "sooner"),
    *(
        "duties_in_sight",
        "next_duty",
        "hindering_on",
        "hindering_in",
        "opened_by",
        "without_summary",
        "rules_in",
        "krav_of",
        "became_st",
    ),
    *("known_values", "offered_to_person", "roles_written_to", "deviations", "overtaken_gates", "settled_keys"),
    *(
        "retention_of",
        "ended_of",
        "reach_of",
        "back_again",
        "backups_days",
        "images_about",
        "changes_in",
        "in_words",
    ),
    *("chain_head", "is_erasure", "erased_by", "check_chain", "check_rows", "latest_lines"),
}

# Whose each deed of `DEEDS` is. Of steps and rests only the handledare's own are a handledare's.
DEEDS_OF: dict[str, frozenset[Role]] = {
    **dict.fromkeys(("a_new_candidate", "a_changed_candidate", "a_route", "another_route", "a_step"), CHIEFS),
    **dict.fromkeys(("an_outcome", "a_reopening", "a_note", "a_changed_note"), CHIEFS),
    **dict.fromkeys(("a_rest", "a_changed_rest", "a_wakening"), CHIEFS),
    **dict.fromkeys(("a_colleague", "a_colleague_put_aside", "a_changed_clinic"), CHIEFS),
    **dict.fromkeys(("an_own_step", "a_changed_own_step", "an_own_step_taken_away", "a_new_edition"), CHIEFS),
    **dict.fromkeys(("an_occurrence", "a_changed_occurrence", "an_occurrence_taken_back"), CHIEFS),
    **dict.fromkeys(("an_occurrence_of_several", "a_rest_of_several", "a_wakening_of_several"), CHIEFS),
    **dict.fromkeys(("a_step_of_the_handledare", "a_rest_of_the_handledare"), EVERYONE),
    **dict.fromkeys(("a_duty_of_the_handledare", "a_duty_of_the_handledare_for_several"), EVERYONE),
    **dict.fromkeys(("a_rested_duty_of_the_handledare", "a_woken_duty_of_the_handledare"), EVERYONE),
    **dict.fromkeys(("a_user", "a_changed_user", "a_user_removed", "a_handing_over"), CHIEF),
    "a_changed_retention": CHIEF,
}


def found_in(package: ModuleType) -> dict[str, Action]:
    """Every public function of a package, where it is defined."""
    names = [info.name for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    return {name: one for module in map(import_module, names) for name, one in defined_in(module).items()}


def defined_in(module: ModuleType) -> dict[str, Action]:
    """Every public function of a module, apart from what it has imported."""
    return {
        name: one
        for name, one in vars(module).items()
        if callable(one) and not isclass(one) and one.__module__ == module.__name__ and not name.startswith("_")
    }


@asynccontextmanager
async def opened_as(place: Place, user: UUID | None) -> AsyncIterator[Register]:
    register = Register(place, lambda: NOW, user=user)
    try:
        yield register
    finally:
        register.close()
