"""What a person may see, told from what an identity provider says of them. Without an answer, nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

# in place of a group: whoever the provider lets sign in
ANYONE = "*"
USUAL_CLAIM = "groups"
USUAL_HOURS = 12.0
# clocks of two machines differ
MOST_SECONDS_AHEAD = 300


class Role(IntEnum):
    """Each may do what those before it may: viewers read, analysts ask in SQL, engineers look at refused files."""

    VIEWER = 1
    ANALYST = 2
    ENGINEER = 3


@dataclass(frozen=True, slots=True)
class Rules:
    """Where the provider names a person's groups, which groups have which role, and how long a sign-in lasts."""

    groups: Mapping[Role, frozenset[str]]
    claim: str = USUAL_CLAIM
    hours: float = USUAL_HOURS

    @classmethod
    def of(cls, section: Mapping[str, object]) -> "Rules":
        """The [access] section of secrets.toml. Raises ValueError, naming what is wrong in it."""
        roles = {role.name.lower(): role for role in Role}
        unknown = section.keys() - roles.keys() - {"claim", "hours"}
        if unknown:
            raise ValueError(f"[access] knows no {', '.join(sorted(unknown))}")
        hours = section.get("hours", USUAL_HOURS)
        if isinstance(hours, bool) or not isinstance(hours, int | float) or hours <= 0:
            raise ValueError("[access] hours is a number above zero")
        groups = {roles[name]: frozenset(words(section[name], name)) for name in section.keys() & roles.keys()}
        return cls(groups, str(section.get("claim", USUAL_CLAIM)), float(hours))


def words(value: object, name: str) -> list[str]:
    if isinstance(value, str) or not isinstance(value, Iterable) or not all(isinstance(word, str) for word in value):
        raise ValueError(f'[access] {name} is a list of groups, such as ["so-khcn"]')
    return list(value)


def role_of(claims: Mapping[str, object], rules: Rules, now: float) -> Role | None:
    """The highest role of a signed-in person's groups; null when none has one, or the sign-in is too old."""
    if claims.get("is_logged_in") is not True or not is_fresh(claims.get("iat"), rules.hours, now):
        return None
    named = groups_of(claims, rules.claim) | {ANYONE}
    return max((role for role, groups in rules.groups.items() if named & groups), default=None)


def is_fresh(signed_in_at: object, hours: float, now: float) -> bool:
    """Roles are told at sign-in only: an old one may be of a person who has since left."""
    if isinstance(signed_in_at, bool) or not isinstance(signed_in_at, int | float):
        return False
    return -MOST_SECONDS_AHEAD <= now - signed_in_at <= hours * 3600


def groups_of(claims: Mapping[str, object], claim: str) -> frozenset[str]:
    """The strings under a claim, or under a path such as realm_access.roles. Nobody is what they call themselves:
    an address of mail that the provider has not verified counts for nothing, and * is no group."""
    if claim == "email" and claims.get("email_verified") is not True:
        return frozenset()
    told: object = claims.get(claim)
    if told is None:
        told = claims
        for part in claim.split("."):
            told = told.get(part) if isinstance(told, Mapping) else None
    listed = [told] if isinstance(told, str) else told if isinstance(told, list | tuple) else []
    return frozenset(word for word in listed if isinstance(word, str)) - {ANYONE}
