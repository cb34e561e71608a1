-- Evidence or nothing: whatever a fact points at can be opened.
with pointed_at as (
    select evidence_id from {{ ref('fct_target') }}
    union all
    select evidence_id from {{ ref('fct_rank') }}
    union all
    select statement_id from {{ ref('fct_milestone') }}
),

-- these and their evidence are made together, document by document
observations as (
    select * from {{ ref('fct_observation') }}
    where true {{- and_touched(ref('int_touched_document')) }}
),

evidence_made as (
    select evidence_id from {{ ref('evidence') }}
    where true {{- and_touched(ref('int_touched_document')) }}
)

select pointed_at.evidence_id
from pointed_at
anti join {{ ref('evidence') }} as evidence on pointed_at.evidence_id = evidence.evidence_id
union all
select observations.evidence_id
from observations
anti join evidence_made on observations.evidence_id = evidence_made.evidence_id
