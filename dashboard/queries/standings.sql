-- grain: one place's present value of the indicator; a province that goes on alone has one, under its key of today
with standing as (
    select
        kpi.* exclude (place_key),
        place.place_key,
        place.level as place_level,
        place.valid_to
    from kpi_current as kpi
    inner join dim_place_crosswalk as crosswalk on kpi.place_key = crosswalk.told_under_key
    inner join dim_place as place on crosswalk.place_key = place.place_key
    where
        kpi.indicator_code = $indicator
        and crosswalk.place_key not in (select told_under_key from dim_place_crosswalk where is_former)
    qualify
        row_number() over (
            partition by place.place_key
            order by kpi.period_end desc nulls last, kpi.place_key <> place.place_key
        ) = 1
)

select
    standing.indicator_code,
    standing.place_key,
    standing.place_name,
    standing.place_level,
    standing.valid_to,
    standing.scope_level,
    standing.value,
    standing.unit,
    standing.qualifier,
    standing.denominator,
    standing.period_start,
    standing.period_end,
    standing.period_type,
    standing.rate_basis,
    standing.n_sources,
    standing.agreement,
    standing.evidence,
    said.confidence
from standing
left join evidence as said on standing.evidence = said.evidence_id
order by
    case when standing.direction = 'lower' then standing.value else -standing.value end,
    standing.place_name,
    standing.place_key
