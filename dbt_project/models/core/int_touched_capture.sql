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
        coalesce(year(capture.period_end), 0) in (select added_years.year from added_years)
        or coalesce(year(capture.period_start), 0) in (select added_years.year from added_years)
),

added as (
    select distinct
        captures.body,
        {{ each_of(list_of(['captures.year_begun', 'captures.year_ended'])) }} as year
    from captures
    semi join {{ ref('stg_added_document') }} as fresh on captures.document_id = fresh.document_id
),

-- most periods begin and end in one year; the others belong to both
near as (
    select captures.*
    from captures
    semi join added on captures.body = added.body and captures.year_ended = added.year
    union all
    select captures.*
    from captures
    semi join added on captures.body = added.body and captures.year_begun = added.year
    anti join added as ended on captures.body = ended.body and captures.year_ended = ended.year
    where captures.year_begun <> captures.year_ended
),

marked as (
    select
        near.*,
        near.document_id in (select fresh.document_id from {{ ref('stg_added_document') }} as fresh) as is_added
    from near
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
    from marked
    {{ among_kin() }}
)

select * {{ without('is_changed') }}
from told
where is_changed
