-- grain: one recent month of one body that reports for the place or for a place under it (where there is none, of a body
-- of no place we know); of the bodies with the most late dossiers
with
-- the place, and itself under its former key
own as (
    select told_under_key from dim_place_crosswalk where place_key = $place
),

reported as (
    select
        concat_ws(
            '|', coalesce(place_key, ''), coalesce(place_level, ''), coalesce(organisation, ''), coalesce(field, '')
        ) as unit,
        place_key,
        place_name,
        place_level,
        organisation,
        field,
        month,
        resolved_late,
        coalesce(on_time_rate, case when derived_by = 'as_published' then stated_on_time_rate end) as rate,
        case when on_time_rate is not null then 'resolved' else rate_basis end as rate_basis,
        evidence
    from kpi_tthc_month
    where
        derived_by <> 'gap'
        and (
            place_key in (select told_under_key from own)
            or place_key in (
                select dim_place.place_key from dim_place
                inner join own on dim_place.parent_key = own.told_under_key
            )
            or place_key is null
        )
),

looked_at as (
    select * from reported
    where
        place_key is not null
        or (rate is not null and not exists (select 1 from reported as own where own.place_key is not null))
),

bodies as (
    select
        unit,
        coalesce(sum(resolved_late), 0) as n_late,
        min(rate) as worst
    from looked_at
    group by unit
),

most_late as (
    select
        unit,
        n_late,
        count(*) over () as n_bodies,
        sum(n_late) over () as n_late_of_all,
        row_number() over (order by n_late desc, worst nulls last, unit) as position
    from bodies
    qualify position <= 100
)

select
    looked_at.unit,
    looked_at.place_key,
    looked_at.place_name,
    looked_at.place_level,
    looked_at.organisation,
    looked_at.field,
    looked_at.month,
    looked_at.rate,
    looked_at.rate_basis,
    looked_at.evidence,
    cast(most_late.n_late as bigint) as n_late,
    cast(most_late.n_bodies as bigint) as n_bodies,
    cast(most_late.n_late_of_all as bigint) as n_late_of_all
from looked_at
inner join most_late on looked_at.unit = most_late.unit
qualify row_number() over (partition by looked_at.unit order by looked_at.month desc) <= 24
order by most_late.position, looked_at.month
