"""The first bytes of a refused file are seen and do nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.access.roles import Role
from dashboard.quarantine import MOST_BYTES, as_seen, first_bytes, is_mark
from tests.dashboard.test_pages import html_of, opened


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        ("đạt 90%\n".encode(), "đạt 90%\n"),
        ("a\u202eb\u200bcdefghijklmnopqrs".encode(), "a⟨U+202E⟩b⟨U+200B⟩cdefghijklmnopqrs"),
        ("đạt trên 90%".encode("utf-16"), "⟨U+FEFF⟩đạt trên 90%"),
        (b"\xef\xbb\xbfabc", "abc"),
        (b"\x89PNG\r\n\x1a\n\x00", "0000  89 50 4e 47 0d 0a 1a 0a 00                       ·PNG·····"),
        (b"", ""),
    ],
)
def test_text_is_text_with_its_unseen_marks_and_the_rest_is_numbers(data: bytes, seen: str) -> None:
    assert as_seen(data) == seen


@given(st.binary(max_size=MOST_BYTES) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_nothing_that_is_shown_is_unseen(data: bytes) -> None:
    shown = as_seen(data)
    assert not [letter for letter in shown if is_mark(letter)]
    assert len(shown) <= 12 * MOST_BYTES


def test_no_name_leads_out_of_the_folder_of_refused_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THUOCDO_HOME", str(tmp_path))
    (tmp_path / "quarantine" / "ab").mkdir(parents=True)
    (tmp_path / "quarantine" / "ab" / "x.txt").write_bytes(b"x" * 5000)
    (tmp_path / "secret").write_bytes(b"secret")
    (tmp_path / "quarantine" / "link").symlink_to(tmp_path / "secret")
    assert first_bytes("ab/x.txt") == b"x" * MOST_BYTES
    for name in ("../secret", str(tmp_path / "secret"), "link", "ab", "khong-co", "ab/../../secret"):
        assert first_bytes(name) is None


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ANALYST])
def test_only_engineers_look_into_a_refused_file(
    published: Path, app: AppTest, monkeypatch: pytest.MonkeyPatch, role: Role
) -> None:
    monkeypatch.setattr("dashboard.navigation.role_of_the_reader", lambda: role)
    monkeypatch.setattr("dashboard.access.gate.role_of_the_reader", lambda: role)
    app.query_params["see"] = "files"
    opened(app, "dashboard/pages/sources.py")
    app.button(key="open-files-0").click().run()
    assert not app.exception
    assert "Chỉ kỹ sư dữ liệu" in html_of(app)
