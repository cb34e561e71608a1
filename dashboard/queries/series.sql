-- grain: one indicator of the place × period, of the same sort of period, tier, unit and basis as the value shown
select
    kpi.indicator_code,
    past.period_end,
    first(past.value order by past.period_start nulls last, past.published_on desc nulls last, past.observation_id)
        as value
from kpi_current as kpi
inner join fct_observation as past
    on
        kpi.indicator_code = past.indicator_code
        and kpi.place_key = past.place_key
        and kpi.unit = past.unit
        and kpi.scope_level is not distinct from past.place_level
        and kpi.period_type is not distinct from past.period_type
        and kpi.rate_basis is not distinct from past.rate_basis
inner join reconciliation as cluster on past.observation_id = cluster.chosen_observation_id
where
    kpi.place_key = $place
    -- ranks are drawn on their own page, where a change of base breaks the line
    and kpi.unit <> 'rank'
    and past.period_end <= kpi.period_end
group by kpi.indicator_code, past.period_end
order by kpi.indicator_code, past.period_end
