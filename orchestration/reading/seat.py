"""Whom a text's figures are about where no sentence says otherwise."""

from typing import NamedTuple

from orchestration.reading import principal
from orchestration.reading.leads import Spots
from orchestration.reading.normalise import NormalText
from orchestration.reading.places import Mention
from orchestration.reading.vocabulary import COUNTRY, Place, Vocabulary


class Seat(NamedTuple):
    """`place` is null for communes and central bodies, which have no row of their own."""

    place: Place | None
    name: str | None
    level: str | None


def seat_of(
    place: Place | None, mentions: list[Mention], normal: NormalText, vocabulary: Vocabulary, spots: Spots
) -> Seat:
    """The document's own place, or the commune or central body that it is about within that place."""
    commune = principal.principal_commune(mentions, normal.text, normal.low)
    if commune and (place is None or place.level in ("province", "national")):
        inside = place if place and place.level == "province" else None
        return Seat(inside, principal.bare_name(commune), commune.level)
    if place is None or place.place_key == COUNTRY:
        body = principal.principal_body(normal.text, vocabulary, spots)
        if body:
            return Seat(None, body, "ministry")
    return Seat(place, place.name_vi, place.level) if place else Seat(None, None, None)
