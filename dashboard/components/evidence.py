"""What a number opens to: the document, the words or the cell it was read from, and what other sources say."""

import streamlit as st

from dashboard import formats, repository
from dashboard.components import quantity
from dashboard.components.view import View, named
from dashboard.markup import Html, el, join, link
from dashboard.rows import Cell, Evidence, Observation, Target
from dashboard.text import Text

# the cells a computed figure is made of, by the rule that computed it
MADE_OF = {
    "computed.on_time_rate": {"resolved_on_time", "resolved_early", "resolved_on_day", "resolved_late", "resolved"},
    "computed.resolved": {"resolved_on_time", "resolved_early", "resolved_on_day", "resolved_late"},
    "computed.resolved_on_time": {"resolved_early", "resolved_on_day"},
}


def door(view: View, evidence_id: str | None, *, key: str, label: str | None = None) -> None:
    """The button that opens a number."""
    words = label or view.say("common.source")
    if st.button(words, key=key, type="tertiary", icon=":material/format_quote:", disabled=evidence_id is None):
        open_drawer(view, str(evidence_id))


def open_drawer(view: View, evidence_id: str) -> None:
    def drawer() -> None:
        found = repository.evidence(view.edition, evidence_id)
        if found is None:
            st.html(el("p", view.say("drawer.gone"), class_="td-warning"))
            return
        others = repository.observations(view.edition, evidence_id)
        aim = repository.target(view.edition, evidence_id)
        # the drawer is drawn outside the app's element and does not know which scheme it is in
        scheme = f"color-scheme: {st.context.theme.type or 'light'}"
        st.html(
            el(
                "article",
                figure(found, others, aim, view.say),
                document(found, view.say),
                words_or_cells(view, found),
                rivals(others, view.say) if aim is None else None,
                how(found, others, view.say),
                class_="td-drawer",
                style=scheme,
            )
        )

    st.dialog(view.say("drawer.title"), width="medium", position="right")(drawer)()


def figure(found: Evidence, others: tuple[Observation, ...], aim: Target | None, say: Text) -> Html | None:
    """What is shown: an observed value, an aim, or a number that is neither."""
    if aim is not None:
        return el(
            "div",
            el("p", f"{say('target.title')}: {named(aim, say.lang)}", class_="td-quiet"),
            quantity.large(aim.value, aim.unit, say, qualifier=aim.comparator),
            el("p", bound_by(aim, say), class_="td-quiet"),
            class_="td-figure",
        )
    asked = next((other for other in others if other.is_asked), None)
    if asked is None:
        return quantity.large(found.value, found.unit or "other", say) if found.value is not None else None
    base = asked.denominator if asked.unit == "rank" else None
    return el(
        "div",
        el("p", named(asked, say.lang), class_="td-quiet"),
        quantity.large(asked.value, asked.unit, say, qualifier=asked.qualifier, base=base),
        el("p", f"{asked.place_name}, {period_of(asked, say)}", class_="td-quiet"),
        class_="td-figure",
    )


def bound_by(aim: Target, say: Text) -> str:
    due = say("card.due", day=formats.day(aim.due_on, say.lang)) if aim.due_on else None
    return ", ".join(part for part in (aim.place_name, due, aim.policy_document) if part)


def period_of(row: Observation, say: Text) -> str:
    return formats.period(row.period_start, row.period_end, say.lang)


def document(found: Evidence, say: Text) -> Html:
    return el(
        "header",
        el("h3", found.title or say("drawer.untitled")),
        el("p", ", ".join([*([found.publisher] if found.publisher else []), *dated(found, say)]), class_="td-quiet"),
        el("p", address) if (address := link(found.url, say("drawer.open"))) else None,
    )


def dated(found: Evidence, say: Text) -> list[str]:
    """When it was published, as far as is known, and when the copy in raw/ was taken."""
    told = []
    if found.published_on is not None:
        basis = say.known("date_basis", found.published_basis)
        told.append(say("drawer.published", day=formats.day(found.published_on, say.lang), basis=basis))
    elif found.document_kind == "article":
        told.append(say("drawer.published_unknown"))
    if found.captured_at is not None:
        told.append(say("drawer.captured", minute=formats.minute(found.captured_at, say.lang)))
    return told


def words_or_cells(view: View, found: Evidence) -> Html:
    if found.kind == "sentence":
        return section(view.say("drawer.quoted"), quoted(found))
    return section(view.say("drawer.cells"), grid(found, repository.cells(view.edition, found.evidence_id), view.say))


def section(title: str, *inside: str | None) -> Html:
    return el("section", el("h4", title), *inside)


