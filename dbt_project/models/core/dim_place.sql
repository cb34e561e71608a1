-- grain: one place × validity

with units as (
    select * from {{ ref('places') }}
)

select
    units.place_key,
    units.place_code,
    units.name_vi,
    units.name_en,
    units.level,
    units.type,
    parents.place_code as parent_code,
    units.parent_key,
    units.region,
    units.valid_from,
    units.valid_to,
    -- a unit that still stands is its own successor; districts have none, their tier was abolished
    coalesce(successors.place_code, case when units.valid_to is null then units.place_code end) as current_place_code,
    coalesce(successors.place_key, case when units.valid_to is null then units.place_key end) as current_place_key,
    units.aliases
from units
left join units as parents on units.parent_key = parents.place_key
left join units as successors on units.successor_key = successors.place_key
order by units.place_key
