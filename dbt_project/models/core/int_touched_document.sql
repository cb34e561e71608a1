{{ config(materialized='table', schema='staging', contract={'enforced': false}, persist_docs={}) }}

-- grain: one document whose rows this build makes again; none in a complete build, which makes all

select document_id
from {{ ref('int_touched_capture') }}
union
select document_id
from {{ ref('stg_added_document') }}
