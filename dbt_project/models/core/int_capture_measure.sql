{{ config(materialized='view', schema='staging', contract={'enforced': false}, persist_docs={}) }}

-- grain: one number of one TTHC capture that is a catalogue indicator, of the captures whose rows this build makes

with results as (
    select * from {{ ref('fct_tthc_result') }}
    where not is_superseded and kept_out_by is null {{- and_touched(ref('int_touched_document')) }}
),

counts as (
    select *
    from results
    unpivot (
        counted for cell_name in (
            to_process, received, carried_over, resolved, resolved_early, resolved_on_day, resolved_on_time,
            resolved_late, pending_in_time, pending_overdue, paused, returned
        )
    )
),

count_measures as (
    select
        measure_id,
        cell_name,
        'dossiers_' || cell_name as indicator_code,
        cast(counted as double) as value,
        'count' as unit,
        cast(null as double) as numerator,
        cast(null as double) as denominator,
        cast(null as double) as computed_value,
        'not_checkable' as check_status
    from counts
),

-- only a rate over resolved dossiers is the catalogue's on-time rate; other bases stay in fct_tthc_result
on_time_rates as (
    select
        measure_id,
        case when stated_on_time_rate is null then 'on_time_rate' else 'stated_on_time_rate' end as cell_name,
        'on_time_rate' as indicator_code,
        coalesce(stated_on_time_rate, on_time_rate) as value,
        'percent' as unit,
        cast(resolved_on_time as double) as numerator,
        cast(resolved - coalesce(resolved_without_due, 0) as double) as denominator,
        on_time_rate as computed_value,
        rate_check as check_status
    from results
    where rate_basis = 'resolved' and coalesce(stated_on_time_rate, on_time_rate) is not null
),

late_rates as (
    select
        measure_id,
        'stated_late_rate' as cell_name,
        'late_rate' as indicator_code,
        stated_late_rate as value,
        'percent' as unit,
        cast(resolved_late as double) as numerator,
        cast(resolved as double) as denominator,
        {{ rounded(percent_of('resolved_late', 'resolved'), 2) }} as computed_value,
        {{ rate_check(
            'stated_late_rate', percent_of('resolved_late', 'resolved'), decimals_shown('stated_late_rate')
        ) }}
            as check_status
    from results
    where rate_basis = 'resolved' and stated_late_rate is not null
)

select * from count_measures
union all
select * from on_time_rates
union all
select * from late_rates
