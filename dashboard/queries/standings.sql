-- grain: one place's present value of the indicator
select
    kpi.indicator_code,
    kpi.place_key,
    kpi.place_name,
    place.level as place_level,
    kpi.scope_level,
    kpi.value,
    kpi.unit,
    kpi.qualifier,
    kpi.denominator,
    kpi.period_start,
    kpi.period_end,
    kpi.period_type,
    kpi.rate_basis,
    kpi.n_sources,
    kpi.agreement,
    kpi.evidence,
    said.confidence
from kpi_current as kpi
left join dim_place as place on kpi.place_key = place.place_key
left join evidence as said on kpi.evidence = said.evidence_id
where kpi.indicator_code = $indicator
order by
    case when kpi.direction = 'lower' then kpi.value else -kpi.value end,
    kpi.place_name,
    kpi.place_key
