"""A workbook that got no turn of the processor is not one with too much inside."""

import subprocess
from typing import Any

import pytest

from orchestration.landing import workbook


def test_want_of_the_processor_is_a_reason_of_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: Any, **__: Any) -> None:
        raise subprocess.TimeoutExpired("x", 1)

    monkeypatch.setattr(workbook.subprocess, "run", late)
    # an OSError is a refusal that no build remembers
    with pytest.raises(OSError, match="quá bận"):
        workbook.sheets_in(b"PK")
