-- grain: one place × year × base of the index
select
    history.year,
    history.place_key,
    -- Thừa Thiên Huế goes on as Huế
    coalesce(today.place_name, history.place_name) as place_name,
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
left join dim_place_crosswalk as today on history.place_key = today.told_under_key and today.is_former
where history.index_code = $index
-- a province that kept its name may be told of under its key of before and of after the merger
qualify
    row_number() over (
        partition by coalesce(today.place_name, history.place_name), history.year, history.rank_base
        order by history.is_band, coalesce(history.previous_year = history.year, false), history.place_key desc
    ) = 1
order by place_name, history.year, history.rank_base desc
