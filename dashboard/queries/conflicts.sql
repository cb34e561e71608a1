-- grain: one value of a cluster of the warehouse whose values disagree, the chosen one first
select
    cluster.cluster_id,
    indicator.name_vi,
    indicator.name_en,
    cluster.why,
    observation.place_name,
    observation.period_start,
    observation.period_end,
    observation.value,
    observation.unit,
    observation.qualifier,
    observation.denominator,
    document.title,
    observation.observation_id = cluster.chosen_observation_id as is_chosen,
    observation.evidence_id as evidence
from reconciliation as cluster
inner join fct_observation as observation on cluster.cluster_id = observation.cluster_id
inner join dim_indicator as indicator on cluster.indicator_code = indicator.indicator_code
inner join dim_document as document on observation.document_id = document.document_id
where cluster.status = 'conflict'
order by cluster.period_end desc nulls last, cluster.cluster_id, is_chosen desc, observation.observation_id
