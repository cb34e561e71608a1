"""A small warehouse of invented figures. Nothing in it is true: every name says that it is test data."""

import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import warehouse
from dashboard.components import notice
from dashboard.text import Text
from tests.dashboard.contracts import create_tables

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app_streamlit.py"

PLACE, TOWN, BARE = "T1-2004", "901-2004", "T2-2004"
LONE_UNIT = "||Đơn vị thử|"
SCRIPT_TITLE = "<script>alert('thử')</script> ![ảnh](http://ngoai.example/x.png) **đậm**"
SENTENCE = "Tỉnh Thử Nghiệm số hóa đạt trên 89,27% trong 9 tháng năm 2024."
TEXT = f"Mở đầu bài thử. {SENTENCE} Câu sau <b>không đậm</b>."

DAY = date(2024, 9, 30)
NINE_MONTHS = {"period_start": date(2024, 1, 1), "period_end": DAY, "period_type": "ytd", "period_basis": "stated"}
OF_PLACE = {"place_key": PLACE, "place_code": "T1", "place_name": "Thử Nghiệm", "place_level": "province"}


def kpi(code: str, value: float, unit: str, evidence: str, **more: Any) -> dict[str, Any]:
    usual = {
        "indicator_code": code,
        "name_vi": f"Chỉ số thử {code}",
        "name_en": f"Test indicator {code}",
        "pillar": "digital_government",
        "direction": "higher",
        "place_key": PLACE,
        "place_code": "T1",
        "place_name": "Thử Nghiệm",
        "scope_level": "province",
        "value": value,
        "unit": unit,
        "qualifier": "exact",
        "rate_basis": "unknown",
        "check_status": "not_checkable",
        "n_sources": 1,
        "agreement": "single",
        "freshness_days": 400,
        "evidence": evidence,
        "evidence_kind": "sentence",
        "document_id": "doc1",
    }
    return usual | NINE_MONTHS | more


def observation(identity: str, code: str, value: float, document: str, **more: Any) -> dict[str, Any]:
    usual = {
        "observation_id": identity,
        "cluster_id": identity,
        "indicator_code": code,
        "value": value,
        "original_value": value,
        "unit": "percent",
        "qualifier": "exact",
        "rate_basis": "unknown",
        "check_status": "not_checkable",
        "source_kind": "article",
        "statement_id": identity,
        "evidence_id": identity,
        "document_id": document,
        "source_id": "test",
        "published_on": date(2024, 10, 5),
        "is_official": False,
    }
    return usual | OF_PLACE | NINE_MONTHS | more


def month(at: date, derived_by: str, on_time: int | None, late: int | None, **more: Any) -> dict[str, Any]:
    rate = round(100 * on_time / (on_time + late), 2) if on_time is not None and late is not None else None
    usual = {
        "month": at,
        "derived_by": derived_by,
        "resolved_on_time": on_time,
        "resolved_late": late,
        "on_time_rate": rate,
        "rate_basis": "resolved",
        "evidence": "m1:stated_on_time_rate",
        "document_id": "doc3",
    }
    return OF_PLACE | usual | more


def rank(year: int, place: str, key: str, value: int, base: int, **more: Any) -> dict[str, Any]:
    usual = {
        "index_code": "dti",
        "year": year,
        "place_key": key,
        "place_name": place,
        "rank": value,
        "rank_base": base,
        "is_band": False,
        "framework_version": "thử",
        "n_sources": 1,
        "agreement": "single",
        "is_break": False,
        "evidence": "r1:rank",
        "document_id": "doc3",
    }
    return usual | more


def document(identity: str, **more: Any) -> dict[str, Any]:
    usual = {
        "document_id": identity,
        "path": f"articles/{identity}.txt",
        "sha256": identity * 8,
        "bytes": 100,
        "kind": "article",
        "source_id": "test",
        "title": f"Bài thử {identity}",
        "title_basis": "text",
        "publisher": "Báo Thử (dữ liệu kiểm thử)",
        "published_on": date(2024, 10, 5),
        "published_basis": "text",
        "n_statements": 1,
        "text": TEXT,
    }
    return usual | more


