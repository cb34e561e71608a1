{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
    schema='staging',
    contract={'enforced': false},
    persist_docs={},
    pre_hook="{{ forget_touched(ref('int_touched_year'), 'year_touched', 'year_told') }}"
) }}

-- grain: one body as its source names it × the place it is of × the year of the documents that tell of it (0: unknown)

-- depends_on: {{ ref('int_touched_year') }}

with told as (
    select
        organisation,
        place_key,
        place_level,
        period_end,
        document_id
    from {{ ref('fct_tthc_result') }}
    union all
    select
        organisation,
        place_key,
        place_level,
        period_end,
        document_id
    from {{ ref('fct_statement') }}
    where place_level = 'other'
),

-- each document in one year, the first that it tells of, so that years add up to documents
documents as (
    select
        document_id,
        min(coalesce(year(period_end), 0)) as year_told
    from told
    group by document_id
),

of_years as (
    select * from documents
    {{ only_touched(ref('int_touched_year'), 'year_told', 'year_touched') }}
)

select
    of_years.year_told,
    told.organisation,
    told.place_key,
    min(told.place_level) as tier,
    count(distinct told.document_id) as n_documents
from told
inner join of_years on told.document_id = of_years.document_id
where told.organisation is not null
group by of_years.year_told, told.organisation, told.place_key
