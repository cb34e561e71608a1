-- grain: one place's present value of the indicator
with
-- a place shows what is told of it, and what was told of it under its former key where its borders stayed
shown as (
    select
        place.place_key,
        place.level as place_level,
        former.place_key as told_under
    from dim_place as place
    inner join dim_place as former
        on
            place.place_key = former.place_key
            or (place.n_predecessors = 1 and place.place_key = former.current_place_key)
),

standing as (
    select
        kpi.* exclude (place_key),
        shown.place_key,
        shown.place_level
    from kpi_current as kpi
    inner join shown on kpi.place_key = shown.told_under
    where kpi.indicator_code = $indicator
    qualify
        row_number() over (
            partition by shown.place_key
            order by kpi.period_end desc nulls last, kpi.place_key <> shown.place_key
        ) = 1
)

select
    standing.indicator_code,
    standing.place_key,
    standing.place_name,
    standing.place_level,
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
    said.confidence,
    exists (
        select 1 from shown
        where shown.told_under = standing.place_key and shown.place_key <> standing.place_key
    ) as goes_on
from standing
left join evidence as said on standing.evidence = said.evidence_id
order by
    case when standing.direction = 'lower' then standing.value else -standing.value end,
    standing.place_name,
    standing.place_key
