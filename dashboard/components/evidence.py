"""What a number opens to: the document, the words or the cell it was read from, and what other sources say."""

import streamlit as st

from dashboard import formats, repository
from dashboard.components import doubt, quantity
from dashboard.components.quotation import column_of, words_or_cells
from dashboard.components.rivals import rivals
from dashboard.components.view import View, named
from dashboard.markup import Html, el, join, link, literal, section
from dashboard.rows.aims import Target
from dashboard.rows.evidence import Correction, Evidence, Observation
from dashboard.text import Text


def door(view: View, evidence_id: str | None, *, key: str, about: str, label: str | None = None) -> None:
    """The button that opens a number; what it is about is said to those who hear the page, and hidden from sight."""
    words = heard(label or view.say("common.source"), about)
    if st.button(words, key=key, type="tertiary", icon=":material/format_quote:", disabled=evidence_id is None):
        open_drawer(view, str(evidence_id))


def heard(label: str, about: str) -> str:
    """A button's label whose second part the style sheet takes out of sight (Markdown's emphasis is the only hold)."""
    return f"{label} *{literal(about)}*" if about.strip() else label


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
                *(corrected(line, view.say) for line in repository.corrections(view.edition, evidence_id)),
                words_or_cells(view, found),
                rivals(others, view.say) if aim is None else None,
                how(found, others, view.say),
                class_="td-drawer",
                style=scheme,
                tabindex="0",  # so that the keyboard can scroll it
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
        return bare(found, say)
    base = asked.denominator if asked.unit == "rank" else None
    return el(
        "div",
        el("p", named(asked, say.lang), class_="td-quiet"),
        quantity.large(asked.value, asked.unit, say, qualifier=asked.qualifier, base=base),
        el("p", f"{asked.place_name}, {period_of(asked, say)}", class_="td-quiet"),
        class_="td-figure",
    )


def bare(found: Evidence, say: Text) -> Html | None:
    """A number that stands for no indicator of a place: by the name of its cell, if it has one."""
    if found.value is None:
        return None
    name = el("p", say.known("cell", column_of(found.evidence_id)), class_="td-quiet") if found.kind == "cell" else None
    return el("div", name, quantity.large(found.value, found.unit or "other", say), class_="td-figure")


def bound_by(aim: Target, say: Text) -> str:
    due = say("card.due", day=formats.day(aim.due_on, say.lang)) if aim.due_on else None
    return ", ".join(part for part in (aim.place_name, due, aim.policy_document) if part)


def corrected(line: Correction, say: Text) -> Html:
    """What the ledger makes of the number, beside what the source says."""
    source = say("drawer.source_says", value=quantity.words(line.source_value, line.unit or "other", say))
    instead = None
    if line.corrected_value is not None:
        shown = quantity.words(line.corrected_value, line.unit or "other", say)
        instead = say("drawer.used_instead", value=shown)
    decided = say("drawer.decided", who=line.decided_by, day=formats.day(line.decided_on, say.lang))
    return section(
        say("drawer.corrected"),
        el("p", el("b", say.known("correction_action", line.action)), ". ", source, " " if instead else None, instead),
        el("p", line.reason_vi, lang="vi"),
        el("p", decided, class_="td-quiet"),
    )


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


def how(found: Evidence, others: tuple[Observation, ...], say: Text) -> Html:
    asked = next((other for other in others if other.is_asked), None)
    facts = {
        say("drawer.period"): say.known("period_basis", found.period_basis),
        say("drawer.place"): say.known("place_basis", place_basis(found)),
        say("drawer.check"): checked(asked, say) if asked else None,
        say("drawer.rule"): el("code", found.rule) if found.rule else None,
        say("drawer.confidence"): confidence(found, say),
        say("drawer.locator"): found.locator,
        say("drawer.file"): el("code", found.document_path),
        say("drawer.digest"): el("code", found.sha256[:16] + "…") if found.sha256 else None,
    }
    told = [el("div", el("dt", name), el("dd", value)) for name, value in facts.items() if value]
    return section(say("drawer.how"), el("dl", *told))


def confidence(found: Evidence, say: Text) -> Html | None:
    if found.confidence is None:
        return None
    return join(formats.percent(round(100 * found.confidence), say.lang), doubt.mark(found.confidence, say))


def place_basis(found: Evidence) -> str | None:
    """A published table names the place in each row, whatever the file as a whole is about."""
    return "row" if found.document_kind == "figures" else found.place_basis


def checked(asked: Observation, say: Text) -> str | None:
    if asked.unit != "percent" or asked.computed_value is None or asked.numerator is None or asked.denominator is None:
        return None
    numerator, denominator = (formats.number(part, say.lang) for part in (asked.numerator, asked.denominator))
    outcome = say.known("rate_check", asked.check_status)
    return f"{numerator}/{denominator} = {formats.percent(asked.computed_value, say.lang)} ({outcome})"
