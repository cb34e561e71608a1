-- grain: one portal capture (or line of a published table) × unit × field × period

with captures as (
    select
        capture.*,
        document.path as capture_path,
        coalesce(capture.resolved_on_time, capture.resolved_early + capture.resolved_on_day) as on_time
    from {{ ref('stg_tthc_capture') }} as capture
    inner join {{ ref('stg_document') }} as document on capture.document_id = document.document_id
),

-- the widget prints no total of what is resolved: it is what was in time and what was late
totalled as (
    select
        *,
        coalesce(resolved, on_time + resolved_late) as resolved_in_all,
        -- with no rate printed there is no other basis to respect
        case when stated_on_time_rate is null and on_time is not null then 'resolved' else rate_basis end as basis
    from captures
),

rated as (
    select
        *,
        -- rounded only where it is shown: a rate rounded twice is judged wrongly
        100.0 * on_time / case basis
            -- without an appointed day a dossier is neither in time nor late
            when 'resolved' then nullif(resolved_in_all - coalesce(resolved_without_due, 0), 0)
            when 'received' then nullif(received, 0)
        end as computed_rate
    from totalled
),

ordered as (
    select
        *,
        row_number() over (
            partition by coalesce(place_key, organisation), organisation, field, year(period_start), period_type
            order by as_of desc nulls last, period_end desc nulls last, capture_path desc, measure_id
        ) as newest
    from rated
)

select
    measure_id,
    document_id,
    capture_path,
    locator,
    place_key,
    place_code,
    place_name,
    place_level,
    organisation,
    field,
    period_label,
    period_start,
    period_end,
    period_type,
    period_basis,
    as_of,
    received,
    carried_over,
    to_process,
    resolved_in_all as resolved,
    resolved_early,
    resolved_on_day,
    on_time as resolved_on_time,
    resolved_late,
    pending_in_time,
    pending_overdue,
    paused,
    returned,
    resolved_without_due,
    pending_without_due,
    stated_on_time_rate,
    stated_late_rate,
    round(computed_rate, 2) as on_time_rate,
    basis as rate_basis,
    {{ rate_check(
        'stated_on_time_rate', 'case when not approx then computed_rate end', 'coalesce(stated_decimals, 2)'
    ) }} as rate_check,
    to_process - resolved_in_all - coalesce(pending_in_time, 0) - coalesce(pending_overdue, 0)
    - coalesce(paused, 0) - coalesce(returned, 0) - coalesce(pending_without_due, 0) as balance_gap,
    newest = 1 as is_latest,
    approx as is_approximate,
    cells
from ordered
order by capture_path, measure_id
