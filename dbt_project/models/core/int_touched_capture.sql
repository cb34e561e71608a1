{{ config(materialized='table', schema='staging', contract={'enforced': false}, persist_docs={}) }}

-- grain: one captured result that is new, or of which something else holds now that there are new ones; none in a
-- complete build

with documents as (
    {{ documents_in_order(ref('stg_document')) }}
),

added_years as (
    select distinct
        {{ each_of(list_of([
            'coalesce(year(capture.period_start), 0)', 'coalesce(year(capture.period_end), 0)'
        ])) }} as year
    from {{ ref('stg_tthc_capture') }} as capture
    semi join {{ ref('stg_added_document') }} as fresh on capture.document_id = fresh.document_id
),

-- a period over New Year is of two years, and stands among the captures of both
years_reached as (
    select year from added_years
    union
    select {{ each_of(list_of([
        'coalesce(year(capture.period_start), 0)', 'coalesce(year(capture.period_end), 0)'
    ])) }}
    from {{ ref('stg_tthc_capture') }} as capture
    where
        coalesce(year(capture.period_start), 0) <> coalesce(year(capture.period_end), 0)
        and (
            coalesce(year(capture.period_start), 0) in (select added_years.year from added_years)
            or coalesce(year(capture.period_end), 0) in (select added_years.year from added_years)
        )
),

-- other years are left aside before anything is made of their captures
captures as (
    select
        capture.measure_id,
        capture.document_id,
        {{ body_of('capture') }} as body,
        {{ line_of('capture', 'document') }} as line,
        capture.period_type,
        capture.period_start,
        capture.period_end,
        capture.as_of,
        capture.resolved_late,
        coalesce(capture.resolved_on_time, capture.resolved_early + capture.resolved_on_day) as on_time,
        document.path_order,
        coalesce(year(capture.period_start), 0) as year_begun,
        coalesce(year(capture.period_end), 0) as year_ended
    from {{ ref('stg_tthc_capture') }} as capture
    inner join documents as document on capture.document_id = document.document_id
    where
        coalesce(year(capture.period_end), 0) in (select years_reached.year from years_reached)
        or coalesce(year(capture.period_start), 0) in (select years_reached.year from years_reached)
),

added as (
    select distinct
        captures.body,
        {{ each_of(list_of(['captures.year_begun', 'captures.year_ended'])) }} as year
    from captures
    semi join {{ ref('stg_added_document') }} as fresh on captures.document_id = fresh.document_id
),

reached as (
    select
        body,
        year
    from added
    union
    select
        captures.body,
        {{ each_of(list_of(['captures.year_begun', 'captures.year_ended'])) }}
    from captures
    semi join added on captures.body = added.body and added.year in (captures.year_begun, captures.year_ended)
    where captures.year_begun <> captures.year_ended
),

near as (
    select captures.*
    from captures
    semi join reached on captures.body = reached.body and captures.year_ended = reached.year
    union all
    select captures.*
    from captures
    semi join reached on captures.body = reached.body and captures.year_begun = reached.year
    anti join reached as ended on captures.body = ended.body and captures.year_ended = ended.year
    where captures.year_begun <> captures.year_ended
),

marked as (
    select
        near.*,
        near.document_id in (select fresh.document_id from {{ ref('stg_added_document') }} as fresh) as is_added
    from near
),

-- a body's captures of a month, of one sort of period
months as (
    select
        body,
        period_type,
        year_ended,
        date_trunc('month', period_end) as month,
        bool_or(is_added) as has_added,
        bool_or(not is_added) as has_earlier,
        max(case when not is_added then as_of end) as last_stamp,
        bool_or(year_begun <> year_ended) as spans_years
    from marked
    group by body, period_type, year_ended, date_trunc('month', period_end)
),

-- months in which a standing may change: with something new, after such a one, and where the newest was until now
months_moved as (
    select
        *,
        has_added
        or coalesce(lag(has_added) over in_order, false)
        or coalesce(last_stamp = max(last_stamp) over of_year, false)
        or coalesce(month = max(case when has_earlier then month end) over of_year, false)
        or month is null
        or bool_or(spans_years) over (partition by body, period_type) as is_moved
    from months
    window
        of_year as (partition by body, period_type, year_ended),
        in_order as (partition by body, period_type, year_ended order by month)
),

-- and those before them, whose last word they follow; the rest of the year is left aside before it is sorted
months_asked as (
    select * from months_moved
    qualify
        is_moved
        or coalesce(lead(is_moved) over (partition by body, period_type, year_ended order by month), false)
),

asked as (
    select marked.*
    from marked
    semi join months_asked
        on
            marked.body = months_asked.body
            and marked.period_type is not distinct from months_asked.period_type
            and marked.year_ended = months_asked.year_ended
            and date_trunc('month', marked.period_end) is not distinct from months_asked.month
),

-- changed: what is new or follows it, and who was newest or had the last word of a month until something new came first
told as (
    select
        measure_id,
        document_id,
        {{ standing() }},
        is_added
        or (count(case when not is_added then 1 end) over newest = 1 and row_number() over newest > 1)
        or (count(case when not is_added then 1 end) over last_told = 1 and row_number() over last_told > 1)
        or coalesce(lag(is_added) over year_in_order, false) as is_changed
    from asked
    {{ among_kin() }}
)

select * {{ without('is_changed') }}
from told
where is_changed