def quoted(found: Evidence) -> Html:
    """The article around the figure: its sentence stands out, the figure in it is marked."""
    if found.before is None or found.after is None:
        sentence, quote = found.sentence or found.quote or "", found.quote or ""
        before, _, after = sentence.partition(quote)
        return el("blockquote", el("span", before, el("mark", quote), after, class_="td-sentence"))
    return el(
        "blockquote",
        from_word(found.lead or ""),
        el("span", found.before, el("mark", found.quote), found.after, class_="td-sentence"),
        to_word(found.trail or ""),
    )


def from_word(text: str) -> str:
    """A cut-off beginning, from its first whole word on."""
    return "… " + text.split(" ", 1)[-1] if len(text) > 300 and " " in text else text


def to_word(text: str) -> str:
    return text.rsplit(" ", 1)[0] + " …" if len(text) > 300 and " " in text else text


def grid(found: Evidence, cells: tuple[Cell, ...], say: Text) -> Html:
    """The line of the capture or table as a small table, the cells used marked."""
    column = found.evidence_id.partition(":")[2]
    used = MADE_OF.get(found.rule or "", set()) | {column}
    lines = [cell_line(cell, used, say) for cell in cells] or [
        cell_line(Cell(found.evidence_id, found.label, found.quote), used, say)
    ]
    head = el("tr", el("th", say("drawer.column"), scope="col"), el("th", say("drawer.read"), scope="col"))
    return el("table", el("thead", head), el("tbody", *lines), class_="td-cells")


def cell_line(cell: Cell, used: set[str], say: Text) -> Html:
    is_used = cell.evidence_id.partition(":")[2] in used
    read = el("mark", cell.quote, title=say("drawer.cell_used")) if is_used else cell.quote
    return el("tr", el("th", say.known("cell", cell.label), scope="row"), el("td", read))


def rivals(others: tuple[Observation, ...], say: Text) -> Html:
    if len(others) < 2:
        return section(say("drawer.rivals"), el("p", say("drawer.alone"), class_="td-quiet"))
    lines = [
        el(
            "tr",
            el("td", value_of(other, say), class_="td-number"),
            el(
                "td",
                other.title or say("drawer.untitled"),
                el("br"),
                el("span", told_by(other, say), class_="td-quiet"),
            ),
            el("td", marks(other, say)),
        )
        for other in others
    ]
    why = el("p", el("b", say("why.title") + ": "), others[0].why, lang="vi")
    state = el("p", say.known("agreement", others[0].status), class_=f"td-agreement td-{others[0].status}")
    return section(say("drawer.rivals"), state, el("table", el("tbody", *lines), class_="td-rivals"), why)


def value_of(other: Observation, say: Text) -> str:
    return quantity.words(
        other.value,
        other.unit,
        say,
        qualifier=other.qualifier,
        base=other.denominator if other.unit == "rank" else None,
    )


def told_by(other: Observation, say: Text) -> str:
    dated = formats.day(other.published_on, say.lang) if other.published_on else say("drawer.published_unknown")
    return ", ".join(part for part in (say.known("source_kind", other.source_kind), other.publisher, dated) if part)


def marks(other: Observation, say: Text) -> Html:
    return join(
        el("span", say("drawer.chosen"), class_="td-mark td-chosen") if other.is_chosen else None,
        el("span", say("drawer.asked"), class_="td-mark") if other.is_asked else None,
    )


def how(found: Evidence, others: tuple[Observation, ...], say: Text) -> Html:
    asked = next((other for other in others if other.is_asked), None)
    facts = {
        say("drawer.period"): say.known("period_basis", found.period_basis),
        say("drawer.place"): say.known("place_basis", place_basis(found)),
        say("drawer.check"): checked(asked, say) if asked else None,
        say("drawer.rule"): el("code", found.rule) if found.rule else None,
        say("drawer.confidence"): formats.percent(round(found.confidence * 100), say.lang)
        if found.confidence
        else None,
        say("drawer.locator"): found.locator,
        say("drawer.file"): el("code", found.document_path),
        say("drawer.digest"): el("code", found.sha256[:16] + "…") if found.sha256 else None,
    }
    told = [el("div", el("dt", name), el("dd", value)) for name, value in facts.items() if value]
    return section(say("drawer.how"), el("dl", *told))


def place_basis(found: Evidence) -> str | None:
    """A published table names the place in each row, whatever the file as a whole is about."""
    return "row" if found.document_kind == "figures" else found.place_basis


def checked(asked: Observation, say: Text) -> str | None:
    if asked.unit != "percent" or asked.computed_value is None or asked.numerator is None or asked.denominator is None:
        return None
    numerator, denominator = (formats.number(part, say.lang) for part in (asked.numerator, asked.denominator))
    outcome = say.known("rate_check", asked.check_status)
    return f"{numerator}/{denominator} = {formats.percent(asked.computed_value, say.lang)} ({outcome})"
