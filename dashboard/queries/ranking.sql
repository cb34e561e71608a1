-- grain: one place of one published list
select
    history.year,
    history.place_key,
    history.place_name,
    place.region,
    history.rank,
    history.rank_base,
    history.score,
    history.scale_max,
    history.is_band,
    history.framework_version,
    history.is_break,
    history.previous_year,
    history.previous_rank,
    history.places_gained,
    history.n_sources,
    history.agreement,
    history.published_on,
    history.evidence
from kpi_rank_history as history
left join dim_place as place on history.place_key = place.place_key
where
    history.index_code = $index
    and history.year = $year
    and history.rank_base is not distinct from $base
-- a province that kept its name may be told of under its key of before and of after the merger
qualify
    row_number() over (
        partition by history.place_name
        order by history.is_band, coalesce(history.previous_year = history.year, false), history.place_key desc
    ) = 1
order by history.is_band, history.rank nulls last, history.score desc nulls last, history.place_name
