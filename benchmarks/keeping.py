"""What was measured, kept as JSON in benchmarks/results: one measure a size, with the machine and the day."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.machine import machine


def keep(results: Path, size: str, measured: dict[str, Any]) -> None:
    """Writes the measure among those of other sizes, in the place of an earlier one of its own."""
    results.parent.mkdir(exist_ok=True)
    kept = json.loads(results.read_text("utf-8"))["measures"] if results.exists() else []
    one = measured | {"measured_on": datetime.now(UTC).date().isoformat()}
    others = [other for other in kept if other[size] != measured[size]]
    content = {"machine": machine(), "measures": sorted([*others, one], key=lambda each: int(each[size]))}
    results.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
