"""Messages over real local servers, SMTP and HTTP: what is sent, when, to whom, and never twice."""

import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import duckdb
import pytest
from aiosmtpd.controller import Controller

from orchestration.alerting.message import Alert, message
from orchestration.alerting.sending import Told, anything_due, due, is_quiet, send_due
from orchestration.settings import Settings
from tests.dashboard.contracts import create_tables

# 08:00 and 23:00 on the clocks of Việt Nam
MORNING = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 2, 16, 0, tzinfo=UTC)
EVIL = "<b>x</b> *y* \\n\r\nBcc: kẻ lạ@example.org"


@dataclass
class Mailbox:
    letters: list[tuple[list[str], Any]] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802, ARG002
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append((envelope.rcpt_tos, letter))
        return "250 OK"


@pytest.fixture
def mail() -> Iterator[tuple[str, Mailbox]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    box = Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield f"mailto://127.0.0.1:{port}?from=thuocdo@example.org&to=so@example.org&mode=insecure", box
    server.stop()


@dataclass
class Hook:
    status: int = 200
    posts: list[Any] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def hook() -> Iterator[Hook]:
    told = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            if told.status == 200:
                told.posts.append(json.loads(body))
            self.send_response(told.status)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    told.url = f"json://127.0.0.1:{server.server_address[1]}/hook"
    yield told
    server.shutdown()


def write(path: Path, *rows: dict[str, Any]) -> None:
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as con:
        create_tables(con)
        con.execute(
            "insert into alert_rule values ('r', 'conflict', 1, 'nguồn mâu thuẫn', 'conflict', null, null, 0, 0)"
        )
        for number, row in enumerate(rows):
            usual = {"alert_id": f"a{number}", "rule_id": "r", "kind": "conflict", "urgency": 1, "state": "new"}
            whole = usual | {"name_vi": f"Việc {number}", "opened_at": datetime(2026, 11, 1)} | row
            names = ", ".join(whole)
            con.execute(f"insert into alert ({names}) values ({', '.join('?' * len(whole))})", list(whole.values()))


def settings_of(folder: Path, *urls: str, **more: Any) -> Settings:
    places = {"raw": folder / "raw", "home": folder / "home", "warehouse": folder / "w.duckdb"}
    return Settings(**places, alert_urls=" ".join(urls) or None, **more)


def test_nothing_is_sent_unless_somebody_says_where(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    write(settings.warehouse, {})
    assert send_due(settings, MORNING) == []
    assert not anything_due(settings, MORNING)
    assert not settings.sent.exists()


def test_a_letter_and_a_hook_tell_each_alert_once(tmp_path: Path, mail: tuple[str, Mailbox], hook: Hook) -> None:
    address, box = mail
    settings = settings_of(tmp_path, address, hook.url)
    write(settings.warehouse, {"value": 89.27, "unit": "percent", "place_name": "Hải Dương", "why": "Lý do."}, {})
    assert anything_due(settings, MORNING)
    assert [(d.kind, d.alerts, d.arrived) for d in send_due(settings, MORNING)] == [("at_once", 2, True)] * 2
    ((to, letter),) = box.letters
    (post,) = hook.posts
    assert to == ["so@example.org"]
    assert "Thước Đo: 2 việc cần xử lý" in letter["subject"]
    text = letter.get_body().get_content()
    for told in (text, post["message"]):
        assert "- nguồn mâu thuẫn: Việc 0, Hải Dương: 89,27%. Lý do." in told
        assert "/canh-bao" in told

    assert send_due(settings, MORNING + timedelta(hours=1)) == []
    assert not anything_due(settings, MORNING + timedelta(hours=1))
    write(settings.warehouse, {"state": "open"}, {"state": "acknowledged"}, {"state": "closed"}, {})
    assert [(d.kind, d.alerts) for d in send_due(settings, MORNING + timedelta(days=1))] == [("at_once", 1)] * 2
    assert "Việc 3" in hook.posts[-1]["message"]
    assert "Việc 0" not in hook.posts[-1]["message"]


def test_what_did_not_arrive_is_sent_again_to_that_address_alone(
    tmp_path: Path, mail: tuple[str, Mailbox], hook: Hook
) -> None:
    address, box = mail
    settings = settings_of(tmp_path, address, hook.url)
    write(settings.warehouse, {})
    hook.status = 500
    assert [delivery.arrived for delivery in send_due(settings, MORNING)] == [True, False]
    hook.status = 200
    (again,) = send_due(settings, MORNING + timedelta(minutes=15))
    assert again.arrived
    assert (len(box.letters), len(hook.posts)) == (1, 1)


def test_an_address_that_is_none_fails_without_being_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    settings = settings_of(tmp_path, "nonsense://secret-token")
    write(settings.warehouse, {})
    (delivery,) = send_due(settings, MORNING)
    assert not delivery.arrived
    assert "secret-token" not in "".join(capfd.readouterr()) + settings.sent.read_text() + repr(delivery)


def test_quiet_hours_wait_and_the_digest_comes_once_a_day(tmp_path: Path, hook: Hook) -> None:
    settings = settings_of(tmp_path, hook.url, alert_quiet="21:00-06:30", alert_digest="07:00")
    write(settings.warehouse, {"urgency": 1}, {"urgency": 2}, {"urgency": 3})
    assert send_due(settings, NIGHT) == []
    half_past_six = MORNING - timedelta(minutes=90)
    assert [d.kind for d in send_due(settings, half_past_six)] == ["at_once"]
    assert [(d.kind, d.alerts) for d in send_due(settings, MORNING)] == [("digest", 2)]
    write(settings.warehouse, {"urgency": 1}, {"urgency": 2}, {"urgency": 3}, {"urgency": 2})
    assert send_due(settings, MORNING + timedelta(hours=3)) == []
    assert [d.kind for d in send_due(settings, MORNING + timedelta(days=1))] == ["digest"]


def test_a_build_that_is_held_back_is_told_though_nothing_was_published(tmp_path: Path, hook: Hook) -> None:
    settings = settings_of(tmp_path, hook.url)
    settings.held_back.write_text(json.dumps({"since": "2026-11-01T23:00:00", "reasons": ["fct_rank: a test failed"]}))
    assert [d.alerts for d in send_due(settings, MORNING)] == [1]
    assert "fct_rank: a test failed" in hook.posts[0]["message"]
    assert "02/11/2026" in hook.posts[0]["message"]
    assert send_due(settings, MORNING) == []


def test_a_name_is_text_and_one_line(tmp_path: Path, mail: tuple[str, Mailbox], hook: Hook) -> None:
    address, box = mail
    settings = settings_of(tmp_path, address, hook.url)
    write(settings.warehouse, {"name_vi": EVIL})
    send_due(settings, MORNING)
    ((to, letter),) = box.letters
    assert to == ["so@example.org"]
    assert letter["bcc"] is None
    assert "- nguồn mâu thuẫn: <b>x</b> *y* \\n Bcc: kẻ lạ@example.org" in hook.posts[0]["message"]
    assert "<b>x</b>" not in (letter.get_body(("html",)).get_content() if letter.get_body(("html",)) else "")


ALERT = Alert(
    "a", 1, "nguồn mâu thuẫn", "conflict", "Hạng DTI", "DTI rank", "Huế", "Vì.", 9, 5, "rank", date(2026, 1, 2)
)


def test_a_message_reads_in_both_languages() -> None:
    assert message("at_once", [ALERT], "vi", "http://a/").body.splitlines() == [
        "- nguồn mâu thuẫn: Hạng DTI, Huế: hạng 9, so với hạng 5 (từ 02/01/2026). Vì.",
        "",
        "Xem và nhận việc: http://a/canh-bao",
    ]
    assert message("digest", [ALERT], "en", "http://a").body.splitlines() == [
        "- conflict: DTI rank, Huế: rank 9, against rank 5 (since 2 Jan 2026)",
        "",
        "See and acknowledge: http://a/canh-bao?lang=en",
    ]
    many = message("digest", [ALERT] * 40, "vi", "http://a")
    assert "… và 15 việc nữa" in many.body
    assert "40" in many.title


@pytest.mark.parametrize(
    ("hours", "clock", "quiet"),
    [
        ("21:00-06:30", "21:00", True),
        ("21:00-06:30", "06:29", True),
        ("21:00-06:30", "06:30", False),
        ("12:00-13:00", "12:30", True),
        ("12:00-13:00", "13:00", False),
        ("", "03:00", False),
    ],
)
def test_hours_may_go_over_midnight(hours: str, clock: str, quiet: bool) -> None:
    assert is_quiet(datetime.strptime(clock, "%H:%M").time(), hours) is quiet


def test_severities_decide_the_message() -> None:
    alerts = [ALERT, replace(ALERT, alert_id="b", severity=2)]
    found = due(alerts, Told({"a": "x"}), MORNING, Settings())
    assert {kind: [alert.alert_id for alert in listed] for kind, listed in found.items()} == {"digest": ["b"]}