def evidence(identity: str, **more: Any) -> dict[str, Any]:
    usual = {
        "evidence_id": identity,
        "kind": "sentence",
        "document_id": "doc1",
        "document_path": "articles/doc1.txt",
        "quote": "89,27%",
        "sentence": SENTENCE,
        "sentence_start": TEXT.index(SENTENCE),
        "char_start": TEXT.index("89,27%"),
        "char_end": TEXT.index("89,27%") + len("89,27%"),
        "locator": "ký tự 1–2",
        "value": 89.27,
        "unit": "percent",
        "rule": "thử",
        "confidence": 0.9,
        "period_basis": "stated",
        "place_basis": "text",
    }
    return usual | more


def cell(column: str, label: str, text: str, start: int) -> dict[str, Any]:
    return evidence(
        f"m1:{column}",
        kind="cell",
        document_id="doc3",
        label=label,
        quote=text,
        sentence=None,
        sentence_start=None,
        char_start=start,
        char_end=start + len(text),
        unit="count",
        rule="cell",
    )


def score(dimension: str, scope: str, **more: Any) -> dict[str, Any]:
    counts = {f"n_{quality}_{what}": 10 for quality in ("dung", "du", "sach", "song") for what in ("checked", "held")}
    usual = {"dimension": dimension, "scope": scope, "scope_name": f"Phạm vi thử {scope}", "n_findings": 0}
    return usual | counts | {"dung": 100.0, "du": 100.0, "sach": 100.0, "song": None} | more


def card_line(kind: str, group: str | None, criterion: str | None, **more: Any) -> dict[str, Any]:
    usual = {
        "scorecard_line_id": f"{kind}{group}{criterion}",
        "card_id": "the1",
        "scorecard_code": "qd766",
        "version": "thử",
        "line_kind": kind,
        "group_code": group,
        "criterion_code": criterion,
        "position": 1,
        "name_vi": f"Dòng thử {criterion or group or 'chung'}",
        "name_en": f"Test line {criterion or group or 'whole'}",
        "body_kind": "department",
        "organisation": "Sở Thử Chấm Điểm",
        "max_points": 20.0,
        "missing_points": 0.0,
        "status": "scored",
        "n_missing": 0,
        "points_check": "not_checkable",
        "is_confirmed_law": kind != "criterion",
        "period_start": date(2024, 1, 1),
        "period_end": DAY,
        "evidence": "s1",
    }
    return OF_PLACE | usual | more


def place(key: str, name: str, level: str = "province", **more: Any) -> dict[str, Any]:
    usual = {"place_key": key, "place_code": key[:2], "name_vi": name, "name_en": f"{name} (en)", "level": level}
    return usual | {"type": "Tỉnh", "parent_key": "VN", "region": "Vùng Thử", "valid_to": None} | more


