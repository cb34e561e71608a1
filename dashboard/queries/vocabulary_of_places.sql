-- grain: one name under which a place of the warehouse is asked for
with told as (
    select distinct place_key from fct_observation
),

known as (
    select place.*
    from dim_place as place
    where place.level in ('province', 'national') or place.place_key in (select told.place_key from told)
)

select
    place_key,
    name_vi,
    name_en,
    level,
    type,
    valid_to
from known
order by level = 'province' desc, name_vi, valid_to nulls first, place_key
