-- grain: the aim read here
select
    indicator.name_vi,
    indicator.name_en,
    target.place_name,
    target.value,
    target.unit,
    target.comparator,
    target.due_on,
    target.policy_document
from fct_target as target
inner join dim_indicator as indicator on target.indicator_code = indicator.indicator_code
where target.evidence_id = $evidence
order by target.target_id
limit 1
