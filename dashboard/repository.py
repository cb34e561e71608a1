"""What the pages ask, as functions; each answers with typed rows of one edition of the warehouse."""

from dashboard.rows.aims import Aim, BindingAim, Target
from dashboard.rows.alerts import Alert
from dashboard.rows.builds import Build, BuildStep
from dashboard.rows.documents import Document, Figure, Found, News, RawFile, Source
from dashboard.rows.evidence import Cell, Correction, Evidence, Observation
from dashboard.rows.indicators import Disagreement, Event, Indicator, Past, Standing, Teller, Told
from dashboard.rows.kpis import Kpi, SeriesPoint
from dashboard.rows.milestones import Milestone
from dashboard.rows.places import NamedPlace, Place, PlaceOffered
from dashboard.rows.quality import Finding, FindingCount, Jump, QualityScore
from dashboard.rows.ranks import IndexYear, Rank
from dashboard.rows.results import Month, Report, Unit, UnitMonth
from dashboard.rows.scorecards import ScoreCard, ScoreLine
from dashboard.rows.tables import DictionaryColumn, WholeTable
from dashboard.warehouse import Edition, ask, sql, whole_table


def build(edition: Edition) -> Build:
    return ask(edition, "build", Build)[0]


def places(edition: Edition) -> tuple[Place, ...]:
    """Places one can choose: provinces of today that have KPIs, the most first, other places with figures, the rest."""
    return ask(edition, "places", Place)


def places_by_key(edition: Edition) -> dict[str, Place]:
    """The same in their order, then those that go on alone by their former keys too, which old addresses name."""
    listed = places(edition)
    former = {place.former_key: place for place in listed if place.former_key}
    return {place.place_key: place for place in listed} | former


def kpis(edition: Edition, place_key: str) -> tuple[Kpi, ...]:
    return ask(edition, "kpis", Kpi, place=place_key)


def series(edition: Edition, place_key: str) -> dict[str, list[SeriesPoint]]:
    """Indicator → earlier and present values comparable with the one shown, oldest first."""
    found: dict[str, list[SeriesPoint]] = {}
    for point in ask(edition, "series", SeriesPoint, place=place_key):
        found.setdefault(point.indicator_code, []).append(point)
    return found


def evidence(edition: Edition, evidence_id: str) -> Evidence | None:
    return next(iter(ask(edition, "evidence", Evidence, evidence=evidence_id)), None)


def cells(edition: Edition, evidence_id: str) -> tuple[Cell, ...]:
    """Every cell of the line that this cell stands in."""
    return ask(edition, "cells", Cell, line=evidence_id.partition(":")[0] + ":")


def observations(edition: Edition, evidence_id: str) -> tuple[Observation, ...]:
    """The value read here and every other value for the same indicator, place, period and basis."""
    return ask(edition, "observations", Observation, evidence=evidence_id)


def target(edition: Edition, evidence_id: str) -> Target | None:
    """The aim that was read here, if it is one."""
    return next(iter(ask(edition, "target", Target, evidence=evidence_id)), None)


def units(edition: Edition, place_key: str) -> tuple[Unit, ...]:
    """Bodies that report for the place, then those that report for no place we know."""
    return ask(edition, "units", Unit, place=place_key)


def reports(edition: Edition, unit: str) -> tuple[Report, ...]:
    """Published results of one unit, the latest first."""
    return ask(edition, "reports", Report, unit=unit)


def months(edition: Edition, unit: str) -> tuple[Month, ...]:
    return ask(edition, "months", Month, unit=unit)


def index_years(edition: Edition) -> tuple[IndexYear, ...]:
    return ask(edition, "index_years", IndexYear)


def ranking(edition: Edition, index_code: str, year: int, base: int | None) -> tuple[Rank, ...]:
    """One published list: the places of an index in a year, among the same number of places."""
    return ask(edition, "ranking", Rank, index=index_code, year=year, base=base)


def rank_history(edition: Edition, index_code: str) -> tuple[Rank, ...]:
    return ask(edition, "rank_history", Rank, index=index_code)


def documents(edition: Edition, search: str = "", source: str = "") -> tuple[Found, ...]:
    """Documents that hold every word of the search, with or without accents; of one source, if one is named."""
    return ask(edition, "documents", Found, search=search, source=source)


def document(edition: Edition, document_id: str) -> Document | None:
    return next(iter(ask(edition, "document", Document, document=document_id)), None)


def figures_of_document(edition: Edition, document_id: str) -> tuple[Figure, ...]:
    return ask(edition, "figures_of_document", Figure, document=document_id)


def sources(edition: Edition) -> tuple[Source, ...]:
    return ask(edition, "sources", Source)


def files(edition: Edition) -> tuple[RawFile, ...]:
    """What became of every raw file of the build."""
    return ask(edition, "files", RawFile)


def indicators(edition: Edition) -> tuple[Indicator, ...]:
    """The whole catalogue, the indicators known for most places first."""
    return ask(edition, "indicators", Indicator)


