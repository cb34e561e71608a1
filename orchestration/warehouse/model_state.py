"""What the models in the build file were made by, and whether they differ from a published build only by additions."""

import duckdb

from orchestration.fingerprint import hash_of_code


def made_by_present_code(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether models need only be brought up to date with landing.added_document; else they are made anew."""
    row = con.execute("select code from landing.model_state").fetchone()
    return row is not None and row[0] == hash_of_code()


def forget_added(con: duckdb.DuckDBPyConnection) -> None:
    """Before all models are made anew: nothing is an addition then, and no state holds until they are made."""
    con.begin()
    con.execute("delete from landing.model_state")
    con.execute("delete from landing.added_document")
    con.commit()


def note_made(con: duckdb.DuckDBPyConnection) -> None:
    """Every model was made anew and every test passed; what is published has nothing to do with them yet."""
    con.execute("insert into landing.model_state values ($code, null)", {"code": hash_of_code()})


def published_before(con: duckdb.DuckDBPyConnection) -> str | None:
    """The published build from which these models differ by no more than landing.added_document; null: by anything."""
    row = con.execute("select published_build_id from landing.model_state").fetchone()
    return row[0] if row else None


def note_published(con: duckdb.DuckDBPyConnection) -> None:
    """The published file now holds these models, and all that was added."""
    con.begin()
    con.execute("update landing.model_state set published_build_id = (select build_id from landing.build)")
    con.execute("delete from landing.added_document")
    con.commit()
