-- Each of the 63 provinces is found under one of the 34, and the 34 are made of the 63: Hải Dương under Hải Phòng.
select 'number of provinces' as what
from {{ ref('dim_place') }}
where level = 'province'
having
    count(*) filter (where not is_current) <> 63
    or count(*) filter (where is_current) <> 34
    or sum(n_predecessors) <> 63
    or count(*) filter (where n_predecessors = 1) <> 11
union all
select name_vi
from {{ ref('dim_place') }}
where level = 'province' and current_place_key is null
union all
select name_vi
from {{ ref('dim_place') }}
where place_key = '30-2004' and (current_place_key, current_name_vi) is distinct from ('31-2025', 'Hải Phòng')
union all
select 'former keys'
from {{ ref('dim_place_crosswalk') }}
having count(*) filter (where is_former) <> 11 or count(distinct told_under_key) filter (where is_former) <> 11
