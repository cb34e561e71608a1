-- grain: one place with deliverables, the most first
select
    slip.place_key,
    any_value(place.name_vi) as name_vi,
    any_value(place.name_en) as name_en,
    cast(count(*) as integer) as n
from kpi_milestone_slip as slip
inner join dim_place as place on slip.place_key = place.place_key
group by slip.place_key
order by n desc, slip.place_key
