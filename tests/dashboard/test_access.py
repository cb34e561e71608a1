"""Who may look: what a role is made of, and the real app behind a real provider, asked as a browser asks it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit import config
from streamlit.runtime.secrets import Secrets
from streamlit.testing.v1 import AppTest

from dashboard.access import gate
from dashboard.access.roles import ANYONE, Role, Rules, role_of
from tests.dashboard.conftest import write_warehouse
from tests.dashboard.invented import ROWS
from tests.dashboard.provider import CLIENT_SECRET, COOKIE_SECRET, Guarded, guarded
from tests.dashboard.test_pages import html_of, opened
from tests.serving import ROOT, free_port

NOW = 1_800_000_000.0
RULES = Rules.of({"viewer": ["a"], "analyst": ["b"], "engineer": ["c"], "hours": 12})
SHUT = [
    "/brief",
    "/brief/",
    "/brief?place=T1-2004",
    "/BRIEF",
    "//brief",
    "/media/0123456789abcdef.csv",
    "/_stcore/upload_file/x/y",
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/component/x/y",
    "/app/static/x",
    "/a-route-of-tomorrow",
    "/static",
    "/nguon/brief",
]


def claims(**more: Any) -> dict[str, Any]:
    return {"is_logged_in": True, "iat": NOW - 60, "groups": ["a"]} | more


@pytest.mark.parametrize(
    ("told", "role"),
    [
        (claims(), Role.VIEWER),
        (claims(groups=["x", "b", "a"]), Role.ANALYST),
        (claims(groups="c"), Role.ENGINEER),
        (claims(groups=["ab", "A", " a", ""]), None),
        (claims(groups=[]), None),
        (claims(groups=None), None),
        (claims(groups=[["a"], {"a": 1}, 1, None]), None),
        (claims(groups={"a": True}), None),
        (claims(groups=[ANYONE]), None),
        (claims(is_logged_in="true"), None),
        (claims(is_logged_in=False), None),
        (claims(iat=None), None),
        (claims(iat=True), None),
        (claims(iat=str(NOW)), None),
        (claims(iat=NOW - 12 * 3600 - 1), None),
        (claims(iat=NOW + 200), Role.VIEWER),
        (claims(iat=NOW + 10_000), None),
        ({}, None),
    ],
)
def test_a_role_is_told_by_groups_and_a_fresh_sign_in(told: dict[str, Any], role: Role | None) -> None:
    assert role_of(told, RULES, NOW) == role


def test_groups_may_stand_deeper_or_be_an_address_of_mail() -> None:
    inner = Rules.of({"claim": "realm_access.roles", "analyst": ["b"]})
    assert role_of(claims(realm_access={"roles": ["b"]}), inner, NOW) == Role.ANALYST
    assert role_of(claims(realm_access="b"), inner, NOW) is None
    named = Rules.of({"claim": "https://x.vn/groups", "analyst": ["b"]})
    assert role_of(claims(**{"https://x.vn/groups": ["b"]}), named, NOW) == Role.ANALYST
    mail = Rules.of({"claim": "email", "viewer": [ANYONE], "engineer": ["su@x.vn"]})
    assert role_of(claims(email="su@x.vn", email_verified=True), mail, NOW) == Role.ENGINEER
    assert role_of(claims(email="su@x.vn"), mail, NOW) == Role.VIEWER


@pytest.mark.parametrize(
    "section", [{"viewers": ["a"]}, {"viewer": "a"}, {"viewer": [1]}, {"hours": 0}, {"hours": "12"}, {"hours": True}]
)
def test_settings_that_say_something_else_are_refused(section: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="access"):
        Rules.of(section)


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text("xyz*.", max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("xyz", max_size=3), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(["is_logged_in", "iat", "groups", "email", "x"]), json_values))
def test_claims_that_name_no_group_give_no_role(told: dict[str, Any]) -> None:
    assert role_of(claims() | {"groups": []} | told, RULES, NOW) is None


# the app itself, behind a provider


@pytest.fixture(scope="module")
def app_behind_a_provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder = tmp_path_factory.mktemp("guarded")
    with guarded(write_warehouse(folder / "warehouse.duckdb", ROWS), folder) as running:
        yield running


@pytest.mark.xdist_group("provider")
@pytest.mark.parametrize("path", SHUT)
def test_nothing_is_served_to_whoever_has_not_signed_in(app_behind_a_provider: Guarded, path: str) -> None:
    """Of the pages a browser gets Streamlit's empty program; the script behind it draws the way in."""
    answer = httpx.get(app_behind_a_provider.url + path, trust_env=False)
    assert answer.status_code == gate.UNKNOWN_PERSON
    assert "Thử Nghiệm" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.xdist_group("provider")
@pytest.mark.parametrize(("person", "status"), [("lan", 200), ("tich", 200), ("su", 200), ("la", 401), ("khong", 401)])
def test_the_brief_is_for_whoever_has_a_role(app_behind_a_provider: Guarded, person: str, status: int) -> None:
    with app_behind_a_provider.signed_in(person) as client:
        answer = client.get(f"{app_behind_a_provider.url}/brief")
        assert answer.status_code == status
        assert ("Thử Nghiệm" in answer.text) == (status == 200)
        client.get(f"{app_behind_a_provider.url}/auth/logout")
        assert client.get(f"{app_behind_a_provider.url}/brief").status_code == gate.UNKNOWN_PERSON


