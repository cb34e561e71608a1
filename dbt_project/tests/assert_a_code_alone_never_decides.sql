-- The seven codes that name another province since 1 July 2025, with what they named before and name now.
with reused as (
    select *
    from (
        values
        ('15', 'Yên Bái', 'Lào Cai'), ('24', 'Bắc Giang', 'Bắc Ninh'), ('44', 'Quảng Bình', 'Quảng Trị'),
        ('52', 'Bình Định', 'Gia Lai'), ('80', 'Long An', 'Tây Ninh'), ('82', 'Tiền Giang', 'Đồng Tháp'),
        ('91', 'Kiên Giang', 'An Giang')
    ) as codes (place_code, named_before, names_now)
),

eras as (
    select
        old.place_code,
        old.name_vi as named_before,
        new.name_vi as names_now
    from {{ ref('dim_place') }} as old
    inner join {{ ref('dim_place') }} as new on old.place_code = new.place_code and new.is_current
    where old.level = 'province' and not old.is_current and old.is_code_reused and new.is_code_reused
),

flagged as (
    select eras.*
    from eras
    anti join reused
        on
            eras.place_code = reused.place_code
            and eras.named_before = reused.named_before
            and eras.names_now = reused.names_now
),

missed as (
    select reused.*
    from reused
    anti join eras
        on
            reused.place_code = eras.place_code
            and reused.named_before = eras.named_before
            and reused.names_now = eras.names_now
),

-- and no fact carries the name of one era with the key of the other
crossed as (
    select
        fact.place_code,
        fact.place_name,
        place.name_vi
    from {{ ref('fct_observation') }} as fact
    inner join {{ ref('dim_place') }} as place on fact.place_key = place.place_key
    where place.is_code_reused and fact.place_name <> place.name_vi
)

select
    place_code,
    named_before,
    names_now
from flagged
union all
select
    place_code,
    named_before,
    names_now
from missed
union all
select
    place_code,
    place_name,
    name_vi
from crossed
