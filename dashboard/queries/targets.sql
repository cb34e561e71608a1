-- grain: one aim that binds the place, its own or one set for the whole country, with the value comparable with it
select
    target.target_id,
    target.indicator_code,
    indicator.name_vi,
    indicator.name_en,
    indicator.direction,
    target.place_key <> $place as is_national,
    target.place_level,
    target.value,
    target.unit,
    target.comparator,
    target.due_on,
    target.policy_document,
    target.evidence_id as evidence,
    aimed.confidence,
    kpi.value as present,
    kpi.qualifier as present_qualifier,
    kpi.denominator as present_base,
    kpi.period_start,
    kpi.period_end,
    kpi.evidence as present_evidence,
    said.confidence as present_confidence
from fct_target as target
inner join dim_indicator as indicator on target.indicator_code = indicator.indicator_code
left join dim_place as place on place.place_key = $place
left join kpi_current as kpi
    on
        target.indicator_code = kpi.indicator_code
        and kpi.place_key = $place
        and target.unit = kpi.unit
        and (
            (target.place_key = kpi.place_key and target.place_level is not distinct from kpi.scope_level)
            -- an aim of the country binds a place when it is set for its tier or for the whole country
            or (
                target.place_key = 'VN'
                and (
                    target.place_level = 'national'
                    or contains(target.place_level, coalesce(kpi.scope_level, place.level))
                )
            )
        )
left join evidence as aimed on target.evidence_id = aimed.evidence_id
left join evidence as said on kpi.evidence = said.evidence_id
where target.place_key in ($place, 'VN')
order by kpi.value is null, target.place_key = 'VN', target.due_on nulls last, target.indicator_code, target.target_id
