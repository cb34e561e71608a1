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
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

MOST_ROWS = 1000
LONGEST_CELL = 4000
LONGEST_ANSWER = 8_000_000
ADDRESS_SPACE = 2_500_000_000
CPU_SECONDS = 30

SETTINGS: dict[str, Any] = {
    "threads": 2,
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

# nothing of the warehouse: what they tell is where files lie on this machine, or they run text as a query
FORBIDDEN = re.compile(
    r"\b(duckdb_(databases|settings|secrets|extensions|logs\w*|log_contexts|external_file_cache|memory|temporary_files)"
    r"|pragma_database_list|pragma_\w+|current_setting|getenv|getvariable|json_execute_serialized_sql"
    r"|query|query_table|read_\w+|parquet_\w+|sniff_csv|glob|pg_ls_dir|arrow_scan\w*|pandas_scan|python_map_function"
    r"|write_log|enable_\w+|checkpoint|force_checkpoint|which_secret|test_\w+|repeat_row|sql_auto_complete)\s*\(",
    re.IGNORECASE,
)
FORBIDDEN_VIEWS = re.compile(
    r"\b(duckdb_(databases|settings|secrets|extensions|logs)|pragma_database_list)\b", re.IGNORECASE
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
    if statements[0].type != duckdb.StatementType.SELECT:
        raise Refused("not_select", statements[0].type.name)
    # quotation marks and comments may not hide a name: it is looked for in the text without them
    bare = re.sub(r"/\*.*?\*/|--[^\n]*", " ", sql, flags=re.DOTALL).replace('"', "")
    found = FORBIDDEN.search(bare) or FORBIDDEN_VIEWS.search(bare)
    if found:
        raise Refused("forbidden", found.group(0).strip("( \n\t"))
    return sql


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
    return str(value)[:LONGEST_CELL]


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
