{{ config(materialized='view', schema='staging', contract={'enforced': false}, persist_docs={}) }}

-- grain: one chosen value of a series: the same indicator, place, tier and part of it, unit and basis, over periods of
-- one length; only from the first year on that this build makes again

-- A count to date is no step from last year's whole, and no rank or score steps across a new framework or base.
select
    observation.observation_id,
    observation.unit,
    observation.period_start,
    observation.period_end,
    observation.value,
    {{ short_id([
        'observation.indicator_code', 'observation.place_key', 'observation.place_level', 'observation.part',
        'observation.unit', 'observation.rate_basis',
        rounded(days_between('observation.period_start', 'observation.period_end') ~ ' / 30.4', 0),
        "case when observation.unit = 'rank' then observation.denominator end",
        "case when observation.indicator_code like 'dti_%' then "
        ~ dti_framework('year(observation.period_end)') ~ ' end'
    ]) }} as series_id,
    year(observation.period_end) as year
from {{ ref('fct_observation') }} as observation
where
    observation.period_end is not null
    and observation.observation_id in (
        select cluster.chosen_observation_id
        from {{ ref('reconciliation') }} as cluster
        where cluster.period_end is not null {{- and_since_touched('cluster.period_end') }}
    )
    {{- and_since_touched('observation.period_end') }}
