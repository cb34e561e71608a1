"""Xếp hạng: where does the place stand among the others, and is it moving?"""

from collections.abc import Sequence

import streamlit as st

from dashboard import formats, repository, state
from dashboard.charts.rank_lines import measured, rank_lines
from dashboard.charts.tile_grid import scheme, tile_grid
from dashboard.components import notice
from dashboard.components.chart import chart
from dashboard.components.page import page
from dashboard.components.row_list import Column, Line, row_list
from dashboard.components.view import View
from dashboard.markup import Html, el, join
from dashboard.rows.ranks import IndexYear, Rank
from dashboard.text import Text

INDICES = ("dti", "par_index", "sipas", "pci", "papi", "ict_index")
PEERS = 6
# a longer list opens with its head and with the chosen place's neighbours
SHORT_LIST = 16
HEAD, NEIGHBOURS = 7, 4


def body(view: View) -> None:
    say = view.say
    st.html(el("h1", say("ranks.question", place=view.place_name)))
    lists = repository.index_years(view.edition)
    if not lists:
        notice.empty(say("ranks.empty_title"), say("ranks.empty_body"))
        return
    shown = choose_list(view, lists)
    history = repository.rank_history(view.edition, shown.index_code)
    ranking = repository.ranking(view.edition, shown.index_code, shown.year, shown.rank_base)
    st.html(el("p", standing(ranking, view, shown), class_="td-lead"))
    over_the_years(view, history, shown)
    listed, drawn = st.columns([10, 9], gap="medium")
    with listed:
        table(view, ranking, shown)
    with drawn:
        on_the_map(view, ranking, shown)


def choose_list(view: View, lists: Sequence[IndexYear]) -> IndexYear:
    """Opens with the latest list that the place stands in."""
    say = view.say
    with st.container(horizontal=True, key="list-choice"):
        with st.container(width=380):
            codes = sorted({item.index_code for item in lists}, key=index_order)
            index = state.select("index", say("ranks.index"), codes, lambda code: say.known("index", code))
        years = {list_key(item): item for item in lists if item.index_code == index}
        own = {(row.year, row.rank_base) for row in repository.rank_history(view.edition, index) if is_focus(row, view)}
        usual = next((key for key, item in years.items() if (item.year, item.rank_base) in own), None)
        with st.container(width=220):
            year = state.select(
                "year", say("ranks.year"), list(years), lambda key: list_name(years[key], say), default=usual
            )
    return years[year]


def is_focus(row: Rank, view: View) -> bool:
    """By name too: a province that kept its name through the merger is followed through it."""
    return row.place_name == view.place.name_vi or row.place_key in view.place.keys


def index_order(code: str) -> tuple[int, str]:
    return (INDICES.index(code) if code in INDICES else len(INDICES), code)


def list_key(item: IndexYear) -> str:
    return f"{item.year}-{item.rank_base}" if item.rank_base else str(item.year)


def list_name(item: IndexYear, say: Text) -> str:
    of = say("ranks.base", n=item.rank_base) if item.rank_base else say("ranks.base_scores")
    return f"{item.year} · {of}"


def standing(ranking: Sequence[Rank], view: View, shown: IndexYear) -> str:
    """The answer to the page's question, in one sentence."""
    say = view.say
    told = {"place": view.place_name, "index": say.known("index_short", shown.index_code), "year": shown.year}
    row = next((row for row in ranking if is_focus(row, view)), None)
    if row is None or (row.rank is None and row.score is None):
        return say("ranks.standing_none", **told)
    if row.rank is None:
        scale = formats.number(row.scale_max, say.lang) if row.scale_max else say("common.unknown")
        return say("ranks.standing_score", score=formats.number(row.score or 0, say.lang), scale=scale, **told)
    if row.rank_base is None:
        return say("ranks.standing_open", rank=row.rank, **told)
    return say("ranks.standing", rank=row.rank, base=row.rank_base, **told)


def over_the_years(view: View, history: Sequence[Rank], shown: IndexYear) -> None:
    say, focus = view.say, view.place.name_vi
    measure = measured(history)
    st.html(el("h2", say("ranks.history")))
    note = say("ranks.history_note" if measure == "rank" else "ranks.history_scores_note")
    others = peers(history, focus, measure)
    if others:
        note = f"{note} {say('ranks.peers', names=', '.join(others))}"
    st.html(el("p", note, class_="td-quiet"))
    own = [row for row in history if row.place_name == focus and getattr(row, measure) is not None]
    index = say.known("index_short", shown.index_code)
    if own:
        points = ", ".join(f"{row.year}: {formats.number(getattr(row, measure), say.lang)}" for row in own)
        alt = say("ranks.chart", index=index, place=view.place_name, points=points)
    else:
        alt = say("ranks.chart_none", index=index, place=view.place_name)
    chart(view, rank_lines(history, focus, others, say), alt=alt, key="rank-chart")


