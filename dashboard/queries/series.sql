-- grain: one indicator of the place × period, of the same sort of period, tier, unit and basis as the value shown
with
-- the place, and itself under its former key
own as (
    select told_under_key from dim_place_crosswalk where place_key = $place
),

shown as (
    select * from kpi_current
    where place_key in (select told_under_key from own)
    qualify row_number() over (partition by indicator_code order by period_end desc nulls last, place_key <> $place) = 1
)

select
    kpi.indicator_code,
    past.period_end,
    first(past.value order by past.period_start nulls last, past.published_on desc nulls last, past.observation_id)
        as value
from shown as kpi
inner join fct_observation as past
    on
        kpi.indicator_code = past.indicator_code
        and kpi.unit = past.unit
        and kpi.scope_level is not distinct from past.place_level
        and kpi.period_type is not distinct from past.period_type
        and kpi.rate_basis is not distinct from past.rate_basis
inner join reconciliation as cluster on past.observation_id = cluster.chosen_observation_id
where
    past.place_key in (select told_under_key from own)
    -- ranks are drawn on their own page, where a change of base breaks the line
    and kpi.unit <> 'rank'
    and past.period_end <= kpi.period_end
group by kpi.indicator_code, past.period_end
order by kpi.indicator_code, past.period_end
