-- grain: one reporting body: the place's own (a tier of it, an organisation, a field), those of the places directly
-- under it, and those of no known place
with
-- the place, and itself under its former key
own as (
    select told_under_key from dim_place_crosswalk where place_key = $place
),

reported as (
    select
        place_key,
        place_level,
        organisation,
        field,
        1 as n_reports,
        0 as n_months
    from fct_tthc_result
    where not is_superseded
    union all
    select
        place_key,
        place_level,
        organisation,
        field,
        0,
        1
    from kpi_tthc_month
)

select
    concat_ws('|', coalesce(place_key, ''), coalesce(place_level, ''), coalesce(organisation, ''), coalesce(field, ''))
        as unit,
    place_key,
    organisation,
    place_level,
    field,
    cast(sum(n_reports) as integer) as n_reports,
    cast(sum(n_months) as integer) as n_months
from reported
where
    place_key in (select told_under_key from own)
    or place_key in (
        select dim_place.place_key from dim_place
        inner join own on dim_place.parent_key = own.told_under_key
    )
    or place_key is null
group by place_key, place_level, organisation, field
order by place_key is null, place_key <> $place, n_months desc, n_reports desc, unit
