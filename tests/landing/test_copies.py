"""Articles that copy one another: lightly edited is still a copy, the same form with other figures is not."""

import unicodedata
from datetime import date
from pathlib import Path

import duckdb
import pytest

from orchestration.landing import store
from orchestration.landing.copies import FEWEST_WORDS, mark_copies, printed

ORIGINAL = """
Chín tháng năm 2024, tỉnh Hải Dương số hóa đạt 89,27% hồ sơ, giấy tờ, kết quả giải quyết thủ tục hành chính. Từ đầu
năm đến nay, toàn tỉnh tiếp nhận trực tuyến 453.520 trong tổng số 495.192 hồ sơ của 25 dịch vụ công thiết yếu, đạt 92%.
Hơn 1,7 triệu người dân đã có thẻ căn cước gắn chip. Sở Thông tin và Truyền thông cấp miễn phí 17.274 chữ ký số để
người dân ký hồ sơ ngay tại nhà. Lãnh đạo tỉnh yêu cầu các xã, phường tiếp tục hướng dẫn người dân nộp hồ sơ qua mạng.
"""
EDITED = (
    "(Báo Thử) "
    + ORIGINAL.replace("toàn tỉnh", "Hải Dương").replace("người dân đã có", "công dân được cấp")
    + "\nPhóng viên ghi nhận tại trung tâm."
)
NEXT_MONTH = (
    ORIGINAL.replace("Chín", "Mười")
    .replace("89,27%", "90,14%")
    .replace("453.520", "501.007")
    .replace("495.192", "544.310")
    .replace("92%", "92,04%")
    .replace("17.274", "19.030")
)
OTHER = """
Ủy ban nhân dân tỉnh Thanh Hóa ban hành kế hoạch phát triển kinh tế số, trong đó mỗi huyện chọn một sản phẩm để đưa lên
sàn thương mại điện tử. Các ngân hàng trên địa bàn phối hợp mở tài khoản cho hộ kinh doanh, hướng dẫn cách dùng mã QR.
"""


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    store.create_tables(made)
    return made


def add(
    con: duckdb.DuckDBPyConnection, name: str, text: str | None, on: date | None = None, kind: str = "article"
) -> None:
    row = {"document_id": name, "path": f"articles/{name}.txt", "sha256": name, "bytes": 1, "kind": kind}
    row |= {"source_id": "s", "title": name, "title_basis": "text", "published_basis": "text", "place_basis": "text"}
    store.insert(con, "document", [row | {"published_on": on, "text": text}])


def marked(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    mark_copies(con)
    told = con.execute("select document_id, near_duplicate_of from landing.document").fetchall()
    return {copy: original for copy, original in told if original}


def test_a_lightly_edited_copy_names_the_earlier_text(con: duckdb.DuckDBPyConnection) -> None:
    add(con, "a-later", EDITED, date(2024, 11, 13))
    add(con, "b-first", ORIGINAL, date(2024, 11, 12))
    add(con, "c-undated", ORIGINAL + " Theo bài gốc.")
    add(con, "other", OTHER, date(2024, 11, 12))
    assert marked(con) == {"a-later": "b-first", "c-undated": "b-first"}


def test_the_same_form_with_other_figures_is_no_copy(con: duckdb.DuckDBPyConnection) -> None:
    add(con, "september", ORIGINAL, date(2024, 10, 1))
    add(con, "october", NEXT_MONTH, date(2024, 11, 1))
    assert marked(con) == {}


def test_spelling_makes_no_difference(con: duckdb.DuckDBPyConnection) -> None:
    add(con, "nfc", ORIGINAL, date(2024, 1, 1))
    add(con, "nfd", unicodedata.normalize("NFD", ORIGINAL.upper()), date(2024, 1, 2))
    assert marked(con) == {"nfd": "nfc"}


def test_short_texts_and_portal_pages_are_not_judged(con: duckdb.DuckDBPyConnection) -> None:
    short = " ".join(["chữ"] * (FEWEST_WORDS - 1))
    assert printed(short) is None
    add(con, "one", short)
    add(con, "two", short)
    add(con, "page-one", ORIGINAL, kind="capture")
    add(con, "page-two", ORIGINAL, kind="capture")
    add(con, "bytes-of-another", None)
    assert marked(con) == {}


def test_a_copy_stands_alone_once_its_original_is_gone(con: duckdb.DuckDBPyConnection) -> None:
    add(con, "first", ORIGINAL, date(2024, 11, 12))
    add(con, "later", EDITED, date(2024, 11, 13))
    assert marked(con) == {"later": "first"}
    store.forget_documents(con, ["first"])
    assert marked(con) == {}
    assert con.execute("select document_id from landing.article_print").fetchall() == [("later",)]


def test_no_text_of_the_repository_is_taken_for_a_copy(con: duckdb.DuckDBPyConnection) -> None:
    articles = Path(__file__).parents[2] / "raw" / "articles"
    for path in sorted(articles.rglob("*")):
        if path.suffix in (".md", ".txt"):
            add(con, path.relative_to(articles).as_posix(), path.read_text("utf-8"))
    assert marked(con) == {}
