-- grain: one aim set for the indicator
select
    target.place_name,
    target.value,
    target.unit,
    target.comparator,
    target.due_on,
    target.policy_document,
    target.evidence_id as evidence
from fct_target as target
where target.indicator_code = $indicator
order by target.due_on nulls last, target.place_name nulls last, target.target_id
