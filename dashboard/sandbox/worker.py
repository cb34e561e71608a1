"""The process that runs one query and ends: `python -m dashboard.sandbox.worker <warehouse>`, the query on stdin.

SQL is code. Before the query is read, the process gives up every right it does not need, in an order that matters:
attach while files can still be opened, shut the file system, lock the settings, then bound memory, time and file size.
Answers one JSON object: columns, kinds, rows and is_cut; or refused, with a code and DuckDB's words.
"""

import json
import math
import os
import re
import resource
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

MOST_ROWS = 1000
LONGEST_CELL = 4000
LONGEST_ANSWER = 8_000_000
ADDRESS_SPACE = 2_500_000_000
CPU_SECONDS = 30
# the app's pages go first
NICENESS = 10

SETTINGS: dict[str, Any] = {
    "threads": 1,
    "memory_limit": "256MB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "python_enable_replacements": False,
}
LOCKS = (
    "set enable_progress_bar = false",
    "set temp_directory = ''",
    "set allow_persistent_secrets = false",
    "set enable_external_access = false",
    "set disabled_filesystems = 'LocalFileSystem'",
    "set lock_configuration = true",
)

# DuckDB's own parser, asked for what it makes of a text
PARSED = (Path(__file__).parent / "parsed.sql").read_text(encoding="utf-8")

# functions and views that tell how this machine is set up, run a text as a query, or reach for files
FORBIDDEN = re.compile(
    r"duckdb_(databases|settings|secrets|secret_types|extensions|logs\w*|log_contexts|external_file_cache|memory"
    r"|temporary_files|variables|prepared_statements|connection_count|approx_database_count)"
    r"|pg_settings|pragma_\w+|current_setting|getenv|getvariable|json_execute_serialized_sql|json_serialize_plan"
    r"|query|query_table|read_\w+|parquet_\w+|sniff_csv|glob|pg_ls_dir|\w+_scan\w*|python_map_function"
    r"|write_log|enable_\w+|disable_\w+|checkpoint|force_checkpoint|which_secret|test_\w+|repeat_row|sql_auto_complete"
)


class Refused(Exception):
    """The query is not run; code says why."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


def opened(warehouse: Path) -> duckdb.DuckDBPyConnection:
    # by its bare name, so that no catalogue view can tell where it lies
    os.chdir(warehouse.parent)
    con = duckdb.connect(":memory:", config=SETTINGS)
    name = warehouse.name.replace("'", "''")
    con.execute(f"attach '{name}' as warehouse (read_only)")
    con.execute("use warehouse")
    for lock in LOCKS:
        con.execute(lock)
    return con


def bound() -> None:
    os.nice(NICENESS)
    for limit, most in (
        (resource.RLIMIT_AS, ADDRESS_SPACE),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def accepted(con: duckdb.DuckDBPyConnection, sql: str) -> str:
    """The one SELECT that was written. Raises Refused."""
    try:
        statements = con.extract_statements(sql)
    except duckdb.Error as error:
        raise Refused("unclear", str(error)) from error
    if not statements:
        raise Refused("nothing")
    if len(statements) > 1:
        raise Refused("several")
    kind = kind_of(statements[0])
    if kind != "SELECT":
        raise Refused("not_select", kind)
    named = next((name for name in names_in(sql) if FORBIDDEN.fullmatch(name)), None)
    if named:
        raise Refused("forbidden", named)
    return sql


def kind_of(statement: duckdb.Statement) -> str:
    try:
        return str(statement.type.name)
    except ValueError:
        # DuckDB parses more kinds of statements than its Python client has names for
        return "OTHER"


def names_in(sql: str) -> Iterator[str]:
    """Every function and table that a SELECT names, as DuckDB itself parses it: no comment or quotation hides one.

    Raises Refused for what DuckDB cannot write down as a SELECT.
    """
    with duckdb.connect() as parser:
        ((told,),) = parser.execute(PARSED, [sql]).fetchall()
    parsed = json.loads(told)
    if parsed["error"]:
        raise Refused("not_select", parsed["error_message"])
    waiting: list[Any] = [parsed]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield from (str(part[key]).lower() for key in ("function_name", "table_name") if part.get(key))
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part


def run(con: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Any]:
    try:
        con.execute(accepted(con, sql))
        described = con.description or []
        rows = con.fetchmany(MOST_ROWS + 1)
    except Refused as refusal:
        return {"refused": refusal.code, "detail": refusal.detail}
    except (duckdb.OutOfMemoryException, MemoryError) as error:
        return {"refused": "memory", "detail": str(error)}
    except duckdb.Error as error:
        return {"refused": reason(error), "detail": str(error)}
    return {
        "columns": [name for name, *_ in described],
        "kinds": [str(kind) for _, kind, *_ in described],
        "rows": [[cell(value) for value in row] for row in rows[:MOST_ROWS]],
        "is_cut": len(rows) > MOST_ROWS,
    }


def reason(error: duckdb.Error) -> str:
    words = str(error)
    if "read-only mode" in words:
        return "not_select"
    if "LocalFileSystem" in words or isinstance(error, duckdb.PermissionException):
        return "files"
    if isinstance(error, duckdb.CatalogException):
        return "unknown_name"
    if isinstance(error, duckdb.BinderException | duckdb.ParserException):
        return "unclear"
    return "failed"


def cell(value: Any) -> Any:
    """A number, a truth value, nothing, or text of bounded length."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float | Decimal):
        # JSON knows no infinities
        return float(value) if math.isfinite(value) else str(value)
    text = str(value)
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def main() -> None:
    con = opened(Path(sys.argv[1]))
    bound()
    try:
        answer = json.dumps(run(con, sys.stdin.buffer.read().decode()), ensure_ascii=False)
    except MemoryError:
        answer = json.dumps({"refused": "memory", "detail": ""})
    if len(answer) > LONGEST_ANSWER:
        answer = json.dumps({"refused": "large", "detail": ""})
    sys.stdout.buffer.write(answer.encode(errors="replace"))


if __name__ == "__main__":
    main()
