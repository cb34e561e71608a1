"""What the published file told and the new build no longer tells, although the raw file that told it is as it was."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.warehouse.publish import AuditFailed, literal

# one row: an indicator of a place that stands published, told by a file whose bytes are in this build too, and whether
# the build still has a figure for it
COMPARED = """
    select told.indicator_code, told.place_name, now.place_key is not null as is_kept
    from before.main.kpi_current as told
    inner join before.main.dim_document as teller using (document_id)
    semi join main.dim_document as same on same.path = teller.path and same.sha256 = teller.sha256
    left join main.kpi_current as now
        on now.indicator_code = told.indicator_code and now.place_key = told.place_key
    order by 1, 2
"""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Figures that could still be told, and those of them that are lost, as words."""

    told: int
    lost: tuple[str, ...]

    @property
    def lost_percent(self) -> float:
        return 100 * len(self.lost) / self.told if self.told else 0.0


def coverage(con: duckdb.DuckDBPyConnection, published: Path) -> Coverage:
    """Compares the open build file with the published one; nothing is lost where there is none that can be read."""
    try:
        con.execute(f"attach {literal(str(published))} as before (read_only)")
    except duckdb.Error:
        return Coverage(0, ())
    try:
        rows = con.execute(COMPARED).fetchall()
    except duckdb.CatalogException:
        # published by a release that had no such tables
        return Coverage(0, ())
    finally:
        con.execute("detach before")
    return Coverage(len(rows), tuple(f"{code} ({place})" for code, place, is_kept in rows if not is_kept))


def require_coverage(found: Coverage, most_lost_percent: float) -> None:
    """Raises AuditFailed when more is lost than a change of the readers explains."""
    if found.lost_percent > most_lost_percent:
        named = ", ".join(found.lost[:5])
        raise AuditFailed(
            f"{len(found.lost)} of {found.told} published figures are gone although their raw files are unchanged "
            f"({found.lost_percent:.0f} %, at most {most_lost_percent:g} % may go): {named}; "
            "if that is meant, build once with THUOCDO_MOST_LOST_PERCENT=100"
        )
