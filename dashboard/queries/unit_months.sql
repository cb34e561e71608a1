-- grain: one month of one body that reports for the place, for a place under it, or for no place we know
select
    concat_ws('|', coalesce(place_key, ''), coalesce(place_level, ''), coalesce(organisation, ''), coalesce(field, ''))
        as unit,
    place_key,
    place_name,
    place_level,
    organisation,
    field,
    month,
    resolved_on_time,
    resolved_late,
    coalesce(on_time_rate, case when derived_by = 'as_published' then stated_on_time_rate end) as rate,
    case when on_time_rate is not null then 'resolved' else rate_basis end as rate_basis,
    evidence
from kpi_tthc_month
where
    derived_by <> 'gap'
    and (
        place_key = $place
        or place_key in (select dim_place.place_key from dim_place where dim_place.parent_key = $place)
        or place_key is null
    )
order by place_key is null, place_key <> $place, unit, month