def standings(edition: Edition, indicator_code: str) -> tuple[Standing, ...]:
    """What every place shows of the indicator at present, the best first."""
    return ask(edition, "standings", Standing, indicator=indicator_code)


def history(edition: Edition, indicator_code: str, place_key: str) -> tuple[Past, ...]:
    """The value chosen for each period, oldest first; tiers and bases side by side."""
    return ask(edition, "history", Past, indicator=indicator_code, place=place_key)


def events(edition: Edition, place_key: str) -> tuple[Event, ...]:
    """Changes of the place's borders and decisions that bind it, by day."""
    return ask(edition, "events", Event, place=place_key)


def disagreements(edition: Edition, indicator_code: str | None = None) -> tuple[Disagreement, ...]:
    """Values of the indicator that differ, if only in words; of all indicators, those that contradict each other."""
    return ask(edition, "disagreements", Disagreement, indicator=indicator_code)


def aims(edition: Edition, indicator_code: str) -> tuple[Aim, ...]:
    return ask(edition, "aims", Aim, indicator=indicator_code)


def binding_aims(edition: Edition, place_key: str) -> tuple[BindingAim, ...]:
    """Aims that bind the place, those that can be compared with a value first."""
    return ask(edition, "targets", BindingAim, place=place_key)


def corrections(edition: Edition, evidence_id: str | None = None) -> tuple[Correction, ...]:
    """What the ledger makes of one number, or of all that it is about."""
    return ask(edition, "corrections", Correction, evidence=evidence_id)


def jumps(edition: Edition) -> tuple[Jump, ...]:
    return ask(edition, "jumps", Jump)


def milestones(edition: Edition, place_key: str) -> tuple[Milestone, ...]:
    """Deliverables of the place, the overdue first."""
    return ask(edition, "milestones", Milestone, place=place_key)


def milestone_places(edition: Edition) -> tuple[PlaceOffered, ...]:
    return ask(edition, "milestone_places", PlaceOffered)


def alerts(edition: Edition, place_key: str) -> tuple[Alert, ...]:
    """What somebody should look at, the most urgent first."""
    return ask(edition, "alerts", Alert, place=place_key)


def quality(edition: Edition) -> tuple[QualityScore, ...]:
    """The scores of the whole, then of every source, place and pillar, those with most to put right first."""
    return ask(edition, "quality", QualityScore)


def finding_counts(edition: Edition, dimension: str, scope: str) -> tuple[FindingCount, ...]:
    return ask(edition, "finding_counts", FindingCount, dimension=dimension, scope=scope)


def findings(edition: Edition, dimension: str, scope: str, check: str) -> tuple[Finding, ...]:
    """What one check found wrong in the scope."""
    return ask(edition, "findings", Finding, dimension=dimension, scope=scope, check=check)


def score_cards(edition: Edition, place_key: str) -> tuple[ScoreCard, ...]:
    """Cards of the place and of what is under it, then of bodies of no place we know; the latest first."""
    return ask(edition, "score_cards", ScoreCard, place=place_key)


def score_lines(edition: Edition, card_id: str) -> tuple[ScoreLine, ...]:
    """The whole, then each group before its criteria."""
    return ask(edition, "score_lines", ScoreLine, card=card_id)


def bulletin(edition: Edition, place_key: str) -> tuple[News, ...]:
    """Figures that articles give of the place, the latest article first."""
    return ask(edition, "bulletin", News, place=place_key)


def unit_months(edition: Edition, place_key: str) -> tuple[UnitMonth, ...]:
    """Months of the bodies of the place, or else of those of no place, the body with the most late dossiers first."""
    return ask(edition, "unit_months", UnitMonth, place=place_key)


def table(edition: Edition, name: str) -> WholeTable:
    """All of a published table. Raises KeyError for a name that is none."""
    columns = dictionary(edition)[name]
    return WholeTable(tuple(column.column_name for column in columns), whole_table(edition, name))


def tellers(edition: Edition, indicator_code: str) -> tuple[Teller, ...]:
    return ask(edition, "tellers", Teller, indicator=indicator_code)


def dictionary(edition: Edition) -> dict[str, list[DictionaryColumn]]:
    """Table → its columns in order, with their comments."""
    tables: dict[str, list[DictionaryColumn]] = {}
    for column in ask(edition, "dictionary", DictionaryColumn):
        tables.setdefault(column.table_name, []).append(column)
    return tables


def named_places(edition: Edition) -> tuple[NamedPlace, ...]:
    """Provinces of both eras, the country, and every other place of which a value is known."""
    return ask(edition, "vocabulary_of_places", NamedPlace)


def told(edition: Edition, indicator_code: str) -> tuple[Told, ...]:
    """The chosen value of every period and place of the indicator, the latest first."""
    return ask(edition, "told", Told, indicator=indicator_code)


def query_told(indicator_code: str) -> str:
    """The query that `told` runs, as an analyst can run it."""
    return sql("told").replace("$indicator", f"'{indicator_code}'")


def steps(edition: Edition) -> tuple[BuildStep, ...]:
    """What the build did and how long it took; nothing in a file of before steps were noted."""
    return ask(edition, "steps", BuildStep)
