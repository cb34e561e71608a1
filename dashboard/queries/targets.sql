-- grain: one aim that binds the place, its own or one set for the whole country, with the value comparable with it
select
    progress.target_id,
    progress.indicator_code,
    progress.name_vi,
    progress.name_en,
    progress.direction,
    progress.is_national,
    progress.place_level,
    progress.target as value,
    progress.unit,
    progress.comparator,
    progress.due_on,
    progress.policy_document,
    progress.target_evidence as evidence,
    aimed.confidence,
    progress.value as present,
    progress.qualifier as present_qualifier,
    progress.rank_base as present_base,
    progress.period_start,
    progress.period_end,
    progress.value_evidence as present_evidence,
    said.confidence as present_confidence,
    progress.gap_points as gap,
    progress.months_ahead,
    progress.state,
    progress.why
from kpi_target_progress as progress
left join evidence as aimed on progress.target_evidence = aimed.evidence_id
left join evidence as said on progress.value_evidence = said.evidence_id
where progress.place_key in (select told_under_key from dim_place_crosswalk where place_key = $place)
-- of an aim that binds it under both keys, the line that has a value
qualify
    row_number() over (
        partition by progress.target_id
        order by progress.value is null, progress.period_end desc, progress.place_key <> $place
    ) = 1
order by
    progress.value is null,
    progress.is_national,
    progress.due_on nulls last,
    progress.indicator_code,
    progress.target_id
