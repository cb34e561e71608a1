"""A second reader only proposes: what does not stand in the text is not taken, and the build never needs it."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from orchestration.landing.second_reader import SecondReader, with_second
from orchestration.reading import Document

TEXT = "Năm 2024, tỉnh Quảng Ninh có 88% hồ sơ nộp trực tuyến. Xưa nay, cứ mười hồ sơ thì chín hồ sơ xong sớm 1,5 ngày."
SENTENCE = "Xưa nay, cứ mười hồ sơ thì chín hồ sơ xong sớm 1,5 ngày."


@dataclass
class Endpoint:
    """A local stand-in for an OpenAI-compatible endpoint."""

    url: str
    answer: Any = None
    status: int = 200
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[str | None] = field(default_factory=list)

    def says(self, *figures: dict[str, Any]) -> None:
        content = json.dumps({"figures": list(figures)})
        self.answer = {"choices": [{"message": {"content": content}}]}


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            told.headers.append(self.headers.get("Authorization"))
            body = json.dumps(told.answer).encode()
            self.send_response(told.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    told = Endpoint(f"http://127.0.0.1:{server.server_port}/v1")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield told
    server.shutdown()


def figure(**more: Any) -> dict[str, Any]:
    return {"sentence": SENTENCE, "number": "1,5", "value": 1.5, "unit": "other"} | more


def rules(endpoint: Endpoint) -> list[str]:
    return [s.rule for s in with_second(SecondReader(endpoint.url, "m"))(Document(TEXT)) if s.rule == "second_reader"]


def test_a_number_that_stands_in_its_sentence_is_taken_and_says_who_read_it(endpoint: Endpoint) -> None:
    endpoint.says(figure())
    read = with_second(SecondReader(endpoint.url, "m", "secret"))
    *_, last = read(Document(TEXT))
    assert (last.rule, last.quote, last.value) == ("second_reader", "1,5", 1.5)
    assert TEXT[last.char_start : last.char_end] == "1,5"
    assert last.confidence < 0.6
    assert endpoint.headers == ["Bearer secret"]
    assert endpoint.asked[0]["model"] == "m"


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "2,5", "value": 2.5},
        {"value": 15},
        {"sentence": "Câu này không có trong bài: 1,5 ngày."},
        {"unit": "furlong"},
        {"kind": "guess"},
        {"value": "nhiều"},
        {"number": "1,5 lạng"},
    ],
)
def test_what_the_text_does_not_say_is_not_taken(endpoint: Endpoint, wrong: dict[str, Any]) -> None:
    endpoint.says(figure(**wrong))
    assert rules(endpoint) == []


def test_what_is_read_already_is_not_read_twice(endpoint: Endpoint) -> None:
    first = "Năm 2024, tỉnh Quảng Ninh có 88% hồ sơ nộp trực tuyến."
    endpoint.says(figure(sentence=first, number="88%", value=88, unit="percent"))
    assert rules(endpoint) == []


@pytest.mark.parametrize(
    "answer", [None, [], {"choices": []}, {"choices": [{"message": {"content": "không phải JSON"}}]}]
)
def test_an_answer_in_no_form_changes_nothing(endpoint: Endpoint, answer: Any) -> None:
    endpoint.answer = answer
    assert rules(endpoint) == []


def test_an_endpoint_that_fails_or_is_not_there_changes_nothing(endpoint: Endpoint) -> None:
    endpoint.status = 500
    assert rules(endpoint) == []
    nobody = SecondReader("http://127.0.0.1:9/v1", "m")
    assert [s.value for s in with_second(nobody)(Document(TEXT))] == [
        s.value for s in with_second(None)(Document(TEXT))
    ]


def test_its_key_is_never_shown() -> None:
    assert "secret" not in repr(SecondReader("http://127.0.0.1:9/v1", "m", "secret"))
