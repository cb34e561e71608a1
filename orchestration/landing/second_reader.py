"""An optional second reader: any endpoint that speaks the OpenAI chat protocol. Off unless its address is set.

It only proposes; orchestration.reading.proposals decides what holds. Whatever goes wrong there, the build goes on with
what the first reader has read.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import httpx

from orchestration.reading import Document, Statement, read_statements
from orchestration.reading.proposals import Proposal, accepted
from orchestration.settings import Settings

LONGEST_TEXT = 60_000
TIMEOUT_S = 60.0
ASK = (
    "You read Vietnamese press on the digital transformation of provinces. List the figures of the text as JSON: "
    '{"figures": [{"sentence": "the whole sentence, word for word", "number": "the number as written", '
    '"value": 0.0, "unit": "percent|count|rank|points|ratio|vnd|other", "kind": "actual|target|rank|change|plan", '
    '"qualifier": "exact|over|under|about|at_least|at_most", "period_start": "YYYY-MM-DD or null", '
    '"period_end": "YYYY-MM-DD or null", "place": "name or null"}]}. Give only figures that stand in the text.'
)
Read = Callable[[Document], list[Statement]]


@dataclass(frozen=True, slots=True)
class SecondReader:
    """url: the endpoint's base, such as http://127.0.0.1:8000/v1; key: sent as a bearer token when given."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)

    def propose(self, document: Document) -> list[Proposal]:
        """What the endpoint reads in a text; nothing when it cannot be asked or does not answer in the form."""
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        question = {
            "model": self.model,
            "temperature": 0,
            "response_format": {"type": "json_object"},
            "messages": [
                {"role": "system", "content": ASK},
                {"role": "user", "content": document.text[:LONGEST_TEXT]},
            ],
        }
        address = f"{self.url.rstrip('/')}/chat/completions"
        try:
            answer = httpx.post(address, json=question, headers=headers, timeout=TIMEOUT_S)
            answer.raise_for_status()
            told = json.loads(answer.json()["choices"][0]["message"]["content"])
            return list(proposals(told))
        except (httpx.HTTPError, ValueError, KeyError, IndexError, TypeError, AttributeError):
            return []


def second_reader_of(settings: Settings) -> SecondReader | None:
    if not settings.reader_url:
        return None
    key = settings.reader_key.get_secret_value() if settings.reader_key else None
    return SecondReader(settings.reader_url, settings.reader_model, key)


def proposals(told: Any) -> Iterator[Proposal]:
    figures = told.get("figures") if isinstance(told, dict) else None
    for figure in figures if isinstance(figures, list) else ():
        try:
            yield Proposal(
                sentence=str(figure["sentence"]),
                number=str(figure["number"]),
                value=float(figure["value"]),
                unit=str(figure["unit"]),
                kind=str(figure.get("kind") or "actual"),
                qualifier=str(figure.get("qualifier") or "exact"),
                period_start=day(figure.get("period_start")),
                period_end=day(figure.get("period_end")),
                place=str(figure["place"]) if figure.get("place") else None,
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            continue


def day(written: Any) -> date | None:
    return date.fromisoformat(written) if written else None


def with_second(second: SecondReader | None) -> Read:
    """How a document is read: by this project's own reader, and where one is set, by the second behind it."""
    if second is None:
        return read_statements

    def read(document: Document) -> list[Statement]:
        first = read_statements(document)
        more = accepted(document, second.propose(document), first)
        return sorted([*first, *more], key=lambda statement: statement.char_start)

    return read
