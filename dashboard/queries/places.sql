-- grain: one place that can be chosen: whatever has figures, and every province
with
-- a place shows what is told of it, and what was told of it under its former key where its borders stayed
shown as (
    select
        place.place_key,
        former.place_key as told_under
    from dim_place as place
    inner join dim_place as former
        on
            place.place_key = former.place_key
            or (place.n_predecessors = 1 and place.place_key = former.current_place_key)
),

counted as (
    select
        shown.place_key,
        count(distinct kpi.indicator_code) as n_kpis,
        0 as n_results,
        0 as n_ranks
    from kpi_current as kpi
    inner join shown on kpi.place_key = shown.told_under
    group by shown.place_key
    union all
    select
        place_key,
        0,
        count(*),
        0
    from fct_tthc_result group by place_key
    union all
    select
        place_key,
        0,
        0,
        count(*)
    from kpi_rank_history group by place_key
),

totals as (
    select
        place_key,
        cast(sum(n_kpis) as integer) as n_kpis,
        cast(sum(n_results) as integer) as n_results,
        cast(sum(n_ranks) as integer) as n_ranks
    from counted
    where place_key is not null
    group by place_key
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
    coalesce(totals.n_kpis, 0) as n_kpis,
    coalesce(totals.n_results, 0) as n_results,
    coalesce(totals.n_ranks, 0) as n_ranks
from dim_place as place
left join dim_place as parent on place.parent_key = parent.place_key
left join totals on place.place_key = totals.place_key
where totals.place_key is not null or place.level = 'province'
order by
    totals.place_key is null,
    place.level = 'province' desc,
    -- the first is shown to whoever chooses none: a place of today that has something to show
    (place.valid_to is null and n_kpis > 0) desc,
    n_kpis desc,
    n_results desc,
    place.name_vi,
    place.place_key