ROWS: dict[str, list[dict[str, Any]]] = {
    "build_info": [
        {"build_id": "20240101T000000Z-thu00001", "built_at": datetime(2024, 11, 1, 1, 30), "raw_files": 3},
    ],
    "dim_place": [
        place(PLACE, "Thử Nghiệm", valid_to=date(2025, 6, 30)),
        place(BARE, "Chưa Có Số"),
        place(TOWN, "Thử Nghiệm", "district", type="Thành phố", parent_key=PLACE),
    ],
    "dim_indicator": [
        {"indicator_code": code, "name_vi": f"Chỉ số thử {code}", "name_en": f"Test indicator {code}", "unit_vi": unit}
        for code, unit in [("digitisation_rate", "%"), ("dti_rank", "hạng"), ("services_offered", "dịch vụ")]
    ],
    "dim_document": [
        document("doc1", title=SCRIPT_TITLE, url="javascript:alert(1)"),
        document("doc2", url="https://bao.example/bai"),
        document("doc3", kind="capture", title="Bản chụp thử", captured_at=datetime(2024, 10, 1, 2, 0)),
    ],
    "fct_statement": [
        {"statement_id": "s1", "document_id": "doc1", "kind": "actual", "indicator_code": "digitisation_rate"},
        {"statement_id": "s2", "document_id": "doc2", "subject": "hồ sơ thử", "is_repeat": True},
    ],
    "dim_source": [
        {"source_id": "test", "name": "Nguồn thử", "kind": "press", "is_official": True, "n_documents": 3},
    ],
    "load_audit": [
        {"path": "articles/doc1.txt", "room": "articles", "outcome": "loaded", "rows": 1, "document_id": "doc1"},
        {
            "path": "articles/hong.pdf",
            "room": "articles",
            "outcome": "quarantined",
            "rows": 0,
            "bytes": 12,
            "reason": "Tệp bị khóa.",
        },
    ],
    "fct_observation": [
        observation("s1", "digitisation_rate", 89.27, "doc1", qualifier="over"),
        observation("s2", "digitisation_rate", 85.0, "doc2", cluster_id="s1"),
        observation("s3", "digitisation_rate", 80.0, "doc2", period_end=date(2023, 9, 30)),
        observation("s4", "digitisation_rate", 71.5, "doc2", period_end=date(2022, 9, 30)),
    ],
    "reconciliation": [
        {
            "cluster_id": identity,
            "indicator_code": "digitisation_rate",
            "place_key": PLACE,
            "place_level": "province",
            "period_start": date(2024, 1, 1),
            "period_end": end,
            "rate_basis": "unknown",
            "status": status,
            "chosen_observation_id": identity,
            "why": "Lý do thử.",
        }
        for identity, end, status in [
            ("s1", DAY, "conflict"),
            ("s3", date(2023, 9, 30), "single"),
            ("s4", date(2022, 9, 30), "single"),
        ]
    ],
    "kpi_current": [
        kpi(
            "digitisation_rate",
            89.27,
            "percent",
            "s1",
            qualifier="over",
            numerator=8927.0,
            denominator=10000.0,
            agreement="conflict",
            n_sources=2,
            target=90.0,
            target_comparator="at_least",
            target_met=False,
            target_state="at_risk",
            target_why="Lý do thử của mục tiêu.",
            target_gap=-0.73,
            target_months_ahead=-2.5,
            due_on=date(2025, 12, 31),
            target_evidence="a1",
            target_is_national=True,
            trend="up",
            previous_value=80.0,
            previous_period_end=date(2023, 9, 30),
        ),
        kpi("dti_rank", 13.0, "rank", "r1:rank", direction="lower", pillar="composite_index", denominator=63.0),
        kpi("services_offered", 1427.0, "count", "s1", period_start=None, period_end=None, freshness_days=None),
        *(kpi(f"thu_{i}", float(i), "count", "s1") for i in range(4)),
        kpi("services_offered", 7.0, "count", "s1", place_key=TOWN, scope_level="district"),
    ],
    "evidence": [
        evidence("s1"),
        evidence("s2", document_id="doc2", confidence=0.4),
        evidence("a1", value=90.0, quote="90%", char_start=None, char_end=None, sentence_start=None),
        evidence("r1:rank", kind="cell", document_id="doc3", label="rank", quote="13", unit="rank", value=13.0),
        cell("to_process", "Số hồ sơ xử lý", "67039", 10),
        cell("resolved_late", "Trễ hạn", "454", 30),
        cell("stated_on_time_rate", "Đúng hạn %", "99.3%", 50),
    ],
    "fct_target": [
        {
            "target_id": "a1",
            "indicator_code": "digitisation_rate",
            "place_key": "VN",
            "place_name": "Việt Nam",
            "place_level": "national",
            "due_on": date(2025, 12, 31),
            "comparator": "at_least",
            "value": 90.0,
            "unit": "percent",
            "policy_document": "QĐ thử",
            "evidence_id": "a1",
        }
    ],
    "kpi_target_progress": [
        OF_PLACE
        | {
            "period_start": date(2024, 1, 1),
            "period_end": DAY,
            "target_id": "a1",
            "indicator_code": "digitisation_rate",
            "name_vi": "Chỉ số thử digitisation_rate",
            "name_en": "Test indicator digitisation_rate",
            "direction": "higher",
            "is_national": True,
            "policy_document": "QĐ thử",
            "due_on": date(2025, 12, 31),
            "comparator": "at_least",
            "target": 90.0,
            "unit": "percent",
            "value": 89.27,
            "qualifier": "over",
            "gap_points": -0.73,
            "months_ahead": -2.5,
            "state": "at_risk",
            "why": "Lý do thử của mục tiêu.",
            "target_evidence": "a1",
            "value_evidence": "s1",
            "evidence": "s1",
        },
        {
            "target_id": "a1",
            "indicator_code": "digitisation_rate",
            "name_vi": "Chỉ số thử digitisation_rate",
            "name_en": "Test indicator digitisation_rate",
            "direction": "higher",
            "place_key": BARE,
            "place_name": "Chưa Có Số",
            "is_national": True,
            "policy_document": "QĐ thử",
            "due_on": date(2025, 12, 31),
            "comparator": "at_least",
            "target": 90.0,
            "unit": "percent",
            "state": "cannot_be_judged",
            "why": "Chưa có số thử.",
            "target_evidence": "a1",
            "evidence": "a1",
        },
    ],
    "correction": [
        {
            "correction_id": "thu",
            "evidence_id": "s2",
            "action": "override",
            "expected_value": 85.0,
            "corrected_value": 86.0,
            "reason_vi": "Lý do đính chính thử <b>.",
            "decided_by": "Người thử",
            "decided_on": date(2024, 10, 20),
            "document_id": "doc2",
            "document_path": "articles/doc2.txt",
        }
    ],
    "dq_value_jump": [
        OF_PLACE
        | {
            "indicator_code": "digitisation_rate",
            "period_end": DAY,
            "unit": "percent",
            "value": 89.27,
            "previous_value": 8.9,
            "previous_period_end": date(2023, 9, 30),
            "step": 80.37,
            "n_earlier_steps": 0,
            "why": "Bước nhảy thử.",
            "evidence": "s1",
            "previous_evidence": "s3",
        }
    ],
    "fct_tthc_result": [
        OF_PLACE
        | NINE_MONTHS
        | {
            "measure_id": "m1",
            "document_id": "doc3",
            "organisation": None,
            "to_process": 67039,
            "resolved": 65833,
            "resolved_on_time": 65379,
            "resolved_late": 454,
            "stated_on_time_rate": 99.3,
            "on_time_rate": 99.31,
            "rate_basis": "resolved",
            "rate_check": "match",
            "balance_gap": 1206,
            "is_latest": True,
            "is_superseded": False,
        },
        {
            "measure_id": "m2",
            "document_id": "doc3",
            "organisation": "Đơn vị thử",
            "rate_basis": "unknown",
            "is_superseded": False,
        },
    ],
    "dq_score": [
        score("all", "all", du=46.4, n_du_held=4, n_findings=2),
        score("source", "test", n_findings=1),
        score("place", PLACE, n_findings=1),
    ],
    "dq_finding": [
        {
            "finding_id": "f1",
            "quality": "du",
            "check_code": "period_known",
            "source_id": "test",
            "indicator_code": "digitisation_rate",
            "why": SCRIPT_TITLE,
            "evidence": "s1",
            "document_path": "articles/doc1.txt",
        },
        {
            "finding_id": "f2",
            "quality": "du",
            "check_code": "expected_cell",
            "place_key": PLACE,
            "place_name": "Thử Nghiệm",
            "why": "Chưa có số thử.",
        },
    ],
    "kpi_scorecard": [
        card_line(
            "total",
            None,
            None,
            points=18.86,
            lost_points=1.14,
            max_points=24.0,
            missing_points=4.0,
            n_missing=1,
            next_criterion_code="c1",
            next_points=1.0,
            next_rate=5.0,
            n_next=471,
            counted_vi="hồ sơ",
            counted_en="dossiers",
        ),
        card_line("group", "g1", None, position=1, points=18.86, lost_points=1.14),
        card_line(
            "criterion",
            "g1",
            "c1",
            position=1,
            points=18.86,
            lost_points=1.14,
            numerator=8880.0,
            denominator=9415.0,
            value_rate=94.32,
            next_criterion_code="c1",
            next_points=1.0,
            next_rate=5.0,
            n_next=471,
            counted_vi="hồ sơ",
            counted_en="dossiers",
            formula_vi="cách tính thử",
            formula_en="test formula",
        ),
        card_line(
            "criterion",
            "g1",
            "c2",
            position=2,
            status="missing",
            max_points=4.0,
            missing_points=4.0,
            n_missing=1,
            formula_vi="cách tính thử",
            formula_en="test formula",
        ),
    ],
    "kpi_tthc_month": [
        month(date(2024, 1, 1), "ytd_first_month", 990, 10),
        month(date(2024, 2, 1), "ytd_difference", 980, 20),
        month(date(2024, 4, 1), "gap", None, None),
        month(date(2024, 5, 1), "ytd_difference", 970, 30),
        month(date(2024, 6, 1), "as_published", None, None, stated_on_time_rate=97.5, rate_basis="due"),
    ],
    "kpi_rank_history": [
        rank(2021, "Thử Nghiệm", PLACE, 14, 63),
        rank(2022, "Thử Nghiệm", PLACE, 13, 63, previous_year=2021, previous_rank=14, places_gained=1),
        rank(2024, "Thử Nghiệm", PLACE, 9, 34, previous_year=2022, previous_rank=13, is_break=True),
        rank(2022, "Chưa Có Số", BARE, 13, 63),
        *(rank(2022, f"Nơi Thử {i}", BARE, i, 63) for i in range(1, 13)),
    ],
}


