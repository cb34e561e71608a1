{{ config(materialized='table', schema='staging', contract={'enforced': false}, persist_docs={}) }}

-- grain: one captured result of a unit and year that this build tells something new of; none in a complete build

with captures as (
    select
        capture.measure_id,
        capture.document_id,
        document.path as capture_path,
        document.source_id,
        capture.place_key,
        capture.organisation,
        capture.field,
        capture.unit_group,
        capture.line_kind,
        capture.period_type,
        capture.period_start,
        capture.period_end,
        capture.as_of,
        coalesce(year(capture.period_start), 0) as year_begun,
        coalesce(year(capture.period_end), 0) as year_ended
    from {{ ref('stg_tthc_capture') }} as capture
    inner join {{ ref('stg_document') }} as document on capture.document_id = document.document_id
),

added as (
    select distinct
        coalesce(captures.place_key, '') as place_key,
        coalesce(captures.organisation, '') as organisation,
        coalesce(captures.field, '') as field,
        {{ each_of(list_of(['captures.year_begun', 'captures.year_ended'])) }} as year
    from captures
    semi join {{ ref('stg_added_document') }} as fresh on captures.document_id = fresh.document_id
),

-- most periods begin and end in one year; the others belong to both
near as (
    select captures.*
    from captures
    semi join added
        on
            captures.year_ended = added.year
            and coalesce(captures.organisation, '') = added.organisation
            and coalesce(captures.place_key, '') = added.place_key
            and coalesce(captures.field, '') = added.field
    union
    select captures.*
    from captures
    semi join added
        on
            captures.year_begun = added.year
            and coalesce(captures.organisation, '') = added.organisation
            and coalesce(captures.place_key, '') = added.place_key
            and coalesce(captures.field, '') = added.field
    where captures.year_begun <> captures.year_ended
),

marked as (
    select
        near.*,
        near.document_id in (select fresh.document_id from {{ ref('stg_added_document') }} as fresh) as is_added
    from near
),

-- who was newest, or had the last word of a month, or follows what is new
told as (
    select
        measure_id,
        document_id,
        is_added,
        count(case when not is_added then 1 end) over newest as earlier_as_new,
        count(case when not is_added then 1 end) over last_told as earlier_as_last,
        lag(is_added) over year_in_order as follows_added
    from marked
    window
        newest as ({{ newest_first() }} rows unbounded preceding),
        last_told as ({{ last_told_first() }} rows unbounded preceding),
        year_in_order as ({{ year_in_order() }})
)

select
    measure_id,
    document_id,
    is_added or earlier_as_new = 1 or earlier_as_last = 1 or coalesce(follows_added, false) as is_changed
from told