def on_the_map(view: View, ranking: Sequence[Rank], shown: IndexYear) -> None:
    say = view.say
    ranks = {row.place_name: row.rank for row in ranking if row.rank is not None}
    if not ranks:
        return
    told = {"index": say.known("index_short", shown.index_code), "year": shown.year, "n": len(ranks)}
    alt = say("tiles.chart", base=len(scheme(shown.rank_base)), **told)
    st.html(el("h2", say("tiles.title")))
    st.html(el("p", say("tiles.note"), class_="td-quiet"))
    # in the list of an earlier year it may stand under an earlier name
    focus = next((row.place_name for row in ranking if is_focus(row, view)), view.place.name_vi)
    chart(view, tile_grid(ranks, shown.rank_base, focus, say), alt=alt, key="tile-chart")


def peers(history: Sequence[Rank], focus: str, measure: str) -> list[str]:
    """Places of the same region, then any others: those that can be followed over the most years."""
    region = next((row.region for row in history if row.place_name == focus), None)
    years: dict[str, int] = {}
    near: set[str] = set()
    for row in history:
        if row.place_name != focus and getattr(row, measure) is not None:
            years[row.place_name] = years.get(row.place_name, 0) + 1
            if row.region == region:
                near.add(row.place_name)
    followed = [name for name, n in years.items() if n > 1]
    return sorted(followed, key=lambda name: (name not in near, -years[name], name))[:PEERS]


def table(view: View, ranking: Sequence[Rank], shown: IndexYear) -> None:
    say = view.say
    st.html(el("h2", f"{say('ranks.table')}: {say.known('index_short', shown.index_code)} {shown.year}"))
    of = say("ranks.table_of", base=shown.rank_base) if shown.rank_base else ""
    st.html(el("p", say("ranks.table_note", n=len(ranking), of=of), class_="td-quiet"))
    whole = len(ranking) <= SHORT_LIST or st.toggle(say("ranks.all", n=len(ranking)), key="whole-list")
    focus = view.place.name_vi
    ties = {row.rank for row in ranking if sum(other.rank == row.rank for other in ranking) > 1}
    lines = [
        rank_line(row, row.rank in ties, row.place_name == focus, say)
        for row in (ranking if whole else shortened(ranking, focus))
    ]
    columns = [
        Column(say("ranks.rank"), "minmax(4.5rem, 1.1fr)"),
        Column(say("ranks.place"), "minmax(7rem, 2fr)"),
        Column(say("ranks.score"), "minmax(4rem, .8fr)", numeric=True),
        Column(say("ranks.change"), "1.6fr", secondary=True),
    ]
    row_list(view, "ranking", columns, lines)


def shortened(ranking: Sequence[Rank], focus: str) -> list[Rank]:
    at = next((i for i, row in enumerate(ranking) if row.place_name == focus), 0)
    return [row for i, row in enumerate(ranking) if i < HEAD or abs(i - at) <= NEIGHBOURS]


def rank_line(row: Rank, is_tie: bool, is_focus: bool, say: Text) -> Line:
    cells: tuple[str | Html | None, ...] = (
        rank_cell(row, is_tie, say),
        row.place_name,
        formats.number(row.score, say.lang) if row.score is not None else say("common.none"),
        change(row, say),
    )
    return Line(cells, row.evidence, is_marked=is_focus)


def rank_cell(row: Rank, is_tie: bool, say: Text) -> Html | str:
    if row.rank is None:
        return say("common.none")
    if row.is_band:
        return say("ranks.band", n=row.rank)
    base = el("span", f"/{row.rank_base}", class_="td-quiet") if row.rank_base else None
    tie = el("span", say("ranks.tie"), class_="td-mark") if is_tie else None
    return join(el("b", str(row.rank)), base, " " if tie else None, tie)


def change(row: Rank, say: Text) -> str | Html:
    if row.previous_rank is None or row.rank is None:
        return say("common.none")
    if row.places_gained is None:
        return el("span", say("ranks.not_comparable"), class_="td-quiet")
    if row.places_gained == 0:
        return say("ranks.same")
    key, style = ("ranks.gained", "td-up td-better") if row.places_gained > 0 else ("ranks.lost", "td-down td-worse")
    words = f"{say(key, n=abs(row.places_gained))} ({row.previous_year})"
    return el("span", words, class_=f"td-move {style}")


page(body)
