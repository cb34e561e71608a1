-- grain: one value of a cluster of the indicator whose values are not one, the chosen one first
select
    cluster.cluster_id,
    cluster.status,
    cluster.why,
    observation.place_name,
    observation.period_start,
    observation.period_end,
    observation.value,
    observation.unit,
    observation.qualifier,
    observation.denominator,
    observation.rate_basis,
    document.title,
    observation.published_on,
    observation.observation_id = cluster.chosen_observation_id as is_chosen,
    observation.evidence_id as evidence
from reconciliation as cluster
inner join fct_observation as observation on cluster.cluster_id = observation.cluster_id
inner join dim_document as document on observation.document_id = document.document_id
where cluster.indicator_code = $indicator and cluster.status in ('conflict', 'qualified_agree', 'rounded')
order by
    cluster.status = 'conflict' desc,
    cluster.period_end desc nulls last,
    cluster.cluster_id,
    is_chosen desc,
    observation.observation_id
