"""Faults that somebody might make in a model: each one line of SQL put wrong. Some test of the project has to notice."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mutation:
    """In the model, the first `before` becomes `after`."""

    model: str
    fault: str
    before: str
    after: str


MUTATIONS = tuple(
    Mutation(*parts)
    for parts in (
        ("fct_observation", "missing repeat filter", "and not statement.is_repeat", ""),
        ("fct_observation", "portal blocks told twice", "and statement.rule not like 'widget%'", ""),
        ("fct_observation", "aims taken for values", "statement.kind in ('actual', 'rank')", "true"),
        (
            "fct_observation",
            "swapped numerator",
            "percent_of('statement.numerator', 'statement.denominator')",
            "percent_of('statement.denominator', 'statement.numerator')",
        ),
        ("fct_observation", "the ledger drops nothing", "where correction.action is distinct from 'drop'", ""),
        (
            "fct_observation",
            "the correction lost",
            "coalesce(correction.corrected_value, observation.value) as value",
            "observation.value as value",
        ),
        ("correction", "lines of documents that are not there", "inner join", "left join"),
        ("correction", "a flag that overrides", "ledger.action = 'override'", "ledger.action <> 'drop'"),
        ("dim_document", "copies forgotten", "document.near_duplicate_of, document.duplicate_of,", "document.duplicate_of,"),
        ("reconciliation", "office before kind", "order by by_kind, by_office,", "order by by_office, by_kind,"),
        ("reconciliation", "digits before exactness", "by_exactness, by_digits,", "by_digits, by_exactness,"),
        ("reconciliation", "the earlier before the later", "coalesce(-{{ days_between(", "coalesce({{ days_between("),
        (
            "reconciliation",
            "copies count as sources",
            "count(distinct copy_group_id) as n_sources",
            "count(distinct document_id) as n_sources",
        ),
        ("reconciliation", "a bound the wrong way round", "and ranked.value <= chosen.value", "and ranked.value >= chosen.value"),
        ("reconciliation", "no rounding", "when bool_or(standing = 'rounded') then 'rounded'", ""),
        ("fct_rank", "a year off by one", "year(statement.period_end) as integer)", "year(statement.period_end) + 1 as integer)"),
        ("fct_rank", "wrong rank base", "is null then 34 else 63", "is null then 63 else 34"),
        ("fct_rank", "a band taken for a rank", "index_of.measure = 'band' as is_band", "false as is_band"),
        ("fct_rank", "districts ranked", "and statement.place_level = 'province'", ""),
        ("fct_target", "missing repeat filter", "and not statement.is_repeat", ""),
        ("fct_target", "the tenth at least", "= 'rank' then 'at_most' else", "= 'rank' then 'at_least' else"),
        ("dim_place", "a code in two names, merged or not", " and max(predecessors.n_predecessors) > 1", ""),
        ("dim_index_edition", "everybody is tied", "where sharing > 1", "where sharing > 0"),
        ("dim_index_edition", "the last day of publication", "min(published_on)", "max(published_on)"),
        ("kpi_rank_history", "places lost for places gained", "then last_rank - rank", "then rank - last_rank"),
        ("kpi_rank_history", "a line by code alone", "partition by index_code, place_name", "partition by index_code, place_code"),
        ("kpi_rank_history", "no break at a new framework", "last_framework is distinct from framework_version", "false"),
        ("kpi_rank_history", "a band gains places", "and not is_band and not last_is_band", ""),
        ("kpi_current", "a slice for the whole", "period_end is null, is_slice)", "period_end is null, not is_slice)"),
        ("kpi_current", "the oldest for the newest", "max(period_end) as period_end", "min(period_end) as period_end"),
        ("kpi_current", "months against a year", "now.unit <> 'count'\n", "true\n"),
        ("kpi_current", "ranks of two bases", "and (now.unit <> 'rank' or now.denominator is not distinct from before.denominator)", ""),
        ("kpi_current", "rates of two bases", "and now.rate_basis = before.rate_basis", ""),
        ("kpi_current", "the country's aim first", "                judged.is_national,\n", ""),
        (
            "kpi_restated",
            "swapped numerator",
            "percent_of('numerators', 'denominators')",
            "percent_of('denominators', 'numerators')",
        ),
        ("kpi_restated", "half a province for the whole", "when together.n_parts < heir.n_parts_expected then 'incomplete'", ""),
        ("kpi_milestone_slip", "missing repeat filter", "where not is_repeat and", "where"),
        ("kpi_milestone_slip", "a commune's for the province's", " and place_level <> 'commune'", ""),
        ("kpi_milestone_slip", "the earliest promise for the latest", "order by known_on desc, due_end desc", "order by known_on, due_end"),
        ("kpi_tthc_month", "months added, not taken away", "then resolved_on_time - on_time_before", "then resolved_on_time + on_time_before"),
        ("int_target_judged", "any tier answers for any", "            and bindings.tier = figures.place_level\n", ""),
        ("int_target_judged", "lower is not better", "when aims.wants_lower then latest.value <= aims.value", "when aims.wants_lower then latest.value >= aims.value"),
        ("int_target_judged", "nothing is ever missed", "when period_end >= due_on then 'missed'", ""),
        ("int_target_judged", "an aim among 63 met among 34", "when unit = 'rank' and (rank_base <= 34) <> is_of_today then 'other_ranking'", ""),
        ("int_target_judged", "the path from the newest value", "(share_of_path - share_of_time)", "(share_of_path + share_of_time)"),
        ("int_target_judged", "the path of another basis", "            and latest.rate_basis = before.rate_basis\n", ""),
        ("dq_value_jump", "any step is allowed", "3 * widest_step", "300 * widest_step"),
        ("evidence", "shifted characters", "char_start,\n        char_end,\n        'ký tự '", "char_start + 1 as char_start,\n        char_end,\n        'ký tự '"),
    )
)  # fmt: skip
