"""Case files counted: against a plain count by hand, and pitfall by pitfall."""

from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.portals import dossier_export, dossier_months, dossiers, working_days
from orchestration.portals.dossier_export import MissingColumns
from orchestration.portals.dossiers import Rules

AS_OF = date(2025, 3, 20)
RULES = Rules("result", "in_due", AS_OF)
HEADER = {
    "code": "Mã hồ sơ",
    "agency": "Cơ quan thực hiện",
    "field": "Lĩnh vực",
    "received_at": "Ngày tiếp nhận",
    "due_at": "Ngày hẹn trả",
    "renewed_due_at": "Ngày hẹn trả lại",
    "result_at": "Ngày có kết quả",
    "handed_over_at": "Ngày trả kết quả",
    "status": "Trạng thái",
    "paused_days": "Số ngày tạm dừng",
}


def export(*rows: dict[str, str | None]) -> pl.LazyFrame:
    """An export of these dossiers, every cell as text."""
    return pl.LazyFrame(
        {header: [row.get(name) for row in rows] for name, header in HEADER.items()},
        schema=dict.fromkeys(HEADER.values(), pl.String),
    )


def followed(source: pl.LazyFrame, rules: Rules = RULES, key: bytes | None = None) -> pl.DataFrame:
    known = dossier_export.known_columns(source, key)
    marked = dossiers.followed(known, rules).with_columns(dossiers.is_repeat(dossiers.repeated_rows(known)))
    return marked.with_columns(dossier_export.named()).collect()


def months(source: pl.LazyFrame, rules: Rules = RULES) -> dict[tuple[str, str, date], dict[str, int]]:
    counted = dossier_months.month_results(dossier_months.cube(followed(source, rules).lazy(), rules), rules)
    return {(row.pop("agency"), row.pop("field"), row.pop("month")): row for row in counted.iter_rows(named=True)}


def outcome(rules: Rules = RULES, **cells: str | None) -> str:
    row = {"received_at": "03/02/2025 08:00", "due_at": "10/02/2025"} | cells
    return str(followed(export(row), rules)["outcome"].item())


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"result_at": "07/02/2025 16:59"}, "early"),
        ({"result_at": "10/02/2025 23:59"}, "on_day"),
        ({"result_at": "11/02/2025 00:01"}, "late"),
        ({"result_at": "11/02/2025", "renewed_due_at": "12/02/2025"}, "early"),
        ({"due_at": None, "result_at": "11/02/2025"}, "no_due"),
        ({"due_at": "không hẹn", "result_at": "11/02/2025"}, "no_due"),
        ({"due_at": None}, "pending_no_due"),
        ({}, "pending_overdue"),
        ({"due_at": "20/03/2025"}, "pending_in_time"),
        ({"due_at": "19/03/2025"}, "pending_overdue"),
        ({"status": "Tạm dừng (chờ bổ sung)"}, "paused"),
        ({"status": "Yêu cầu thực hiện nghĩa vụ tài chính"}, "paused"),
        ({"status": "Công dân rút hồ sơ", "result_at": "05/02/2025"}, "returned"),
        ({"status": "TỪ CHỐI GIẢI QUYẾT", "handed_over_at": "05/02/2025"}, "returned"),
        ({"status": "Trả lại hồ sơ"}, "ended_undated"),
        ({"status": "Đã trả kết quả"}, "ended_undated"),
        ({"handed_over_at": "09/02/2025"}, "ended_undated"),
        ({"status": "Chờ huyện xử lý", "due_at": "21/03/2025"}, "pending_in_time"),
        ({"received_at": None}, "undated"),
        ({"received_at": "31/02/2025"}, "undated"),
        ({"received_at": "03/04/2025"}, "undated"),
        ({"result_at": "21/03/2025"}, "pending_overdue"),
        # within the day, by the hour
        ({"due_at": "03/02/2025 11:30", "result_at": "03/02/2025 11:31"}, "late"),
        ({"due_at": "03/02/2025 11:30", "result_at": "03/02/2025 11:30"}, "on_day"),
        ({"due_at": "03/02/2025", "result_at": "03/02/2025 15:00"}, "on_day"),
        # English and ISO moments
        ({"due_at": "2025-02-10T17:00:00", "result_at": "2025-02-11 08:00:00.123"}, "late"),
        ({"due_at": "17:00 10/02/2025", "result_at": "09.02.2025"}, "early"),
    ],
)
def test_how_a_dossier_went(cells: dict[str, str | None], expected: str) -> None:
    assert outcome(**cells) == expected


