"""What an article says about itself."""

from datetime import date

import pytest

from orchestration.landing.article import stamped_date, title_from_path, title_of


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Chính quyền số ở tỉnh Thử\n\nNội dung.", "Chính quyền số ở tỉnh Thử"),
        ("## Mục ##\nx", "Mục"),
        ("\n\nĐầu đề không dấu chấm\nCâu thứ nhất.", "Đầu đề không dấu chấm"),
        ("Câu mở đầu là văn xuôi.\nCâu sau.", None),
        ("x" * 300, None),
        ("", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("17/12/2021 04:28:03", date(2021, 12, 17)),
        ("Thứ Sáu, ngày 17/12/2021 | 04:28", date(2021, 12, 17)),
        ("Cập nhật: 5-1-2024 14:05 (GMT+7)", date(2024, 1, 5)),
        ("(Chủ nhật, 02.03.2025)", date(2025, 3, 2)),
        ("31/02/2024 10:00", None),
        ("Ngày 17/12/2021, hội nghị đã khai mạc.", None),
        ("Số liệu đến 17/12/2021", None),
    ],
)
def test_only_a_date_line_of_its_own_dates_the_article(line: str, day: date | None) -> None:
    assert stamped_date(f"Đầu đề\n{line}\n\nNội dung bài.") == day


def test_a_date_line_far_down_is_not_the_publication() -> None:
    assert stamped_date("Đầu đề\n" + "Một dòng.\n" * 10 + "17/12/2021 04:28:03\n") is None


def test_title_from_path() -> None:
    assert title_from_path("articles/thu/2024-01-ban_tin.md") == "2024 01 ban tin"
