"""The page of documents, sources and files: what is searched for is found, and every figure opens."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.test_pages import drawer_of, html_of, opened

PAGE = "dashboard/pages/sources.py"


@pytest.mark.parametrize("words", ["số hóa", "so hoa", "SO HOA", "dat tren 89,27%", "hoa so"])
def test_search_needs_no_accents_and_shows_where_the_words_stand(published: Path, app: AppTest, words: str) -> None:
    app.query_params["q"] = words
    shown = html_of(opened(app, PAGE))
    assert "3 tài liệu." in shown
    assert "<mark>" in shown


@pytest.mark.parametrize("words", ["khong co dau vao", "so hoa khong-thay", "'; drop table x; --", "%", "\\"])
def test_search_that_finds_nothing_says_so(published: Path, app: AppTest, words: str) -> None:
    app.query_params["q"] = words
    shown = html_of(opened(app, PAGE))
    assert not app.exception
    assert "Không có tài liệu nào như vậy" in shown or words == "%"


def test_a_document_is_read_with_its_figures_marked_and_each_opens(published: Path, app: AppTest) -> None:
    app.query_params["doc"] = "doc1"
    shown = html_of(opened(app, PAGE))
    assert "<mark>89,27%</mark><sup>1</sup>" in shown
    assert "?doc=doc1&amp;fact=s1" in shown
    app.button(key="open-figures-0").click().run()
    assert "<mark>89,27%</mark>" in drawer_of(app)


def test_the_address_of_a_figure_opens_its_evidence(published: Path, app: AppTest) -> None:
    app.query_params["doc"] = "doc1"
    app.query_params["fact"] = "s1"
    assert "Lý do thử." in drawer_of(opened(app, PAGE))
    app.run()
    assert not [block for block in app.html if block.value.startswith('<article class="td-drawer"')]


def test_a_figure_read_with_doubt_says_so(published: Path, app: AppTest) -> None:
    app.query_params["doc"] = "doc2"
    shown = html_of(opened(app, PAGE))
    assert "cần xem lại" in shown
    assert "1 số cần xem lại." in shown


def test_an_unknown_document_is_the_list(published: Path, app: AppTest) -> None:
    app.query_params["doc"] = "khong-co"
    assert "Số liệu lấy ở đâu?" in html_of(opened(app, PAGE))


def test_refused_files_come_first_with_their_reason(published: Path, app: AppTest) -> None:
    app.query_params["see"] = "files"
    shown = html_of(opened(app, PAGE))
    assert "2 tệp trong raw/" in shown
    assert "1 bị cách ly" in shown
    assert shown.index("hong.pdf") < shown.index("doc1.txt")
    assert "Tệp bị khóa." in shown


def test_a_source_leads_to_its_documents(published: Path, app: AppTest) -> None:
    app.query_params["see"] = "sources"
    assert "Nguồn thử" in html_of(opened(app, PAGE))
    app.button(key="open-sources-0").click().run()
    assert app.query_params["source"] == "test"
    assert "3 tài liệu." in html_of(app)


def test_buttons_of_one_page_have_names_of_their_own(published: Path, app: AppTest) -> None:
    for page in ("dashboard/pages/overview.py", "dashboard/pages/index_ranks.py", PAGE):
        labels = [button.label for button in opened(app, page).button]
        assert len(labels) == len(set(labels)), page
