{{ config(materialized='view', schema='staging', contract={'enforced': false}, persist_docs={}) }}

-- grain: one filled cell of a published table

with cells as (
    select
        measure_id,
        document_id,
        row_number,
        'rank' as cell_name,
        cast(rank as double) as value,
        'rank' as unit,
        cast(rank as string) as cell_text
    from {{ ref('stg_index_rank') }}
    union all
    select
        measure_id,
        document_id,
        row_number,
        'score' as cell_name,
        score as value,
        'points' as unit,
        {{ number_text('score') }} as cell_text
    from {{ ref('stg_index_rank') }}
    union all
    select
        measure_id,
        document_id,
        row_number,
        'value' as cell_name,
        value,
        unit,
        {{ number_text('value') }} as cell_text
    from {{ ref('stg_national_target') }}
    union all
    select
        published.measure_id,
        published.document_id,
        published.row_number,
        'value' as cell_name,
        published.value,
        case when indicator.unit = 'percent' then 'percent' else 'count' end as unit,
        published.cell_text
    from {{ ref('stg_published_value') }} as published
    inner join {{ ref('dim_indicator') }} as indicator on published.indicator_code = indicator.indicator_code
)

select
    measure_id,
    document_id,
    row_number,
    cell_name,
    value,
    unit,
    regexp_replace(cell_text, '[.]0$', '') as cell_text
from cells
where value is not null
