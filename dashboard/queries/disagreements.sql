-- grain: one value of a cluster whose values are not one, the chosen one first: of the indicator asked for, or else of
-- all indicators and then only where they disagree beyond rounding and words
select
    cluster.cluster_id,
    cluster.status,
    cluster.why,
    indicator.name_vi,
    indicator.name_en,
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
inner join dim_indicator as indicator on cluster.indicator_code = indicator.indicator_code
inner join dim_document as document on observation.document_id = document.document_id
where
    ($indicator is null and cluster.status = 'conflict')
    or (cluster.indicator_code = $indicator and cluster.status in ('conflict', 'qualified_agree', 'rounded'))
order by
    cluster.status = 'conflict' desc,
    cluster.period_end desc nulls last,
    cluster.cluster_id,
    is_chosen desc,
    observation.observation_id
