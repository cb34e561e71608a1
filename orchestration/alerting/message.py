"""Alerts as a message somebody reads on a phone: plain lines, Vietnamese or English. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.formats import Lang, day, number

MOST_LINES = 25
LONGEST_WHY = 160
UNITS = {
    "vi": {"percent": "%", "points": " điểm", "months": " tháng", "days": " ngày", "vnd": " đồng"},
    "en": {"percent": "%", "points": " points", "months": " months", "days": " days", "vnd": " VND"},
}
WORDS = {
    "vi": {
        "at_once": "Thước Đo: {n} việc cần xử lý",
        "digest": "Thước Đo: bản tin ngày, {n} việc mới",
        "rank": "hạng {value}",
        "since": "từ {day}",
        "limit": "so với {limit}",
        "more": "… và {n} việc nữa",
        "see": "Xem và nhận việc: {url}",
    },
    "en": {
        "at_once": "Thước Đo: {n} things to act on",
        "digest": "Thước Đo: daily digest, {n} new",
        "rank": "rank {value}",
        "since": "since {day}",
        "limit": "against {limit}",
        "more": "… and {n} more",
        "see": "See and acknowledge: {url}",
    },
}


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert that stands, with its rule's words."""

    alert_id: str
    severity: int
    rule_vi: str
    rule_en: str
    name_vi: str
    name_en: str | None
    place_name: str | None
    why: str | None
    value: float | None
    limit_value: float | None
    unit: str | None
    since_on: date | None


@dataclass(frozen=True, slots=True)
class Message:
    title: str
    body: str


def message(kind: str, alerts: Sequence[Alert], lang: Lang, app_url: str) -> Message:
    """kind: at_once or digest."""
    say = WORDS[lang]
    lines = [line(alert, lang) for alert in alerts[:MOST_LINES]]
    if len(alerts) > MOST_LINES:
        lines.append(say["more"].format(n=len(alerts) - MOST_LINES))
    address = f"{app_url.rstrip('/')}/canh-bao" + ("?lang=en" if lang == "en" else "")
    return Message(say[kind].format(n=len(alerts)), "\n".join([*lines, "", say["see"].format(url=address)]))


def line(alert: Alert, lang: Lang) -> str:
    """- nguồn mâu thuẫn: Tỷ lệ số hóa, Hải Dương: 89,27% (từ 30/09/2024). Lấy số chính xác hơn."""
    say = WORDS[lang]
    rule, name = (alert.rule_vi, alert.name_vi) if lang == "vi" else (alert.rule_en, alert.name_en or alert.name_vi)
    what = ", ".join(filter(None, [name, alert.place_name]))
    told = [f"- {rule}: {one_line(what)}"]
    if alert.value is not None:
        value = quantity(alert.value, alert.unit, lang)
        if alert.limit_value is not None:
            value += ", " + say["limit"].format(limit=quantity(alert.limit_value, alert.unit, lang))
        told.append(f": {value}")
    if alert.since_on:
        told.append(f" ({say['since'].format(day=day(alert.since_on, lang))})")
    # why is written in Vietnamese alone
    if alert.why and lang == "vi":
        told.append(f". {one_line(alert.why)}")
    return "".join(told)


def quantity(value: float, unit: str | None, lang: Lang) -> str:
    shown = number(round(value, 2), lang)
    return WORDS[lang]["rank"].format(value=shown) if unit == "rank" else shown + UNITS[lang].get(unit or "", "")


def one_line(text: str) -> str:
    """What a document or a path says stays one line of plain text, and short."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_WHY else flat[: LONGEST_WHY - 1] + "…"
