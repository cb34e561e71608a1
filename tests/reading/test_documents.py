"""Which decisions, plans and programmes a text names, and what it says of each."""

from datetime import date

import pytest

from orchestration.reading import Document, PolicyMention, read_policy_mentions


def read(text: str, **more: object) -> list[PolicyMention]:
    return read_policy_mentions(Document(text, **more))  # type: ignore[arg-type]


def only(text: str) -> PolicyMention:
    (mention,) = read(text)
    return mention


@pytest.mark.parametrize(
    ("text", "number", "kind", "issuer", "issued_on"),
    [
        (
            "Tỉnh Lào Cai triển khai Quyết định số 749/QĐ-TTg ngày 3/6/2020 của Thủ tướng Chính phủ.",
            "749/QĐ-TTg",
            "Quyết định",
            "Thủ tướng Chính phủ",
            date(2020, 6, 3),
        ),
        (
            "Ngày 12/5/2022, Tỉnh ủy Lào Cai ban hành Nghị quyết số 15-NQ/TU về chuyển đổi số.",
            "15-NQ/TU",
            "Nghị quyết",
            "Tỉnh ủy Lào Cai",
            date(2022, 5, 12),
        ),
        (
            "UBND tỉnh Lào Cai đã ban hành Kế hoạch số 88/KH - UBND ngày 26 tháng 3 năm 2021.",
            "88/KH-UBND",
            "Kế hoạch",
            "UBND tỉnh Lào Cai",
            date(2021, 3, 26),
        ),
        ("Căn cứ Luật số 202/2025/QH15, tỉnh Lào Cai sắp xếp lại.", "202/2025/QH15", "Luật", "Quốc hội", None),
        ("Theo chỉ thị 14/CT-TTg, tỉnh Lào Cai rà soát máy chủ.", "14/CT-TTg", "Chỉ thị", "Thủ tướng Chính phủ", None),
        (
            "Ở Lào Cai, văn bản số 45/CTr-UBND ngày 1.2.2023 còn hiệu lực.",
            "45/CTr-UBND",
            "Chương trình",
            None,
            date(2023, 2, 1),
        ),
        (
            "Sở Nội vụ tỉnh Lào Cai họp. Sở đã ban hành Kế hoạch số 07/KH-SNV.",
            "07/KH-SNV",
            "Kế hoạch",
            "Sở Nội vụ tỉnh Lào Cai",
            None,
        ),
    ],
)
def test_a_number_with_its_kind_issuer_and_day(
    text: str, number: str, kind: str, issuer: str | None, issued_on: date | None
) -> None:
    mention = only(text)
    assert (mention.number, mention.type, mention.issuer, mention.issued_on) == (number, kind, issuer, issued_on)


def test_how_an_issuer_is_known_is_said() -> None:
    by_letters = only("Tỉnh Lào Cai thực hiện Quyết định 06/QĐ-TTg.")
    by_words = only("Tỉnh Lào Cai thực hiện Quyết định 06/QĐ-TTg của Thủ tướng Chính phủ.")
    assert (by_letters.issuer, by_letters.issuer_basis) == ("Thủ tướng Chính phủ", "number")
    assert (by_words.issuer, by_words.issuer_basis) == ("Thủ tướng Chính phủ", "stated")


def test_a_short_name_takes_from_the_full_one_what_it_leaves_out() -> None:
    full, short = read(
        "Ngày 12/5/2022, Ban Chấp hành Đảng bộ tỉnh Lào Cai ban hành Nghị quyết số 15-NQ/TU. "
        "Nghị quyết số 15 của Tỉnh ủy đặt ra ba việc."
    )
    assert short.number == full.number == "15-NQ/TU"
    assert short.issued_on == date(2022, 5, 12)
    assert short.issuer == "Ban Chấp hành Đảng bộ tỉnh Lào Cai"
    assert (full.number_basis, short.number_basis) == ("stated", "carried_over")


def test_a_short_number_that_fits_two_documents_stays_short() -> None:
    mentions = read("Tỉnh có Nghị quyết số 15-NQ/TU và Nghị quyết số 15/NQ-CP. Nghị quyết 15 được nhắc nhiều.")
    assert [mention.number for mention in mentions] == ["15-NQ/TU", "15/NQ-CP", "15"]


def test_a_name_is_no_number() -> None:
    mention = only("Tổ công tác Đề án 06 của tỉnh họp hằng tuần.")
    assert (mention.number, mention.type, mention.stands_for) == (None, "Đề án", "06/QĐ-TTg")


def test_a_short_name_stands_for_nothing_before_the_document_was_issued() -> None:
    text = "Tỉnh Lào Cai học tập Nghị quyết 57 trong quý này."
    (late,) = read(text, published_on=date(2025, 3, 1))
    (early,) = read(text, published_on=date(2019, 3, 1))
    assert (late.stands_for, early.stands_for) == ("57-NQ/TW", None)


def test_a_title_with_its_years_names_a_document_and_its_draft() -> None:
    named, again = read(
        "Sở trình dự thảo Đề án phát triển đô thị thông minh tỉnh Lào Cai giai đoạn 2024-2030. "
        "Đề án phát triển đô thị thông minh của tỉnh có năm phần."
    )
    assert (named.is_draft, again.is_draft) == (True, False)
    assert named.title == "Đề án phát triển đô thị thông minh tỉnh Lào Cai giai đoạn 2024-2030"
    assert again.title == named.title


def test_a_plan_named_by_what_it_carries_out_is_one_document() -> None:
    mention = only("Tỉnh Lào Cai soạn Kế hoạch thực hiện Nghị quyết của Tỉnh ủy.")
    assert mention.quote == "Kế hoạch thực hiện Nghị quyết của Tỉnh ủy"
    assert mention.type == "Kế hoạch"


@pytest.mark.parametrize(
    "text",
    [
        "Sở Kế hoạch và Đầu tư năm 2024 tiếp 120 nhà đầu tư.",
        "Các sở xây dựng kế hoạch theo từng giai đoạn.",
        "Các xã đã ban hành chương trình/kế hoạch chuyển đổi số năm 2023.",
        "Tỉnh có nhiều kế hoạch chuyển đổi số năm 2023.",
        "UBND tỉnh quyết định công bố 104 thủ tục.",
        "Đường dây trực 24/7, tỷ lệ 12/15 xã, ngày 6/5-7/5.",
        "Pháp luật năm 2024 quy định rõ.",
    ],
)
def test_what_only_looks_like_a_document(text: str) -> None:
    assert read(text) == []


def test_an_issuer_is_named_with_the_place_the_text_is_about() -> None:
    mention = only("Tỉnh Lào Cai họp. Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVI nêu năm đột phá.")
    assert mention.issuer == "Đại hội Đảng bộ tỉnh Lào Cai lần thứ XVI"
    assert mention.place_name == "Lào Cai"
