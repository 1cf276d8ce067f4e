"""What the rules need to know of a candidate and a clinic, and the facts that follow from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Facts = Mapping[str, bool | None]


@dataclass(frozen=True)
class Profile:
    """A candidate as the rules see one; None means not known yet."""

    licence_number: str = ""
    licence_on: date | None = None
    trained_in: str = ""
    has_at: bool | None = None
    has_bt: bool | None = None
    known_in_region: bool | None = None
    native_swedish: bool | None = None
    earlier_st: bool | None = None
    earlier_st_from: date | None = None
    planned_start_on: date | None = None
    many_applications: bool | None = None
    curriculum: str = ""
    integrated_bt: bool | None = None
    bt_ruling: bool | None = None

    @property
    def trained_abroad(self) -> bool | None:
        """Whether the medical degree is from outside Sweden; None where the country is not filled in."""
        return None if not self.trained_in else self.trained_in.casefold() not in {"sverige", "sweden"}


@dataclass(frozen=True)
class ClinicProfile:
    """The clinic as the rules see it; `st_posts` counts the others who are ST doctors there now."""

    private: bool
    listed: int
    st_posts: int = 0
    agreement: bool | None = None
    stable: bool | None = None


@dataclass(frozen=True)
class SupervisorProfile:
    """The candidate's handledare as the rules see one: since when a specialist, and trained to supervise."""

    specialist_on: date | None = None
    trained_on: date | None = None


def known_facts(
    profile: Profile, clinic: ClinicProfile, supervisor: SupervisorProfile | None = None
) -> dict[str, bool | None]:
    """The facts that need no rule; those about BT and capacity are added by the rules that decide them."""
    return {
        "region_run": not clinic.private,
        "private": clinic.private,
        "known_in_region": profile.known_in_region,
        "trained_abroad": profile.trained_abroad,
        "has_licence": bool(profile.licence_on or profile.licence_number),
        "has_at": profile.has_at,
        "has_bt": profile.has_bt,
        "not_native_swedish": None if profile.native_swedish is None else not profile.native_swedish,
        "already_st": profile.earlier_st,
        "many_applications": profile.many_applications,
        "clinic_agreement": clinic.agreement,
        "clinic_stable": clinic.stable,
        "supervisor_specialist": None if supervisor is None else supervisor.specialist_on is not None,
        "supervisor_trained": None if supervisor is None else supervisor.trained_on is not None,
    }


def holds(facts: Facts, applies: tuple[str, ...], unless: tuple[str, ...]) -> bool | None:
    """Whether all of `applies` and none of `unless` hold; None where an unknown fact decides."""
    wanted = [facts.get(fact) for fact in applies]
    unwanted = [facts.get(fact) for fact in unless]
    if False in wanted or True in unwanted:
        return False
    return None if None in wanted or None in unwanted else True
