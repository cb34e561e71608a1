"""What must hold of the landing tables before a model is built on them: each check counts the rows that break it."""

from dataclasses import dataclass

import duckdb


@dataclass(frozen=True, slots=True)
class Check:
    table: str
    name: str
    description: str
    offending: str


CHECKS = (
    Check("build", "one_row", "There is exactly one build.", "select 1 from landing.build having count(*) <> 1"),
    Check(
        "raw_file",
        "every_file_accounted",
        "Each file has one row, and the rows are as many as the files that were found.",
        """
        select path from landing.raw_file group by path having count(*) > 1
        union all
        select 'files found: ' || raw_files from landing.build
        where raw_files <> (select count(*) from landing.raw_file)
        """,
    ),
    Check(
        "raw_file",
        "refusals_say_why",
        "A quarantined file carries a reason.",
        "select 1 from landing.raw_file where outcome = 'quarantined' and coalesce(reason, '') = ''",
    ),
    Check(
        "raw_file",
        "registry_is_read",
        "raw/sources.yml, where there is one, was read: without it every declared source would fall silent.",
        "select path from landing.raw_file where room = 'registry' and outcome = 'quarantined'",
    ),
    Check(
        "source",
        "ids_are_unique",
        "No two sources share an id.",
        "select source_id from landing.source group by source_id having count(*) > 1",
    ),
    Check(
        "document",
        "documents_belong_to_files",
        "Each document is that of a loaded, unchanged or duplicate file.",
        """
        select document_id from landing.document
        anti join (
            select document_id from landing.raw_file where outcome in ('loaded', 'unchanged', 'duplicate')
        ) using (document_id)
        """,
    ),
    Check(
        "statement",
        "quotes_stand_in_their_text",
        "Each statement's quote is what its document says at the characters given.",
        """
        select statement_id from landing.statement
        left join landing.document using (document_id)
        where quote is distinct from substr(text, char_start + 1, char_end - char_start)
        """,
    ),
    Check(
        "milestone",
        "milestone_quotes_stand_in_their_text",
        "Each milestone's quote is what its document says at the characters given.",
        """
        select milestone_id from landing.milestone
        left join landing.document using (document_id)
        where quote is distinct from substr(text, char_start + 1, char_end - char_start)
        """,
    ),
    Check(
        "policy_mention",
        "mention_quotes_stand_in_their_text",
        "Each mention's quote is what its document says at the characters given.",
        """
        select mention_id from landing.policy_mention
        left join landing.document using (document_id)
        where quote is distinct from substr(text, char_start + 1, char_end - char_start)
        """,
    ),
    Check(
        "tthc_capture",
        "captures_hold_numbers",
        "Each capture gives at least one count or rate.",
        """
        select measure_id from landing.tthc_capture
        where coalesce(
            received, carried_over, to_process, resolved, resolved_early, resolved_on_day, resolved_on_time,
            resolved_late, pending_in_time, pending_overdue, paused, returned, stated_on_time_rate, stated_late_rate
        ) is null
        """,
    ),
    Check(
        "portal_metric",
        "metrics_say_what_was_answered",
        "Each metric keeps the numbers of its answer as they came.",
        "select measure_id from landing.portal_metric where cell_text = ''",
    ),
    Check(
        "dossier",
        "dossiers_are_classed",
        "Each dossier has an outcome, and one that has its result and its appointment is early, on the day or late.",
        """
        select row_number from landing.dossier
        where outcome in ('early', 'on_day', 'late') and (finished_at is null or due_at is null)
            or outcome in ('pending_in_time', 'pending_overdue', 'pending_no_due', 'paused') and finished_at is not null
        """,
    ),
    Check(
        "index_rank",
        "ranks_within_base",
        "A rank is between 1 and the number of provinces ranked.",
        "select measure_id from landing.index_rank where rank not between 1 and coalesce(rank_base, rank)",
    ),
    Check(
        "national_target",
        "targets_have_a_value",
        "Each target aims at a number.",
        "select measure_id from landing.national_target where value is null",
    ),
    Check(
        "published_value",
        "values_name_their_cell",
        "Each value keeps what its cell said.",
        "select measure_id from landing.published_value where coalesce(cell_text, '') = ''",
    ),
    Check(
        "check_result",
        "results_say_how_many_failed",
        "Each check of the build before says how it ended, and over how many rows.",
        "select check_name from landing.check_result where outcome = '' or n_failing < 0",
    ),
    Check(
        "added_document",
        "added_once",
        "A document is noted as added once, however many builds it waits for a publish.",
        "select document_id from landing.added_document group by document_id having count(*) > 1",
    ),
)


def offending_rows(con: duckdb.DuckDBPyConnection, check: Check) -> int:
    row = con.execute(f"select count(*) from ({check.offending})").fetchone()
    return int(row[0]) if row else 0