@pytest.mark.xdist_group("provider")
def test_a_cookie_that_was_changed_or_signed_elsewhere_opens_nothing(app_behind_a_provider: Guarded) -> None:
    brief = f"{app_behind_a_provider.url}/brief"
    with app_behind_a_provider.signed_in("lan") as client:
        cookie = client.cookies["_streamlit_user"]
        half = len(cookie) // 2
        others = "0" if cookie[half] != "0" else "1"
        for forged in ("", "{}", '{"is_logged_in": true, "groups": ["ky-su"]}', cookie[:-4], cookie + "x",
                       cookie[:half] + others + cookie[half + 1 :], "%00", "chunks-9999999"):  # fmt: skip
            headers = {"cookie": f"_streamlit_user={forged}"}
            assert httpx.get(brief, headers=headers, trust_env=False).status_code == gate.UNKNOWN_PERSON
        assert client.get(brief).status_code == 200


@pytest.mark.xdist_group("provider")
def test_secrets_are_in_no_answer_and_no_line_printed(app_behind_a_provider: Guarded) -> None:
    """Also not when the provider refuses the code: that is when programs print all they have."""
    url = app_behind_a_provider.url
    paths = ["/", "/brief", "/auth/login", "/auth/login?provider=x.y.z", "/oauth2callback?code=x&state=y",
             "/oauth2callback?error=x", "/x"]  # fmt: skip
    with app_behind_a_provider.signed_in("su") as client:
        answers = [client.get(url + path) for path in paths]
    told = [answer.text + str(answer.headers) for answer in answers] + [app_behind_a_provider.log.read_text("utf-8")]
    for secret in (COOKIE_SECRET, CLIENT_SECRET):
        assert [text for text in told if secret in text] == []


# what each role sees, and what a mistake in the settings does


def as_somebody(monkeypatch: pytest.MonkeyPatch, role: Role | None) -> None:
    monkeypatch.setattr("dashboard.navigation.role_of_the_reader", lambda: role)


@pytest.mark.parametrize(("role", "asks"), [(Role.VIEWER, False), (Role.ANALYST, True), (Role.ENGINEER, True)])
def test_only_analysts_and_engineers_have_the_sql_page(
    published: Path, app: AppTest, monkeypatch: pytest.MonkeyPatch, role: Role, asks: bool
) -> None:
    as_somebody(monkeypatch, role)
    app.query_params["sql"] = "select 42 as cau_tra_loi"
    if asks:
        assert opened(app, "dashboard/pages/query.py").dataframe
    else:
        with pytest.raises(Exception, match=r"query\.py"):
            opened(app, "dashboard/pages/query.py")
        assert not app.dataframe


def test_without_a_role_no_page_is_drawn(published: Path, app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    as_somebody(monkeypatch, None)
    shown = html_of(app.run())
    assert not app.exception
    assert "Đăng nhập bằng tài khoản" in shown
    assert "Thử Nghiệm" not in shown
    assert [button.label for button in app.button] == ["Đăng nhập"]


@pytest.mark.parametrize(
    "secrets",
    [
        "[auth\n",
        '[auth]\ncookie_secret = "ngan"\n[access]\nviewer = ["*"]\n',
        f'[auth]\ncookie_secret = "{COOKIE_SECRET}"\n',
        f'[auth]\ncookie_secret = "{COOKIE_SECRET}"\n[access]\nviewer = "*"\n',
        f'[auth]\ncookie_secret = "{COOKIE_SECRET}"\n[access]\nreader = ["*"]\n',
    ],
)
def test_a_mistake_in_the_settings_lets_nobody_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], secrets: str
) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text(secrets, "utf-8")
    monkeypatch.setattr(gate, "secrets_singleton", Secrets())
    usual = config.get_option
    monkeypatch.setattr(config, "get_option", lambda name: [str(file)] if name == "secrets.files" else usual(name))
    rules = gate.rules.__wrapped__()
    assert rules is not None
    assert role_of(claims(groups=["*", "a", "viewer"]), rules, NOW) is None
    told = capsys.readouterr().err
    assert "Nobody is let in" in told
    assert COOKIE_SECRET not in told


def test_without_secrets_everybody_on_this_machine_is_let_in() -> None:
    assert gate.rules() is None
    assert gate.role({}) == Role.ENGINEER


@pytest.mark.parametrize(
    ("address", "here"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False),
     ("10.0.0.1", False), ("::", False), ("", False), (None, False), ("may-chu", False)],
)  # fmt: skip
def test_an_address_is_of_this_machine_or_not(address: str | None, here: bool) -> None:
    assert gate.is_of_this_machine(address) == here


def test_listening_to_strangers_without_sign_in_is_said_loudly(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "streamlit", "run", "app_streamlit.py", "--server.port", str(free_port())]
    app = subprocess.Popen(
        [*program, "--server.address", "0.0.0.0"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert app.stdout is not None
        lines = []
        for line in app.stdout:
            lines.append(line)
            if "listening on 0.0.0.0" in line:
                break
        assert any("ANYBODY WHO CAN REACH THIS MACHINE SEES EVERYTHING" in line for line in lines)
    finally:
        app.terminate()
        app.communicate()


def test_a_warning_stands_on_every_page_of_an_open_app(
    published: Path, app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "không hỏi ai đang xem" not in html_of(app.run())
    monkeypatch.setattr("dashboard.components.header.is_open_to_strangers", lambda: True)
    assert "không hỏi ai đang xem" in html_of(app.run())
