"""What the pages ask, as functions; each answers with typed rows of one edition of the warehouse."""

from dashboard import rows
from dashboard.warehouse import Edition, ask, sql, whole_table


def build(edition: Edition) -> rows.Build:
    return ask(edition, "build", rows.Build)[0]


def places(edition: Edition) -> tuple[rows.Place, ...]:
    """Places one can choose: those with figures first, the most KPIs first of all, then provinces without."""
    return ask(edition, "places", rows.Place)


def kpis(edition: Edition, place_key: str) -> tuple[rows.Kpi, ...]:
    return ask(edition, "kpis", rows.Kpi, place=place_key)


def series(edition: Edition, place_key: str) -> dict[str, list[rows.SeriesPoint]]:
    """Indicator → earlier and present values comparable with the one shown, oldest first."""
    found: dict[str, list[rows.SeriesPoint]] = {}
    for point in ask(edition, "series", rows.SeriesPoint, place=place_key):
        found.setdefault(point.indicator_code, []).append(point)
    return found


def evidence(edition: Edition, evidence_id: str) -> rows.Evidence | None:
    return next(iter(ask(edition, "evidence", rows.Evidence, evidence=evidence_id)), None)


def cells(edition: Edition, evidence_id: str) -> tuple[rows.Cell, ...]:
    """Every cell of the line that this cell stands in."""
    return ask(edition, "cells", rows.Cell, line=evidence_id.partition(":")[0] + ":")


def observations(edition: Edition, evidence_id: str) -> tuple[rows.Observation, ...]:
    """The value read here and every other value for the same indicator, place, period and basis."""
    return ask(edition, "observations", rows.Observation, evidence=evidence_id)


def target(edition: Edition, evidence_id: str) -> rows.Target | None:
    """The aim that was read here, if it is one."""
    return next(iter(ask(edition, "target", rows.Target, evidence=evidence_id)), None)


def units(edition: Edition, place_key: str) -> tuple[rows.Unit, ...]:
    """Bodies that report for the place, then those that report for no place we know."""
    return ask(edition, "units", rows.Unit, place=place_key)


def reports(edition: Edition, unit: str) -> tuple[rows.Report, ...]:
    """Published results of one unit, the latest first."""
    return ask(edition, "reports", rows.Report, unit=unit)


def months(edition: Edition, unit: str) -> tuple[rows.Month, ...]:
    return ask(edition, "months", rows.Month, unit=unit)


def index_years(edition: Edition) -> tuple[rows.IndexYear, ...]:
    return ask(edition, "index_years", rows.IndexYear)


def ranking(edition: Edition, index_code: str, year: int, base: int | None) -> tuple[rows.Rank, ...]:
    """One published list: the places of an index in a year, among the same number of places."""
    return ask(edition, "ranking", rows.Rank, index=index_code, year=year, base=base)


def rank_history(edition: Edition, index_code: str) -> tuple[rows.Rank, ...]:
    return ask(edition, "rank_history", rows.Rank, index=index_code)


def documents(edition: Edition, search: str = "", source: str = "") -> tuple[rows.Found, ...]:
    """Documents that hold every word of the search, with or without accents; of one source, if one is named."""
    return ask(edition, "documents", rows.Found, search=search, source=source)


def document(edition: Edition, document_id: str) -> rows.Document | None:
    return next(iter(ask(edition, "document", rows.Document, document=document_id)), None)


def figures_of_document(edition: Edition, document_id: str) -> tuple[rows.Figure, ...]:
    return ask(edition, "figures_of_document", rows.Figure, document=document_id)


def sources(edition: Edition) -> tuple[rows.Source, ...]:
    return ask(edition, "sources", rows.Source)


def files(edition: Edition) -> tuple[rows.RawFile, ...]:
    """What became of every raw file of the build."""
    return ask(edition, "files", rows.RawFile)


def indicators(edition: Edition) -> tuple[rows.Indicator, ...]:
    """The whole catalogue, the indicators known for most places first."""
    return ask(edition, "indicators", rows.Indicator)


def standings(edition: Edition, indicator_code: str) -> tuple[rows.Standing, ...]:
    """What every place shows of the indicator at present, the best first."""
    return ask(edition, "standings", rows.Standing, indicator=indicator_code)


def history(edition: Edition, indicator_code: str, place_key: str) -> tuple[rows.Past, ...]:
    """The value chosen for each period, oldest first; tiers and bases side by side."""
    return ask(edition, "history", rows.Past, indicator=indicator_code, place=place_key)


def events(edition: Edition, place_key: str) -> tuple[rows.Event, ...]:
    """Changes of the place's borders and decisions that bind it, by day."""
    return ask(edition, "events", rows.Event, place=place_key)


