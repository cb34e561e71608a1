-- grain: one value of the cluster that the asked value stands in, the chosen one first
with asked as (
    select
        observation_id,
        cluster_id
    from fct_observation
    where evidence_id = $evidence
    order by observation_id
    limit 1
)

select
    observation.observation_id,
    observation.indicator_code,
    indicator.name_vi,
    indicator.name_en,
    observation.place_name,
    observation.value,
    observation.unit,
    observation.qualifier,
    observation.numerator,
    observation.denominator,
    observation.computed_value,
    observation.check_status,
    observation.rate_basis,
    observation.period_start,
    observation.period_end,
    observation.period_type,
    observation.source_kind,
    document.title,
    document.publisher,
    observation.published_on,
    said.sentence,
    observation.evidence_id as evidence,
    observation.observation_id = asked.observation_id as is_asked,
    observation.observation_id = cluster.chosen_observation_id as is_chosen,
    document.near_duplicate_of is not null as is_copy,
    cluster.status,
    cluster.why
from asked
inner join fct_observation as observation on asked.cluster_id = observation.cluster_id
inner join reconciliation as cluster on asked.cluster_id = cluster.cluster_id
inner join dim_indicator as indicator on observation.indicator_code = indicator.indicator_code
left join evidence as said on observation.evidence_id = said.evidence_id
inner join dim_document as document on observation.document_id = document.document_id
order by is_chosen desc, observation.published_on desc nulls last, observation.observation_id
