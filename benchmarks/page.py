"""docs/performance.md and its chart, written from benchmarks/results/volume.json.

usage: python -m benchmarks.page
"""

import json
from typing import Any

import altair as alt
import polars as pl
import vl_convert

from benchmarks.volume import PUBLISHING, READING, RESULTS
from orchestration.settings import ROOT

PAGE = ROOT / "docs" / "performance.md"
CHART = ROOT / "docs" / "performance.svg"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
LINES = {
    "whole build, s": lambda one: one["whole"]["seconds"],
    "one more day, s": lambda one: one["one_more_day"]["seconds"],
    "peak memory, MiB": lambda one: one["whole"]["peak_mib"],
    "published file, MB": lambda one: one["published_megabytes"],
}


def page() -> None:
    """Puts the measured table between the marks of the page; what is written around it stays."""
    told = json.loads(RESULTS.read_text("utf-8"))
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    shown = table(told)
    # one size is a point and shows no slope
    if len(told["measures"]) > 1:
        shown += "\n\n![Time, memory and size over unit-days, log over log](performance.svg)"
        CHART.write_text(chart(told["measures"]), "utf-8")
    PAGE.write_text(f"{before}{BEGIN}\n\n{shown}\n\n{END}{after}", "utf-8")


def table(told: dict[str, Any]) -> str:
    machine, measures = told["machine"], told["measures"]
    rows: dict[str, list[str]] = {"unit-days": [f"{one['unit_days']:,}" for one in measures]}
    for name, value in LINES.items():
        rows[name] = [f"{value(one):,.1f}" for one in measures]
    rows["processor of the whole build, s"] = [f"{one['whole']['cpu_seconds']:,.1f}" for one in measures]
    rows["processor of one more day, s"] = [f"{one['one_more_day']['cpu_seconds']:,.1f}" for one in measures]
    rows["reading, MB/s"] = [f"{one['raw_megabytes'] / one['whole']['steps'][READING]:.1f}" for one in measures]
    rows["publishing the whole, s"] = [f"{one['whole']['steps'][PUBLISHING]:.1f}" for one in measures]
    rows["publishing one more day, s"] = [f"{one['one_more_day']['steps'][PUBLISHING]:.1f}" for one in measures]
    rows["nothing new, s"] = [f"{one['nothing_new']['seconds']:.1f}" for one in measures]
    for name in measures[0]["ratios"]:
        rows[name] = [f"{one['ratios'][name]:.3f}" for one in measures]
    for name in measures[0]["kpi_milliseconds"]:
        rows[f"`{name}` of one place or body, ms"] = [f"{one['kpi_milliseconds'][name]:.1f}" for one in measures]
    head, *body = ([name, *cells] for name, cells in rows.items())
    lines = [head, ["---"] * len(head), *body]
    named = (
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB; Python {machine['python']}, "
        f"DuckDB {machine['duckdb']}; load {machine['load']} at the end; {measures[-1]['measured_on']}."
    )
    return named + "\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def chart(measures: list[dict[str, Any]]) -> str:
    """Log over log: what is linear in the rows rises by one decade a decade."""
    points = pl.DataFrame(
        [
            {"unit-days": one["unit_days"], "what": name, "value": value(one)}
            for one in measures
            for name, value in LINES.items()
        ]
    )
    drawn = (
        alt.Chart(alt.Data(values=points.to_dicts()))
        .mark_line(point=True)
        .encode(
            alt.X("unit-days:Q", scale=alt.Scale(type="log"), title="unit-days"),
            alt.Y("value:Q", scale=alt.Scale(type="log"), title=None),
            alt.Color("what:N", title=None),
        )
        .properties(width=560, height=340)
    )
    return str(vl_convert.vegalite_to_svg(drawn.to_json()))


if __name__ == "__main__":
    page()
