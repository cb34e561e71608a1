"""Who is sent what, and when: at once, in the day's digest, or not yet. Each alert goes to each address once."""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path

import duckdb

from dashboard.formats import VIETNAM
from orchestration.alerting.before import held_back_before
from orchestration.alerting.message import Alert, Message, message
from orchestration.alerting.rules import read_rules
from orchestration.landing.ids import short_id
from orchestration.settings import Settings
from orchestration.warehouse.publish import attached

ACT = 1
STANDING = """
    select
        alert_id, alert.urgency, coalesce(rule.name_vi, alert.kind), coalesce(rule.name_en, alert.kind),
        alert.name_vi, alert.name_en, place_name, why, value, alert.limit_value, unit, since_on
    from published.main.alert as alert
    left join published.main.alert_rule as rule on alert.rule_id = rule.rule_id
    where state in ('new', 'open')
    order by alert.urgency, since_on desc nulls last, alert.name_vi, alert_id
"""


@dataclass(slots=True)
class Told:
    """What one address was sent: alert_id → when; and the last day it had its digest."""

    alerts: dict[str, str] = field(default_factory=dict)
    digest_on: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one address (named by its mark: an address holds secrets), and whether it arrived."""

    address: str
    kind: str
    alerts: int
    arrived: bool


def standing(settings: Settings) -> list[Alert]:
    """The alerts that stand and nobody has taken in hand; a build that is held back among them."""
    try:
        with attached(settings.warehouse) as reader:
            found = [Alert(*row) for row in reader.execute(STANDING).fetchall()]
    except duckdb.Error:
        found = []
    return [*held_back(settings), *found]


def held_back(settings: Settings) -> Iterator[Alert]:
    """A build that fails publishes nothing, so this alert is told from its note."""
    for rule in read_rules(settings.alert_rules):
        for note in held_back_before(settings) if rule.kind == "held_back" else []:
            yield Alert(
                alert_id=short_id(rule.id, str(note["since_at"])),
                severity=rule.severity,
                rule_vi=rule.name_vi,
                rule_en=rule.name_en,
                name_vi=settings.warehouse.name,
                name_en=None,
                place_name=None,
                why=note["why"],
                value=None,
                limit_value=None,
                unit=None,
                since_on=note["since_at"].replace(tzinfo=UTC).astimezone(VIETNAM).date(),
            )


def due(alerts: Sequence[Alert], told: Told, now: datetime, settings: Settings) -> dict[str, list[Alert]]:
    """What an address is to be sent now, by kind of message. Pure but for the settings."""
    local = now.astimezone(VIETNAM)
    if is_quiet(local.time(), settings.alert_quiet):
        return {}
    unsent = [alert for alert in alerts if alert.alert_id not in told.alerts]
    found = {"at_once": [alert for alert in unsent if alert.severity == ACT]}
    if local.time() >= time.fromisoformat(settings.alert_digest) and told.digest_on != local.date().isoformat():
        found["digest"] = [alert for alert in unsent if alert.severity != ACT]
    return {kind: listed for kind, listed in found.items() if listed}


def is_quiet(clock: time, hours: str) -> bool:
    """hours: 21:00-06:30, over midnight or within a day; empty for none."""
    if not hours:
        return False
    begins, ends = (time.fromisoformat(part) for part in hours.split("-"))
    return begins <= clock < ends if begins <= ends else clock >= begins or clock < ends


def addresses(settings: Settings) -> list[str]:
    return settings.alert_urls.get_secret_value().split() if settings.alert_urls else []


def mark(address: str) -> str:
    """Tells one address from another and nothing of what is in it."""
    return hashlib.sha256(address.encode()).hexdigest()[:12]


def anything_due(settings: Settings, now: datetime) -> bool:
    ledger = read_ledger(settings.sent)
    wanted = addresses(settings)
    alerts = standing(settings) if wanted else []
    return any(due(alerts, ledger.get(mark(address), Told()), now, settings) for address in wanted)


def send_due(settings: Settings, now: datetime | None = None) -> list[Delivery]:
    """Sends what is due to every address; what did not arrive stays due."""
    now = now or datetime.now(UTC)
    deliveries: list[Delivery] = []
    if not (wanted := addresses(settings)):
        return deliveries
    with alone(settings.sent):
        alerts = standing(settings)
        ledger = read_ledger(settings.sent)
        for address in wanted:
            told = ledger.setdefault(mark(address), Told())
            for kind, listed in due(alerts, told, now, settings).items():
                arrived = notify(address, message(kind, listed, settings.alert_lang, settings.app_url))
                deliveries.append(Delivery(mark(address), kind, len(listed), arrived))
                if arrived:
                    note_sent(told, kind, listed, now)
            forget_gone(told, alerts)
            write_ledger(settings.sent, ledger)
    return deliveries


def notify(address: str, told: Message) -> bool:
    import apprise

    # what a document said is text: nothing in it is taken for mark-up or for an escape
    channel = apprise.Apprise()
    return bool(channel.add(address)) and bool(
        channel.notify(title=told.title, body=told.body, body_format=apprise.NotifyFormat.TEXT, interpret_escapes=False)
    )


def note_sent(told: Told, kind: str, alerts: Sequence[Alert], now: datetime) -> None:
    told.alerts |= {alert.alert_id: now.isoformat() for alert in alerts}
    if kind == "digest":
        told.digest_on = now.astimezone(VIETNAM).date().isoformat()


def forget_gone(told: Told, alerts: Sequence[Alert]) -> None:
    """Closed alerts never come back under their id."""
    stand = {alert.alert_id for alert in alerts}
    told.alerts = {alert_id: at for alert_id, at in told.alerts.items() if alert_id in stand}


def read_ledger(path: Path) -> dict[str, Told]:
    try:
        return {
            name: Told(dict(of["alerts"]), str(of["digest_on"])) for name, of in json.loads(path.read_text()).items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def write_ledger(path: Path, ledger: dict[str, Told]) -> None:
    staged = path.with_name(path.name + ".new")
    staged.write_text(
        json.dumps({name: {"alerts": told.alerts, "digest_on": told.digest_on} for name, told in ledger.items()})
    )
    staged.replace(path)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One sender at a time: two would each send what neither has noted yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
