{{ config(tags=['after_tests']) }}

-- grain: one scope of dq_score × finding that counts against it

with findings as (
    select
        {{ short_id(['check_code', 'item']) }} as finding_id,
        source_id,
        place_key,
        pillar
    from {{ ref('int_dq_item') }}
    where credit < 1
)

select
    'all' as dimension,
    'all' as scope,
    finding_id
from findings
union all
select
    'source',
    source_id,
    finding_id
from findings
where source_id is not null
union all
select
    'place',
    place_key,
    finding_id
from findings
where place_key is not null
union all
select
    'pillar',
    pillar,
    finding_id
from findings
where pillar is not null
order by dimension, scope, finding_id