def disagreements(edition: Edition, indicator_code: str) -> tuple[rows.Disagreement, ...]:
    return ask(edition, "disagreements", rows.Disagreement, indicator=indicator_code)


def aims(edition: Edition, indicator_code: str) -> tuple[rows.Aim, ...]:
    return ask(edition, "aims", rows.Aim, indicator=indicator_code)


def binding_aims(edition: Edition, place_key: str) -> tuple[rows.BindingAim, ...]:
    """Aims that bind the place, those that can be compared with a value first."""
    return ask(edition, "targets", rows.BindingAim, place=place_key)


def corrections(edition: Edition, evidence_id: str | None = None) -> tuple[rows.Correction, ...]:
    """What the ledger makes of one number, or of all that it is about."""
    return ask(edition, "corrections", rows.Correction, evidence=evidence_id)


def jumps(edition: Edition) -> tuple[rows.Jump, ...]:
    return ask(edition, "jumps", rows.Jump)


def milestones(edition: Edition, place_key: str) -> tuple[rows.Milestone, ...]:
    """Deliverables of the place, the overdue first."""
    return ask(edition, "milestones", rows.Milestone, place=place_key)


def milestone_places(edition: Edition) -> tuple[rows.PlaceOffered, ...]:
    return ask(edition, "milestone_places", rows.PlaceOffered)


def alerts(edition: Edition, place_key: str) -> tuple[rows.Alert, ...]:
    """What somebody should look at, the most urgent first."""
    return ask(edition, "alerts", rows.Alert, place=place_key)


def quality(edition: Edition) -> tuple[rows.QualityScore, ...]:
    """The scores of the whole, then of every source, place and pillar, those with most to put right first."""
    return ask(edition, "quality", rows.QualityScore)


def finding_counts(edition: Edition, dimension: str, scope: str) -> tuple[rows.FindingCount, ...]:
    return ask(edition, "finding_counts", rows.FindingCount, dimension=dimension, scope=scope)


def findings(edition: Edition, dimension: str, scope: str, check: str) -> tuple[rows.Finding, ...]:
    """What one check found wrong in the scope."""
    return ask(edition, "findings", rows.Finding, dimension=dimension, scope=scope, check=check)


def score_cards(edition: Edition, place_key: str) -> tuple[rows.ScoreCard, ...]:
    """Cards of the place and of what is under it, then of bodies of no place we know; the latest first."""
    return ask(edition, "score_cards", rows.ScoreCard, place=place_key)


def score_lines(edition: Edition, card_id: str) -> tuple[rows.ScoreLine, ...]:
    """The whole, then each group before its criteria."""
    return ask(edition, "score_lines", rows.ScoreLine, card=card_id)


def conflicts(edition: Edition) -> tuple[rows.Conflict, ...]:
    """Every value of every cluster whose sources disagree."""
    return ask(edition, "conflicts", rows.Conflict)


def bulletin(edition: Edition, place_key: str) -> tuple[rows.News, ...]:
    """Figures that articles give of the place, the latest article first."""
    return ask(edition, "bulletin", rows.News, place=place_key)


def unit_months(edition: Edition, place_key: str) -> tuple[rows.UnitMonth, ...]:
    return ask(edition, "unit_months", rows.UnitMonth, place=place_key)


def table(edition: Edition, name: str) -> rows.WholeTable:
    """All of a published table. Raises KeyError for a name that is none."""
    columns = dictionary(edition)[name]
    return rows.WholeTable(tuple(column.column_name for column in columns), whole_table(edition, name))


def tellers(edition: Edition, indicator_code: str) -> tuple[rows.Teller, ...]:
    return ask(edition, "tellers", rows.Teller, indicator=indicator_code)


def dictionary(edition: Edition) -> dict[str, list[rows.DictionaryColumn]]:
    """Table → its columns in order, with their comments."""
    tables: dict[str, list[rows.DictionaryColumn]] = {}
    for column in ask(edition, "dictionary", rows.DictionaryColumn):
        tables.setdefault(column.table_name, []).append(column)
    return tables


def named_places(edition: Edition) -> tuple[rows.NamedPlace, ...]:
    """Provinces of both eras, the country, and every other place of which a value is known."""
    return ask(edition, "vocabulary_of_places", rows.NamedPlace)


def told(edition: Edition, indicator_code: str) -> tuple[rows.Told, ...]:
    """The chosen value of every period and place of the indicator, the latest first."""
    return ask(edition, "told", rows.Told, indicator=indicator_code)


def query_told(indicator_code: str) -> str:
    """The query that `told` runs, as an analyst can run it."""
    return sql("told").replace("$indicator", f"'{indicator_code}'")


def steps(edition: Edition) -> tuple[rows.BuildStep, ...]:
    """What the build did and how long it took; nothing in a file of before steps were noted."""
    return ask(edition, "steps", rows.BuildStep)
