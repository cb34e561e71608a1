{{ config(materialized='table', schema='staging', contract={'enforced': false}, persist_docs={}) }}

-- grain: one length of periods whose series this build follows again (-1: unknown); none in a complete build

with told as (
    select
        document_id,
        period_start,
        period_end
    from {{ ref('fct_tthc_result') }}
    union all
    select
        document_id,
        period_start,
        period_end
    from {{ ref('fct_observation') }}
)

select distinct {{ months_of('period_start', 'period_end') }} as months_touched
from told
where document_id in (select touched.document_id from {{ ref('int_touched_document') }} as touched)
