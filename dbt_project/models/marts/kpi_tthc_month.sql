{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
    pre_hook="{{ forget_touched(ref('int_touched_year'), 'year_touched', 'year(month)') }}"
) }}

-- grain: place (or organisation) × field × calendar month

-- depends_on: {{ ref('int_touched_year') }}

-- a series to date begins anew with its year
with captures as (
    select
        *,
        coalesce(place_key, organisation) as unit,
        date_trunc('month', period_end) as month
    from (
        select * from {{ ref('fct_tthc_result') }}
        {{ only_touched(ref('int_touched_year'), 'year(period_end)', 'year_touched') }}
    )
    where
        period_end is not null
        and not is_superseded
        and (
            period_type = 'ytd'
            or (period_type = 'calendar' and date_trunc('month', period_start) = date_trunc('month', period_end))
        )
),

-- of several captures of a month the last one is the month; each sort of period keeps its own series
latest as (
    select
        *,
        row_number() over (
            partition by unit, organisation, place_level, field, period_type, month
            order by as_of desc nulls last, capture_path desc, measure_id
        ) as newest
    from captures
),

months as (
    select
        *,
        lag(month) over series as previous_month,
        lag(resolved_on_time) over series as on_time_before,
        lag(resolved_late) over series as late_before
    from latest
    where newest = 1
    window series as (partition by unit, organisation, place_level, field, period_type, year(month) order by month)
),

-- year-to-date figures become a month by difference from the month before; over a missing month nothing is spread
derived as (
    select
        *,
        case
            when period_type = 'calendar' then 'as_published'
            when month(month) = 1 then 'ytd_first_month'
            when previous_month = month - interval 1 month then 'ytd_difference'
            else 'gap'
        end as derived_by
    from months
),

figures as (
    select
        *,
        case derived_by
            when 'as_published' then resolved_on_time
            when 'ytd_first_month' then resolved_on_time
            when 'ytd_difference' then resolved_on_time - on_time_before
        end as month_on_time,
        case derived_by
            when 'as_published' then resolved_late
            when 'ytd_first_month' then resolved_late
            when 'ytd_difference' then resolved_late - late_before
        end as month_late
    from derived
),

-- a month told both ways is shown once: a figure before a gap, then the later capture
shown as (
    select
        *,
        row_number() over (
            partition by unit, organisation, place_level, field, month
            order by derived_by = 'gap', as_of desc nulls last, capture_path desc, measure_id
        ) as choice
    from figures
    where coalesce(stated_on_time_rate, on_time_rate) is not null
)

select
    cast(month as date) as month,
    place_key,
    place_code,
    place_name,
    place_level,
    organisation,
    field,
    as_of,
    derived_by,
    case when period_type = 'ytd' then to_process end as to_process_ytd,
    case when period_type = 'ytd' then resolved_on_time end as resolved_on_time_ytd,
    case when period_type = 'ytd' then resolved_late end as resolved_late_ytd,
    case when period_type = 'ytd' then on_time_rate end as on_time_rate_ytd,
    month_on_time as resolved_on_time,
    month_late as resolved_late,
    {{ rounded(percent_of('month_on_time', 'month_on_time + month_late'), 2) }} as on_time_rate,
    stated_on_time_rate,
    rate_basis,
    measure_id || ':' || case when stated_on_time_rate is null then 'on_time_rate' else 'stated_on_time_rate' end
        as evidence,
    measure_id,
    document_id
from shown
where choice = 1
order by organisation, place_key, month
