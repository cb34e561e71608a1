-- grain: one place that can be chosen: whatever has figures, and every province; one that goes on alone under another
-- key is listed under that of today
with counted as (
    select
        place_key,
        indicator_code,
        0 as n_results,
        0 as n_ranks
    from kpi_current
    union all
    select
        place_key,
        null,
        count(*),
        0
    from fct_tthc_result group by place_key
    union all
    select
        place_key,
        null,
        0,
        count(*)
    from kpi_rank_history group by place_key
),

totals as (
    select
        crosswalk.place_key,
        cast(count(distinct counted.indicator_code) as integer) as n_kpis,
        cast(sum(counted.n_results) as integer) as n_results,
        cast(sum(counted.n_ranks) as integer) as n_ranks
    from counted
    inner join dim_place_crosswalk as crosswalk on counted.place_key = crosswalk.told_under_key
    group by crosswalk.place_key
)

select
    place.place_key,
    place.name_vi,
    place.name_en,
    place.level,
    place.type,
    parent.name_vi as parent_vi,
    parent.name_en as parent_en,
    place.valid_to,
    place.current_place_key,
    former.told_under_key as former_key,
    coalesce(totals.n_kpis, 0) as n_kpis,
    coalesce(totals.n_results, 0) as n_results,
    coalesce(totals.n_ranks, 0) as n_ranks
from dim_place as place
left join dim_place as parent on place.parent_key = parent.place_key
left join totals on place.place_key = totals.place_key
left join dim_place_crosswalk as former on place.place_key = former.place_key and former.is_former
where
    (totals.place_key is not null or place.level = 'province')
    and place.place_key not in (select told_under_key from dim_place_crosswalk where is_former)
order by
    totals.place_key is null,
    place.level = 'province' desc,
    -- the first is shown to whoever chooses none: a place of today that has something to show
    (place.valid_to is null and n_kpis > 0) desc,
    n_kpis desc,
    n_results desc,
    replace(strip_accents(lower(place.name_vi)), 'đ', 'd'),
    place.place_key