def test_the_source_says_which_day_decides() -> None:
    cells = {"result_at": "10/02/2025", "handed_over_at": "12/02/2025"}
    assert outcome(RULES, **cells) == "on_day"
    by_handover = Rules("handover", "in_due", AS_OF)
    assert outcome(by_handover, **cells) == "late"
    assert outcome(by_handover, result_at="07/02/2025", status="Đã có kết quả") == "pending_overdue"


def test_a_pause_moves_the_appointment_where_the_source_says_so() -> None:
    cells = {"result_at": "12/02/2025", "paused_days": "2"}
    assert outcome(RULES, **cells) == "late"
    extended = Rules("result", "extend_due", AS_OF)
    assert outcome(extended, **cells) == "on_day"
    # two working days after Friday 24 January 2025 lie beyond the New Year holidays (27-31) and a week-end
    tet = {"received_at": "20/01/2025", "due_at": "24/01/2025", "paused_days": "2"}
    assert outcome(extended, result_at="04/02/2025", **tet) == "on_day"
    assert outcome(extended, result_at="05/02/2025", **tet) == "late"
    # who renewed the appointment had the pause in sight
    assert outcome(extended, result_at="13/02/2025", paused_days="2", renewed_due_at="12/02/2025") == "late"


def test_working_days_leave_out_week_ends_and_holidays() -> None:
    row = {"received_at": "24/01/2025", "due_at": "24/01/2025", "result_at": "04/02/2025"}
    told = followed(export(row)).row(0, named=True)
    assert (told["outcome"], told["working_days"], told["late_working_days"]) == ("late", 2, 2)


