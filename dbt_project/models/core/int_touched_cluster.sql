{{ config(materialized='table', schema='staging', contract={'enforced': false}, persist_docs={}) }}

-- grain: one cluster of values that this build weighs again; none in a complete build, which weighs all

select cluster_id
from {{ ref('fct_observation') }}
where document_id in (select touched.document_id from {{ ref('int_touched_document') }} as touched)
{% if adds_only() -%}
-- and each from which a value may have gone: it stands yet as the build before weighed it
union
select cluster_id
from {{ target.schema }}.reconciliation
where list_has_any(document_ids, (select list(touched.document_id) from {{ ref('int_touched_document') }} as touched))
{%- endif %}
