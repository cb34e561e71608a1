"""Two articles, a capture, and the numbers that stand in them."""

from datetime import date, datetime
from typing import Any

from tests.dashboard.invented.names import SCRIPT_TITLE, SENTENCE, TEXT, Row, Rows


def document(identity: str, **more: Any) -> Row:
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


def evidence(identity: str, **more: Any) -> Row:
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


def cell(column: str, label: str, text: str, start: int) -> Row:
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


ROWS: Rows = {
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
    "evidence": [
        evidence("s1"),
        evidence("s2", document_id="doc2", confidence=0.4),
        evidence("a1", value=90.0, quote="90%", char_start=None, char_end=None, sentence_start=None),
        evidence("r1:rank", kind="cell", document_id="doc3", label="rank", quote="13", unit="rank", value=13.0),
        cell("to_process", "Số hồ sơ xử lý", "67039", 10),
        cell("resolved_late", "Trễ hạn", "454", 30),
        cell("stated_on_time_rate", "Đúng hạn %", "99.3%", 50),
    ],
}
