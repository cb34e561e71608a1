-- Evidence or nothing: whatever a fact points at can be opened.
with pointed_at as (
    select evidence_id from {{ ref('fct_observation') }}
    union all
    select evidence_id from {{ ref('fct_target') }}
    union all
    select evidence_id from {{ ref('fct_rank') }}
    union all
    select statement_id from {{ ref('fct_milestone') }}
)

select pointed_at.evidence_id
from pointed_at
anti join {{ ref('evidence') }} as evidence on pointed_at.evidence_id = evidence.evidence_id
