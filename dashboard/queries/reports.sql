-- grain: one published result of the unit
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
    -- what the row opens to: the rate as printed, else as computed, else whatever was read
    (
        select
            arg_min(
                evidence.evidence_id,
                case
                    when ends_with(evidence.evidence_id, ':stated_on_time_rate') then 1
                    when ends_with(evidence.evidence_id, ':on_time_rate') then 2
                    else 3
                end
            )
        from evidence
        where starts_with(evidence.evidence_id, result.measure_id || ':')
    ) as evidence
from fct_tthc_result as result
where
    not result.is_superseded
    and concat_ws(
        '|',
        coalesce(result.place_key, ''),
        coalesce(result.place_level, ''),
        coalesce(result.organisation, ''),
        coalesce(result.field, '')
    ) = $unit
order by result.period_end desc nulls last, result.as_of desc nulls last, result.measure_id
