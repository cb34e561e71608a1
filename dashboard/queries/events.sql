-- grain: one day on which the ground under the place's figures changed: its borders, or a decision that binds it
with borders as (
    select
        valid_to + 1 as happened_on,
        'border' as kind,
        cast(null as varchar) as name
    from dim_place
    where place_key = $place and valid_to is not null
    union
    select
        valid_from,
        'border',
        cast(null as varchar)
    from dim_place
    where place_key = $place and valid_from is not null
),

decisions as (
    select
        issued_on as happened_on,
        'decision' as kind,
        number as name
    from fct_policy_document
    where place_key in ($place, 'VN') and issued_on is not null and number is not null and not is_draft
    group by issued_on, number
)

select * from borders
union all
select * from decisions
order by happened_on, kind, name
