"""Reads a folder of labelled articles and scores the statements with a given scorer program.

usage: python -m benchmarks.score_reading FOLDER --scorer score_statements.py [--documents A,B,…] [--misses N]

The folder holds texts and gold.jsonl (and, if any, distractors.jsonl). The labelled corpus is kept outside this
repository; the scorer reads the table fct_statement of a temporary DuckDB file written here.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

from orchestration.landing import store
from orchestration.landing.land import land
from orchestration.landing.scan import RawFile, sha256_of
from orchestration.landing.sidecar import Sidecar
from orchestration.landing.sources import UNDECLARED


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("folder", type=Path)
    ask.add_argument("--scorer", type=Path, required=True)
    ask.add_argument("--documents", help="only these file names, comma-separated")
    ask.add_argument("--misses", type=int, default=0)
    arguments = ask.parse_args()
    wanted = set(arguments.documents.split(",")) if arguments.documents else None
    texts = [p for p in sorted(arguments.folder.glob("*.txt")) if wanted is None or p.name in wanted]
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "scored.duckdb"
        write_statements(warehouse, texts)
        labels = [chosen(arguments.folder / name, wanted, Path(folder)) for name in ("gold.jsonl", "distractors.jsonl")]
        traps = ["--distractors", str(labels[1])] if labels[1] else []
        command = [
            sys.executable,
            str(arguments.scorer),
            "--warehouse",
            str(warehouse),
            "--gold",
            str(labels[0]),
        ]
        return subprocess.call([*command, *traps, "--misses", str(arguments.misses)])


def write_statements(warehouse: Path, texts: list[Path]) -> None:
    with duckdb.connect(warehouse) as con:
        store.create_tables(con)
        for path in texts:
            file = RawFile(path.name, path, "articles", path.stat().st_size, sha256_of(path))
            landed = land(file, Sidecar(), UNDECLARED)
            store.insert(con, "document", [landed.document])
            store.insert(con, "statement", landed.rows["statement"])
        con.execute(
            "create table fct_statement as select statement.*, path as document_path "
            "from landing.statement join landing.document using (document_id)"
        )


def chosen(labels: Path, wanted: set[str] | None, folder: Path) -> Path | None:
    if not labels.exists():
        return None
    if wanted is None:
        return labels
    kept = [line for line in labels.read_text("utf-8").splitlines() if any(f'"{name}"' in line for name in wanted)]
    copy = folder / labels.name
    copy.write_text("\n".join(kept), "utf-8")
    return copy


if __name__ == "__main__":
    sys.exit(main())
