"""HTML becomes plain text; scripts and markup stay behind, and what looks like markup in a title stays text."""

from datetime import date

import pytest

from orchestration.landing.page import read_page, visible_text
from orchestration.landing.refusal import Refused

PAGE = """<!doctype html><html><head><meta charset="utf-8">
<title><script>alert(1)</script> Bản tin thử</title>
<meta property="article:published_time" content="2024-11-11T05:00:00+07:00">
<style>p {color: red}</style></head>
<body><nav><a href="/">Trang chủ</a></nav>
<article><h1>Bản tin thử</h1><p>Năm 2020, tỉnh Thử có 1.250 hồ sơ &amp; đạt 89,27%.</p>
<p>Câu thứ hai của bài để phần thân đủ dài cho người đọc.</p></article>
<script>document.title = "x"</script><footer>Đang truy cập: 41</footer></body></html>"""


def test_the_article_without_its_furniture() -> None:
    page = read_page(PAGE)
    assert "1.250 hồ sơ & đạt 89,27%" in page.text
    assert "document.title" not in page.text
    assert page.published_on == date(2024, 11, 11)


def test_a_script_in_the_title_is_only_characters() -> None:
    assert read_page(PAGE).title == "<script>alert(1)</script> Bản tin thử"


def test_a_year_in_the_text_is_not_a_publication_date() -> None:
    undated = PAGE.replace('<meta property="article:published_time" content="2024-11-11T05:00:00+07:00">', "")
    assert read_page(undated).published_on is None


def test_visible_text_keeps_the_footer_and_drops_scripts() -> None:
    text = visible_text(PAGE)
    assert "Đang truy cập: 41" in text
    assert "alert(1)" not in text
    assert "color: red" not in text


@pytest.mark.parametrize("cut", range(380, len(PAGE), 60))
def test_a_page_cut_off_anywhere_is_read_as_far_as_it_goes_or_refused(cut: int) -> None:
    try:
        assert read_page(PAGE[:cut]).text
    except Refused as refused:
        assert refused.reason.code == "no_text"


def test_an_empty_shell_is_refused() -> None:
    with pytest.raises(Refused):
        read_page("<html><head><title>x</title></head><body><script>1</script></body></html>")
