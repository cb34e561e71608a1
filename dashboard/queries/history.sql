-- grain: one period of the indicator at the place: the value chosen for it
select
    past.period_start,
    past.period_end,
    past.period_type,
    past.place_level,
    past.rate_basis,
    past.value,
    past.unit,
    past.qualifier,
    past.denominator,
    cluster.status,
    past.evidence_id as evidence
from reconciliation as cluster
inner join fct_observation as past on cluster.chosen_observation_id = past.observation_id
where
    past.indicator_code = $indicator
    and cluster.indicator_code = $indicator
    and past.place_key in (select told_under_key from dim_place_crosswalk where place_key = $place)
    and past.period_end is not null and past.part is null
order by past.period_end, past.period_start nulls last, past.rate_basis, past.observation_id
