-- grain: one place × key that its figures are told under

select
    place_key,
    name_vi as place_name,
    place_key as told_under_key,
    false as is_former
from {{ ref('dim_place') }}
union all
-- a place whose borders stayed through the merger is the same ground under two keys; one that was merged is not
select
    place.place_key,
    place.name_vi as place_name,
    former.place_key as told_under_key,
    true as is_former
from {{ ref('dim_place') }} as place
inner join {{ ref('dim_place') }} as former on place.place_key = former.current_place_key
where place.n_predecessors = 1 and place.place_key <> former.place_key
order by place_key, is_former
