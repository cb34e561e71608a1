-- grain: one period of the indicator at a place: the value chosen for it, and the words it came from
select
    past.place_key,
    past.place_name,
    past.place_level,
    past.period_start,
    past.period_end,
    past.period_type,
    past.rate_basis,
    past.value,
    past.unit,
    past.qualifier,
    past.denominator,
    cluster.status,
    said.sentence,
    said.confidence,
    past.evidence_id as evidence
from reconciliation as cluster
inner join fct_observation as past on cluster.chosen_observation_id = past.observation_id
left join evidence as said on past.evidence_id = said.evidence_id
where
    past.indicator_code = $indicator
    and cluster.indicator_code = $indicator
    and past.part is null
order by
    past.period_end desc nulls last,
    past.period_start is null,
    past.period_start,
    past.place_name,
    past.place_level,
    past.rate_basis,
    past.observation_id