@given(st.dates(date(2012, 1, 1), date(2039, 1, 1)), st.integers(0, 400))
def test_working_days_are_those_of_the_calendar(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    frame = pl.DataFrame({"start": [start], "end": [end]})
    ours = working_days.working_days_before(pl.col("end")) - working_days.working_days_before(pl.col("start"))
    counted = pl.business_day_count("start", "end", holidays=working_days.days_off())
    assert frame.select(ours == counted).item()


def test_days_outside_the_calendar_are_not_counted() -> None:
    row = {"received_at": "24/01/1975", "due_at": "24/01/1975", "result_at": "04/02/2025"}
    assert followed(export(row))["working_days"].item() is None


def test_a_dossier_told_twice_counts_once() -> None:
    open_row = {"code": "H00.01-250203-0001", "received_at": "03/02/2025", "due_at": "10/02/2025", "agency": "Cũ"}
    done_row = open_row | {"code": "h00.01-250203-0001 ", "agency": "Mới", "result_at": "07/02/2025"}
    for rows in ((open_row, done_row), (done_row, open_row), (open_row, done_row, open_row)):
        told = followed(export(*rows))
        assert told.filter(~pl.col("is_repeat"))["agency"].to_list() == ["Mới"]
        assert sum(month["received"] for month in months(export(*rows)).values()) == 1


def test_rows_without_a_code_are_never_the_same() -> None:
    row = {"received_at": "03/02/2025", "due_at": "10/02/2025"}
    assert followed(export(row, row))["is_repeat"].to_list() == [False, False]


@pytest.mark.parametrize(
    ("code", "kept"),
    [
        ("H21.65-220914-0011", "H21.65-220914-0011"),
        ("000.00.01.h21-220914-0001", "000.00.01.H21-220914-0001"),
        ("012345678901", None),
        ("Nguyễn Văn Thử", None),
        ("0912 345 678", None),
        ("ai-do@thu.example", None),
        ("", None),
    ],
)
def test_only_a_code_is_kept_as_a_code(code: str, kept: str | None) -> None:
    row = {"code": code, "received_at": "03/02/2025", "due_at": "10/02/2025"}
    assert followed(export(row))["code"].item() == kept


def test_nothing_personal_passes_as_an_agency_or_field() -> None:
    row = {"received_at": "03/02/2025", "due_at": "10/02/2025", "agency": "Bà Thử 0912.345.678", "field": "a@b.example"}
    told = followed(export(row))
    assert (told["agency"].item(), told["field"].item()) == (None, None)


def test_only_listed_columns_are_read() -> None:
    source = export({"received_at": "03/02/2025", "due_at": "10/02/2025"}).with_columns(
        pl.lit("Nguyễn Văn Thử").alias("Họ và tên"),
        pl.lit("012345678901").alias("Số CCCD"),
        pl.lit("một ghi chú về người nộp").alias("Lý do trễ hẹn"),
    )
    text = str(dossier_export.known_columns(source, None).collect().rows())
    assert not any(word in text for word in ("Thử", "012345678901", "ghi chú"))


def test_a_key_turns_an_identity_into_a_mark_that_the_key_alone_can_make() -> None:
    source = export({"received_at": "03/02/2025", "due_at": "10/02/2025"})
    one = source.with_columns(pl.lit("012345678901").alias("Số CCCD"))
    same = source.with_columns(pl.lit("012 345 678 901").alias("Số CCCD"))
    mark, again, other, none = (
        dossier_export.known_columns(frame, key).collect()["applicant_key"].item()
        for frame, key in ((one, b"k" * 16), (same, b"k" * 16), (one, b"x" * 16), (one, None))
    )
    assert mark == again != other
    assert none is None
    assert "012345678901" not in mark


@pytest.mark.parametrize("without", ["received_at", "due_at"])
def test_an_export_without_its_days_is_refused_by_name(without: str) -> None:
    source = export({}).drop(HEADER[without])
    with pytest.raises(MissingColumns) as missing:
        dossier_export.known_columns(source, None)
    assert missing.value.names == [HEADER[without]]


def test_carried_over_pending_and_gaps_add_up_by_hand() -> None:
    unit = {"agency": "Sở A", "field": "Đất đai"}
    told = months(
        export(
            unit | {"received_at": "30/12/2024", "due_at": "15/01/2025", "result_at": "10/02/2025"},
            unit | {"received_at": "05/01/2025", "due_at": "31/01/2025", "result_at": "31/01/2025"},
            unit | {"received_at": "06/02/2025", "due_at": "28/02/2025"},
            unit | {"received_at": "07/02/2025", "due_at": None},
            unit | {"received_at": "08/02/2025", "due_at": "20/02/2025", "status": "Đã trả kết quả"},
            unit | {"received_at": "01/03/2025", "due_at": "05/03/2025", "status": "Tạm dừng"},
        )
    )

    def of(year: int, month: int) -> tuple[int, ...]:
        row = told["Sở A", "Đất đai", date(year, month, 1)]
        names = ("carried_over", "received", "resolved_on_day", "resolved_late", "pending_in_time")
        return tuple(row[name] for name in (*names, "pending_overdue", "pending_without_due", "paused"))

    assert of(2024, 12) == (0, 1, 0, 0, 1, 0, 0, 0)
    assert of(2025, 1) == (1, 1, 1, 0, 0, 1, 0, 0)
    # due on the 28th: at the end of that day it is not overdue yet; the undated one is in none of the classes
    assert of(2025, 2) == (1, 3, 0, 1, 1, 0, 1, 0)
    assert of(2025, 3) == (2, 1, 0, 0, 0, 1, 1, 1)


@dataclass(frozen=True)
class Dossier:
    """What a hand would write on a card."""

    agency: str
    received: date
    due: date | None
    result: date | None
    status: str


cards = st.builds(
    Dossier,
    agency=st.sampled_from(["Sở A", "Xã B"]),
    received=st.dates(date(2024, 11, 1), AS_OF),
    due=st.none() | st.dates(date(2024, 11, 1), date(2025, 5, 1)),
    result=st.none() | st.dates(date(2024, 11, 1), AS_OF),
    status=st.sampled_from(["", "Đang xử lý", "Tạm dừng", "Trả lại hồ sơ"]),
).map(lambda card: card if card.result is None or card.result >= card.received else in_order(card))


def in_order(card: Dossier) -> Dossier:
    return Dossier(card.agency, card.received, card.due, card.received, card.status)


def by_hand(cards: list[Dossier]) -> dict[tuple[str, date], Counter[str]]:
    """Every card looked at in every month: slow, plain, and not the way the code does it."""
    told: dict[tuple[str, date], Counter[str]] = {}
    for year, month in [(2024, 11), (2024, 12), (2025, 1), (2025, 2), (2025, 3)]:
        first = date(year, month, 1)
        last = min(date(year, month, monthrange(year, month)[1]), AS_OF)
        for card in cards:
            count = told.setdefault((card.agency, first), Counter())
            count["received"] += first <= card.received <= last
            gone_undated = card.status == "Trả lại hồ sơ" and card.result is None
            if gone_undated or card.received > last:
                continue
            count["carried_over"] += card.received < first and (card.result is None or card.result >= first)
            if card.result and first <= card.result <= last:
                count[how(card)] += 1
            if card.result is None or card.result > last:
                count[where(card, last)] += 1
    return told


def how(card: Dossier) -> str:
    if card.status == "Trả lại hồ sơ":
        return "returned"
    if card.due is None or card.result is None:
        return "resolved_without_due"
    if card.result == card.due:
        return "resolved_on_day"
    return "resolved_early" if card.result < card.due else "resolved_late"


def where(card: Dossier, last: date) -> str:
    if card.status == "Tạm dừng" and card.result is None and last == AS_OF:
        return "paused"
    if card.due is None:
        return "pending_without_due"
    return "pending_overdue" if card.due < last else "pending_in_time"


def written(day: date | None) -> str | None:
    return day.strftime("%d/%m/%Y") if day else None


@settings(deadline=None, max_examples=60)
@given(st.lists(cards, min_size=1, max_size=25))
def test_months_are_what_a_count_by_hand_gives(cards: list[Dossier]) -> None:
    source = export(
        *(
            {
                "agency": card.agency,
                "field": "Đất đai",
                "received_at": written(card.received),
                "due_at": written(card.due),
                "result_at": written(card.result),
                "status": card.status,
            }
            for card in cards
        )
    )
    expected = by_hand(cards)
    told = months(source)
    names = ("received", "carried_over", "returned", "paused", "resolved_early", "resolved_on_day", "resolved_late")
    names += ("resolved_without_due", "pending_in_time", "pending_overdue", "pending_without_due")
    for (agency, first), count in expected.items():
        row = told.get((agency, "Đất đai", first), {})
        assert {name: row.get(name, 0) for name in names} == {name: count[name] for name in names}
    assert {(agency, first) for agency, _, first in told} <= expected.keys()


@given(st.lists(st.text(max_size=30), max_size=8))
def test_any_header_is_read_or_passed_over(header: list[str]) -> None:
    assert set(dossier_export.columns_of(header).values()) <= set(header)


def test_a_long_wait_is_one_dossier_in_each_month() -> None:
    start = datetime(2015, 1, 5)
    told = months(export({"received_at": start.strftime("%d/%m/%Y"), "due_at": "12/01/2015", "agency": "A"}))
    assert len(told) == (AS_OF.year - 2015) * 12 + AS_OF.month
    assert all(month["pending_overdue"] == 1 for month in told.values())


@pytest.mark.parametrize(
    "header",
    [
        ["maHoSo", "ngayTiepNhan", "ngayHenTra", "ngayCoKetQua"],
        ["SO_BIEN_NHAN", "THOI_DIEM_TIEP_NHAN", "THOI_GIAN_HEN_TRA", "NGAY_KET_THUC_XU_LY"],
        ["Số hồ sơ", "Ngày tiếp nhận hồ sơ", "Ngày hẹn trả KQ", "Ngày có KQ"],
    ],
)
def test_other_names_for_the_columns(header: list[str]) -> None:
    cells = ["A-1", "03/02/2025", "10/02/2025", "11/02/2025"]
    source = pl.LazyFrame({name: [cell] for name, cell in zip(header, cells, strict=True)})
    assert followed(source)["outcome"].to_list() == ["late"]


def test_of_two_columns_the_one_that_says_it_best_is_read() -> None:
    header = ["Ngày nộp", "Ngày tiếp nhận", "Hạn xử lý", "Ngày hẹn trả", "Ngày kết thúc", "Ngày có kết quả"]
    for names in (header, header[::-1]):
        found = dossier_export.columns_of(names)
        assert [found[ours] for ours in ("received_at", "due_at", "result_at")] == header[1::2]


@pytest.mark.parametrize("header", ["Họ và tên", "hoTen", "SO_DIEN_THOAI", "soDienThoai", "nguoiNop", "Số CCCD"])
def test_headers_about_people_in_any_spelling(header: str) -> None:
    assert dossier_export.speaks_of_people(f"maHoSo;{header};ngayTiepNhan")
