"""What a month's report of a place says, in words and numbers, before it is a page of any kind."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from dashboard import formats, repository
from dashboard.aims import GREEN, RED
from dashboard.charts.base import Spec
from dashboard.charts.bullets import bullets
from dashboard.charts.slips import slips
from dashboard.components import cut, quantity
from dashboard.components.kpi_card import aim, state
from dashboard.components.view import full_name, named
from dashboard.rows.alerts import Alert
from dashboard.rows.evidence import Evidence
from dashboard.rows.kpis import Kpi
from dashboard.rows.milestones import Milestone
from dashboard.rows.places import Place
from dashboard.text import Text
from dashboard.warehouse import Edition

LATE = ("overdue", "replanned", "done_late")
MOST_BULLETS = 12
# of a chart on an A4 sheet, so that its letters are as large as those around it
PAPER_WIDTH = 500
ACT = 1


@dataclass(frozen=True, slots=True)
class Judged:
    """A value and how it stands to its aim, in the word of the app's own cards."""

    kpi: Kpi
    state: str

    @property
    def colour(self) -> str:
        return "met" if self.state in GREEN else "behind" if self.state in RED else "none"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its cells, how the last of them stands (met, behind or none), and its source's number."""

    cells: tuple[str, ...]
    standing: str = "none"
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    nothing: str
    chart: tuple[str, Spec] | None = None
    # the column that one looks for
    strong: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    title: str
    built: str
    lead: str
    sections: tuple[Section, ...]
    sources: tuple[str, ...]
    sources_title: str
    note: str
    lang: str


@dataclass(slots=True)
class Sources:
    """The numbers of the sources, in the order in which the report first leans on them."""

    edition: Edition
    say: Text
    numbers: dict[str, int] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def number(self, evidence_id: str | None) -> int | None:
        if evidence_id is None:
            return None
        if evidence_id not in self.numbers:
            found = repository.evidence(self.edition, evidence_id)
            self.told.append(source(found, self.say) if found else self.say("common.unknown"))
            self.numbers[evidence_id] = len(self.told)
        return self.numbers[evidence_id]


def report(edition: Edition, place: Place, month: date, say: Text) -> Report:
    """month: any day of it."""
    build = repository.build(edition)
    judged = [Judged(kpi, state(kpi)) for kpi in repository.kpis(edition, place.place_key)]
    sources = Sources(edition, say)
    return Report(
        title=say("report.title", month=formats.month(month, say.lang), place=called(place, say)),
        built=say("brief.built", at=formats.minute(build.built_at, say.lang), id=build.build_id),
        lead=summary(judged, say),
        sections=(
            urgent(repository.alerts(edition, place.place_key), sources, say),
            changed(judged, edition, month, sources, say),
            figures(judged, sources, say),
            slipped(repository.milestones(edition, place.place_key), sources, say),
        ),
        sources=tuple(sources.told),
        sources_title=say("export.sources"),
        note=say("brief.note"),
        lang=say.lang,
    )


def called(place: Place, say: Text) -> str:
    """A province that is no more is told from the one that bears its name today."""
    until = say("header.until", day=formats.day(place.valid_to, say.lang)) if place.valid_to else None
    return full_name(place, say) + (f" ({until})".replace(" ", "\N{NO-BREAK SPACE}") if until else "")


def summary(judged: Sequence[Judged], say: Text) -> str:
    met, red = (sum(one.colour == colour for one in judged) for colour in ("met", "behind"))
    if met + red == 0:
        return say("report.summary_unjudged", n=len(judged))
    return say("report.summary", n=len(judged), met=met, red=red)


def urgent(alerts: Sequence[Alert], sources: Sources, say: Text) -> Section:
    lines = [
        Line(
            (
                named(alert, say.lang),
                alert.rule_vi if say.lang == "vi" else alert.rule_en,
                formats.day(alert.since, say.lang),
                alert.acknowledged_by or say("report.nobody"),
            ),
            source=sources.number(alert.evidence),
        )
        for alert in alerts
        if alert.urgency == ACT and alert.state != "closed"
    ]
    heads = (say("alerts.what"), say("alerts.kind"), say("alerts.since"), say("report.in_hand"))
    return Section(say("report.urgent"), heads, tuple(lines), say("report.nothing_urgent"))


