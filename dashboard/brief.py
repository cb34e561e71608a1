"""/brief: one province on one A4 page, as plain HTML that needs no script: for a phone, a printer, a slow line."""

from datetime import date
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse

from dashboard import formats, repository
from dashboard.aims import GREEN, RED
from dashboard.components import doubt, quantity
from dashboard.components.kpi_card import aim, gap_words, parts, state, when
from dashboard.components.view import full_name, named
from dashboard.markup import Html, el, join
from dashboard.rows.evidence import Evidence
from dashboard.rows.kpis import Kpi
from dashboard.text import LANGUAGES, Text, text
from dashboard.warehouse import Edition, WarehouseMissing, WarehouseUnreadable, current_edition

STYLE = (Path(__file__).resolve().parent / "brief.css").read_text(encoding="utf-8")
UNAVAILABLE = 503
# told by more than colour
MARKS = {"good": "✓ ", "bad": "▲ ", "none": "– "}


def brief(request: Request) -> HTMLResponse:
    """The page of ?place=…&lang=…; what is no such place or language gives the usual one."""
    asked = request.query_params.get("lang")
    say = text(next((lang for lang in LANGUAGES if lang == asked), "vi"))
    try:
        return HTMLResponse(page(current_edition(), request.query_params.get("place"), say))
    except WarehouseMissing:
        return HTMLResponse(sheet(say("missing.title"), el("p", say("missing.body")), say), UNAVAILABLE)
    except WarehouseUnreadable:
        return HTMLResponse(sheet(say("unreadable.title"), el("p", say("unreadable.body")), say), UNAVAILABLE)


def page(edition: Edition, place_key: str | None, say: Text) -> str:
    places = repository.places(edition)
    if not places:
        raise WarehouseUnreadable("dim_place")
    place = repository.places_by_key(edition).get(place_key or "", places[0])
    build = repository.build(edition)
    kpis = repository.kpis(edition, place.place_key)
    said = {kpi.evidence: repository.evidence(edition, kpi.evidence) for kpi in kpis}
    today = build.built_at.date()
    name = full_name(place, say)
    told = [line(kpi, said[kpi.evidence], today, say) for kpi in kpis]
    body = join(
        el("p", say("brief.built", at=formats.minute(build.built_at, say.lang), id=build.build_id), class_="quiet"),
        table(told, say) if told else el("p", say("overview.empty_title", place=name)),
        el("p", say("brief.note"), class_="quiet"),
    )
    return sheet(say("brief.title", place=name), body, say)


def table(lines: list[Html], say: Text) -> Html:
    heads = ("brief.indicator", "brief.value", "brief.standing", "brief.source")
    return el(
        "table", el("thead", el("tr", *(el("th", say(head), scope="col") for head in heads))), el("tbody", *lines)
    )


def line(kpi: Kpi, said: Evidence | None, today: date, say: Text) -> Html:
    value = quantity.words(
        kpi.value,
        kpi.unit,
        say,
        qualifier=kpi.qualifier,
        counted_in=kpi.counted_in,
        base=kpi.denominator if kpi.unit == "rank" else None,
    )
    return el(
        "tr",
        el("th", named(kpi, say.lang), scope="row"),
        el("td", el("b", value, data_kpi_value=kpi.indicator_code), el("span", when(kpi, say)), parts(kpi, say)),
        el(
            "td",
            el("span", MARKS[colour(kpi)], say(f"status.{state(kpi)}"), class_=colour(kpi)),
            el("span", aim(kpi, say)) if kpi.target is not None else None,
            el("span", gap, class_="quiet") if (gap := gap_words(kpi, today, say)) else None,
        ),
        el("td", *source(kpi, said, say)),
    )


def colour(kpi: Kpi) -> str:
    word = state(kpi)
    return "bad" if word in RED else "good" if word in GREEN else "none"


def source(kpi: Kpi, said: Evidence | None, say: Text) -> list[Html | None]:
    """Where the value stands written: title, publisher, day and place in the document, and the words themselves."""
    if said is None:
        return [el("span", say("common.unknown"))]
    published = formats.day(said.published_on, say.lang) if said.published_on else None
    told = ", ".join(part for part in (said.publisher, published, said.locator) if part)
    return [
        el("span", said.title or said.document_path),
        el("span", told, class_="quiet"),
        el("q", said.sentence) if said.sentence else el("span", said.quote, class_="quiet"),
        doubt.mark(kpi.confidence, say),
    ]


def sheet(title: str, body: Html, say: Text) -> str:
    head = el(
        "head",
        Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        el("title", title),
        el("style", Html(STYLE)),
    )
    main = el("main", el("h1", title), body)
    return "<!doctype html>" + el("html", head, el("body", main), lang=say.lang)
