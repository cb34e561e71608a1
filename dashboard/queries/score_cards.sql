-- grain: one card of the place, of what is under it, or of a body of no place we know
with
-- the place, and itself under its former key
own as (
    select told_under_key from dim_place_crosswalk where place_key = $place
)

select
    card_id,
    scorecard_code,
    name_vi,
    name_en,
    place_key,
    place_name,
    place_level,
    organisation,
    period_start,
    period_end,
    points,
    max_points,
    cast(count(*) over () as integer) as n_all
from kpi_scorecard
where
    line_kind = 'total'
    and (
        place_key in (select told_under_key from own)
        or place_key in (
            select dim_place.place_key from dim_place
            inner join own on dim_place.parent_key = own.told_under_key
        )
        or place_key is null
    )
order by
    place_key is null, place_key <> $place, scorecard_code <> 'qd766', period_end desc, body_kind <> 'body', organisation,
    card_id
-- more than anybody chooses from; the newest come first
limit 500
