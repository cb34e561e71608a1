{{ config(materialized='view', schema='staging', contract={'enforced': false}, persist_docs={}) }}

-- grain: one chosen value of a line that can be followed: indicator × place × tier and part × unit × basis × period end

-- levels only: a count grows with its period, and a rank depends on how many are ranked
with chosen as (
    select
        observation.*,
        indicator.direction,
        {{ short_id([
            'observation.indicator_code', 'observation.place_key', 'observation.place_level', 'observation.part',
            'observation.unit', 'observation.rate_basis', 'observation.period_type'
        ]) }} as line_key
    from {{ ref('reconciliation') }} as cluster
    inner join {{ ref('fct_observation') }} as observation on cluster.chosen_observation_id = observation.observation_id
    inner join {{ ref('dim_indicator') }} as indicator on observation.indicator_code = indicator.indicator_code
    where
        observation.unit in ('percent', 'points', 'ratio')
        and observation.period_end is not null
        -- said of both, for fewer are joined then
        and cluster.unit in ('percent', 'points', 'ratio')
        and indicator.direction in ('higher', 'lower')
        -- scores under two decisions are not one line
        and not (observation.indicator_code like 'dti_%' and observation.unit = 'points')
)

select
    line_key,
    indicator_code,
    place_key,
    place_level,
    part,
    unit,
    rate_basis,
    period_type,
    period_end,
    value,
    direction,
    evidence_id
from chosen
qualify
    row_number() over (
        partition by line_key, period_end
        order by period_start nulls last, observation_id
    ) = 1