def write_warehouse(path: Path, rows: dict[str, list[dict[str, Any]]]) -> Path:
    with duckdb.connect(str(path)) as con:
        create_tables(con)
        for table, records in rows.items():
            for record in records:
                names = ", ".join(f'"{name}"' for name in record)
                con.execute(
                    f"insert into {table} ({names}) values ({', '.join('?' * len(record))})", list(record.values())
                )
    return path


@pytest.fixture
def small_rows() -> dict[str, list[dict[str, Any]]]:
    """The rows of the test warehouse, for a test to add to."""
    return {table: list(records) for table, records in ROWS.items()}


@pytest.fixture(scope="session")
def small_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_warehouse(tmp_path_factory.mktemp("warehouse") / "warehouse.duckdb", ROWS)


@pytest.fixture
def published(small_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test warehouse, set as the published one."""
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(small_warehouse))
    return small_warehouse


@pytest.fixture(autouse=True)
def forget_answers() -> Iterator[None]:
    yield
    warehouse.answer.cache_clear()
    warehouse.attached.cache_clear()


@pytest.fixture(autouse=True)
def failures_show(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that fails says so in its own words; under test it raises instead, unless that is what is tested."""
    if "real_failure" in request.fixturenames:
        return

    def raise_again(say: Text) -> None:
        raise

    monkeypatch.setattr(notice, "failed", raise_again)


@pytest.fixture
def real_failure() -> None:
    """Asks for the page as a reader sees it when it fails."""


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The app as started from the repository, not yet run."""
    monkeypatch.chdir(ROOT)
    assert os.environ.get("THUOCDO_WAREHOUSE"), "a test says which warehouse it looks at"
    return AppTest.from_file(str(APP), default_timeout=20)
