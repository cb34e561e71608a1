-- grain: one published result of the unit
with results as (
    select * from fct_tthc_result
    where
        not is_superseded
        -- column by column, so that what cannot hold the unit is not even read
        and place_key is not distinct from nullif(split_part($unit, '|', 1), '')
        and place_level is not distinct from nullif(split_part($unit, '|', 2), '')
        and organisation is not distinct from nullif(split_part($unit, '|', 3), '')
        and field is not distinct from nullif(split_part($unit, '|', 4), '')
),

-- what a result opens to: the rate as printed, else as computed, else whatever was read
opened as (
    select
        split_part(evidence_id, ':', 1) as measure_id,
        arg_min(
            evidence_id,
            case split_part(evidence_id, ':', 2) when 'stated_on_time_rate' then 1 when 'on_time_rate' then 2 else 3 end
        ) as evidence
    from evidence
    where split_part(evidence_id, ':', 1) in (select results.measure_id from results)
    group by all
)

select
    result.measure_id,
    result.organisation,
    result.field,
    result.period_start,
    result.period_end,
    result.period_type,
    result.period_basis,
    result.as_of,
    result.received,
    result.to_process,
    result.resolved,
    result.resolved_on_time,
    result.resolved_late,
    result.pending_in_time,
    result.pending_overdue,
    result.paused,
    result.returned,
    result.stated_on_time_rate,
    result.on_time_rate,
    result.rate_basis,
    result.rate_check,
    result.balance_gap,
    opened.evidence
from results as result
left join opened on result.measure_id = opened.measure_id
order by result.period_end desc nulls last, result.as_of desc nulls last, result.measure_id
