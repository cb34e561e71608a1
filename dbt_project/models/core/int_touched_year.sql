{{ config(materialized='table', schema='staging', contract={'enforced': false}, persist_docs={}) }}

-- grain: one year whose months and cards this build makes again (0: of no known period); none in a complete build

with told as (
    select
        document_id,
        period_end
    from {{ ref('fct_tthc_result') }}
    union all
    select
        document_id,
        period_end
    from {{ ref('fct_portal_metric') }}
    union all
    select
        document_id,
        period_end
    from {{ ref('fct_observation') }}
    union all
    select
        document_id,
        period_end
    from {{ ref('fct_statement') }}
    where place_level = 'other'
)

select distinct coalesce(year(period_end), 0) as year_touched
from told
where document_id in (select touched.document_id from {{ ref('int_touched_document') }} as touched)