def changed(judged: Sequence[Judged], edition: Edition, month: date, sources: Sources, say: Text) -> Section:
    """Values whose source came out, or was captured, within the month, beside the comparable value before."""
    lines = []
    for one in judged:
        kpi = one.kpi
        found = repository.evidence(edition, kpi.evidence)
        came = came_out(found) if found else None
        if came is None or (came.year, came.month) != (month.year, month.month):
            continue
        before = worded(kpi, kpi.previous_value, say) if kpi.previous_value is not None else say("report.first")
        cells = (named(kpi, say.lang), before, worded(kpi, kpi.value, say), period(kpi, say))
        lines.append(Line(cells, one.colour, sources.number(kpi.evidence)))
    heads = (say("brief.indicator"), say("report.before"), say("report.now"), say("indicator.period"))
    title = say("report.changed", month=formats.month(month, say.lang))
    return Section(title, heads, tuple(lines), say("report.nothing_changed"), strong=2)


def came_out(found: Evidence) -> date | None:
    """An article that gives no day is new on none; a portal's page is of the day on which it was captured."""
    if found.published_on or found.document_kind != "capture":
        return found.published_on
    return found.captured_at.date() if found.captured_at else None


def figures(judged: Sequence[Judged], sources: Sources, say: Text) -> Section:
    lines = [
        Line(
            (
                named(one.kpi, say.lang),
                worded(one.kpi, one.kpi.value, say),
                period(one.kpi, say),
                ". ".join(filter(None, [say.known("status", one.state), aim(one.kpi, say)])),
            ),
            one.colour,
            sources.number(one.kpi.evidence),
        )
        for one in judged
    ]
    aimed = [one.kpi for one in judged if one.kpi.unit == "percent" and one.kpi.target is not None]
    drawn = aimed[:MOST_BULLETS]
    spec = bullets([(named(kpi, say.lang), kpi.value, kpi.target or 0.0) for kpi in drawn], say)
    cut_words = cut.words(say, "indicators", len(drawn), len(aimed))
    title = ". ".join(filter(None, [say("report.aims_chart"), cut_words]))
    return Section(
        say("report.figures"),
        (say("brief.indicator"), say("indicator.value"), say("indicator.period"), say("brief.standing")),
        tuple(lines),
        say("report.nothing_known"),
        (title, spec) if len(aimed) > 1 else None,
        strong=1,
    )


def slipped(milestones: Sequence[Milestone], sources: Sources, say: Text) -> Section:
    late = [row for row in milestones if row.state in LATE]
    lines = [
        Line(
            (
                named(row, say.lang),
                formats.day(row.first_due, say.lang) if row.first_due else "–",
                formats.day(row.latest_due, say.lang) if row.latest_due else "–",
                say.known("milestone_state", row.state),
            ),
            "behind",
            sources.number(row.evidence),
        )
        for row in late
    ]
    dated = [(named(row, say.lang), row.first_due, row.latest_due, row.done_on) for row in late if row.first_due]
    return Section(
        say("report.slipped"),
        (say("milestones.what"), say("report.first_due"), say("report.latest_due"), say("milestones.state")),
        tuple(lines),
        say("report.nothing_slipped"),
        (say("report.slips_chart"), slips(dated, say)) if dated else None,
    )


def worded(kpi: Kpi, value: float, say: Text) -> str:
    base = kpi.denominator if kpi.unit == "rank" else None
    qualifier = kpi.qualifier if value == kpi.value else None
    return quantity.words(value, kpi.unit, say, qualifier=qualifier, counted_in=kpi.counted_in, base=base)


def period(kpi: Kpi, say: Text) -> str:
    return formats.period(kpi.period_start, kpi.period_end, say.lang)


def source(found: Evidence, say: Text) -> str:
    """Who wrote it, when and where in the document, and the number as it is written there."""
    published = formats.day(found.published_on, say.lang) if found.published_on else None
    told = ", ".join(filter(None, [found.title or found.document_path, found.publisher, published, found.locator]))
    return f"{told}: “{found.quote}”" if found.quote else told
