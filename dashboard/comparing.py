"""Which values may stand side by side. Pure."""

from collections.abc import Sequence

from dashboard.rows.indicators import Standing, Told

# unit, basis of the rate, tier that is measured, number of places ranked
Measure = tuple[str, str, str, float | None]


def measure(row: Standing) -> Measure:
    """Values of one measure are comparable; a rank only among the same number of places."""
    own_tier = "" if row.scope_level in (None, row.place_level) else str(row.scope_level)
    return row.unit, row.rate_basis or "unknown", own_tier, row.denominator if row.unit == "rank" else None


def groups(rows: Sequence[Standing]) -> list[list[Standing]]:
    """Rows that compare, together; the largest such group first. The order within is kept."""
    found: dict[Measure, list[Standing]] = {}
    for row in rows:
        found.setdefault(measure(row), []).append(row)
    return sorted(found.values(), key=lambda group: -len(group))


def periods_differ(rows: Sequence[Standing]) -> bool:
    return len({(row.period_start, row.period_end) for row in rows}) > 1


def groups_of(rows: Sequence[Told]) -> list[list[Told]]:
    """The same of values of any period: unit, basis and number of places ranked tell measures apart."""
    found: dict[tuple[str, str, float | None], list[Told]] = {}
    for row in rows:
        base = row.denominator if row.unit == "rank" else None
        found.setdefault((row.unit, row.rate_basis or "unknown", base), []).append(row)
    return sorted(found.values(), key=lambda group: -len(group))
