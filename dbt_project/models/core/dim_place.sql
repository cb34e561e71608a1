-- grain: one place × validity

with units as (
    select * from {{ ref('places') }}
),

-- who went into it on the day it was formed: one unit when it stands on as it was, several when they were merged
predecessors as (
    select
        successor_key as place_key,
        {{ joined('place_key', '|', 'place_key') }} as predecessor_keys,
        count(*) as n_predecessors
    from units
    where successor_key is not null
    group by successor_key
),

-- after a merger a code may name another province than before; Huế's, which only changed its name, does not
code_in_two_names as (
    select units.place_code
    from units
    left join predecessors on units.place_key = predecessors.place_key
    where units.level = 'province'
    group by units.place_code
    having min(units.name_vi) <> max(units.name_vi) and max(predecessors.n_predecessors) > 1
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
    units.valid_to is null as is_current,
    -- a unit that still stands is its own successor; districts have none, their tier was abolished
    coalesce(successors.place_code, case when units.valid_to is null then units.place_code end) as current_place_code,
    coalesce(successors.place_key, case when units.valid_to is null then units.place_key end) as current_place_key,
    coalesce(successors.name_vi, case when units.valid_to is null then units.name_vi end) as current_name_vi,
    predecessors.predecessor_keys,
    coalesce(predecessors.n_predecessors, 0) as n_predecessors,
    code_in_two_names.place_code is not null as is_code_reused,
    units.aliases,
    units.source
from units
left join units as parents on units.parent_key = parents.place_key
left join units as successors on units.successor_key = successors.place_key
left join predecessors on units.place_key = predecessors.place_key
left join code_in_two_names on units.level = 'province' and units.place_code = code_in_two_names.place_code
order by units.place_key
