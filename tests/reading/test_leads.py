"""What is found by its lead words is what a search everywhere finds."""

import re

from hypothesis import given
from hypothesis import strategies as st

from orchestration.reading import (
    Document,
    amounts,
    documents,
    due,
    indicators,
    issuers,
    kinds,
    measured,
    milestones,
    periods,
    places,
    principal,
    read_statements,
    tiers,
    whose,
)
from orchestration.reading.leads import NUMBER, Leads, Sought, Spots, matches
from orchestration.reading.normalise import normalise
from orchestration.reading.reader import default_reader
from orchestration.reading.vocabulary import default

READER = default_reader()
VOCABULARY = default()
# every pattern that is found by its leads: its name among them, and the walk that knows them
LED: list[tuple[re.Pattern[str], str, Leads]] = [
    (READER.grammar.pattern, "quantity", READER.leads),
    (periods.EXPRESSION, "period", READER.leads),
    (READER.rules.cues.target, "target", READER.leads),
    (READER.rules.cues.told_of, "told of", READER.leads),
    (READER.rules.cues.done, "done", READER.leads),
    (places.COMMUNE, "commune", READER.leads),
    (places.central_bodies(VOCABULARY), "central body", READER.leads),
    (places.BLOC, "bloc", READER.leads),
    (places.WHOLE_COUNTRY, "whole country", READER.leads),
    (places.national_words(VOCABULARY), "national", READER.leads),
    (principal.ITSELF, "itself", READER.leads),
    (principal.DISTRICT_ITSELF, "district itself", READER.leads),
    (documents.grammar().head, "head", documents.leads()),
    (documents.STANDING, "standing", documents.leads()),
    (issuers.body_pattern(), "body", issuers.leads()),
    (milestones.grammar().verb, "verb", milestones.leads()),
    (milestones.grammar().cue, "cue", milestones.leads()),
    (due.EXPRESSION, "day", milestones.leads()),
    *((rule.pattern, rule.name, Leads({rule.name: rule.begins})) for rule in VOCABULARY.masks if rule.begins),
]
ON_CASED_TEXT = {places.COMMUNE, places.central_bodies(VOCABULARY)}

PIECES = [
    *"0123456789%/.,-() \n;:",
    *(
        "năm 2024 ",
        "đến hết ",
        "quý i/2025 ",
        "tháng 3 ",
        "giai đoạn 2021-2025 ",
        "ngày 1/1 - ",
        "trước ngày ",
        "hiện có ",
    ),
    *("xếp thứ ", "vị trí ", "trong số ", "mỗi người có một ", "một nửa ", "tăng ", "gấp 3 lần ", "triệu ", "điểm "),
    *(
        "mức độ ",
        "kế hoạch ",
        "số ",
        "06-nq/tu ",
        "điện thoại ",
        "lớp ",
        "tổ ",
        "lần thứ ",
        "0912 345 678 ",
        "https://a.vn ",
    ),
    *(
        "UBND tỉnh ",
        "Bộ Y tế ",
        "xã Ân Thi ",
        "cả nước ",
        "khối bộ ",
        "ban hành ",
        "dự thảo ",
        "nghị quyết ",
        "ra mắt ",
    ),
    *("sẽ ", "phấn đấu ", "mục tiêu ", "đã đạt mục tiêu ", "vượt ", "αβ", "l", "o5", "\u202e", "x"),
]


SOUGHT = [
    value
    for module in (amounts, indicators, kinds, measured, periods, tiers, whose)
    for value in vars(module).values()
    if isinstance(value, Sought)
]
SOUGHT_PIECES = [
    *("mục tiêu ", "chỉ tiêu ", "kế hoạch ", "đề ra ", "của ", "năm ", "là ", "phải đạt ", "so với ", "(", ": ", "kỳ "),
    *("cao hơn ", "hơn ", "mức ", "cùng kỳ ", "bằng ", "xếp hạng ", "kết quả ", "thời điểm ", "từ ", "ngày ", "đầu "),
    *("kể ", "thực hiện ", ", ", ". ", "trong đó ", "và ", "đạt ", "tỷ lệ ", "số lượng ", "tổng số ", "tỷ trọng "),
    *("các bộ ", "bộ, ngành ", "tỉnh, thành ", "địa phương ", "khối tỉnh ", "cấp bộ ", "có ", "với ", "con số ", "5%"),
    *(
        " ",
        "đã ",
        "sẽ ",
        "được ",
        "trên ",
        "toàn quốc",
        "cả nước ",
        "số ",
        "điểm số ",
        "tổng điểm ",
        "cấp ",
        "ubnd xã ",
    ),
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_what_is_found_by_its_leads_is_what_is_found_everywhere(text: str) -> None:
    normal = normalise(text)
    walked: dict[int, Spots] = {}
    for pattern, name, leads in LED:
        spots = walked.setdefault(id(leads), leads.walk(normal.low))[name]
        where = normal.text if pattern in ON_CASED_TEXT else normal.low
        found = [match.span() for match in matches(pattern, where, spots)]
        assert found == [match.span() for match in pattern.finditer(where)], name


@given(st.lists(st.sampled_from(SOUGHT_PIECES), max_size=12).map("".join))
def test_what_is_sought_by_its_words_is_what_is_sought_everywhere(text: str) -> None:
    for sought in SOUGHT:
        for start, end in ((0, len(text)), (3, len(text)), (0, len(text) // 2)):
            for found, expected in (
                (sought.search(text, start, end), sought.pattern.search(text, start, end)),
                (sought.match(text, start, end), sought.pattern.match(text, start, end)),
            ):
                assert (found and found.span()) == (expected and expected.span()), sought


def test_a_lead_is_found_at_its_start_and_a_number_once() -> None:
    walk = Leads({"month": ("tháng", NUMBER), "year": ("năm", "năm nay")}).walk("tháng 12 năm 2024, năm nay")
    assert walk == {"month": [0, 6, 13], "year": [9, 19]}


def test_half_a_character_is_survived() -> None:
    assert [s.value for s in read_statements(Document("\ud800 Năm 2024, tỉnh đạt 89,27% hồ sơ trực tuyến."))] == [89.27]
