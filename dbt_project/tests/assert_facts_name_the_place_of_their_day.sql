{{ config(severity='warn') }}

-- A figure of a day is the figure of a unit that stood on that day. Ranks and scores are of the provinces that were
-- ranked, which for DTI 2024 are those of the year after: their base tells the era instead.
select
    observation.observation_id,
    observation.place_key
from {{ ref('fct_observation') }} as observation
inner join {{ ref('dim_place') }} as place on observation.place_key = place.place_key
inner join {{ ref('dim_indicator') }} as indicator on observation.indicator_code = indicator.indicator_code
where
    indicator.pillar <> 'composite_index'
    and (observation.period_end < place.valid_from or observation.period_end > place.valid_to)
union all
select
    rank_id,
    fct_rank.place_key
from {{ ref('fct_rank') }} as fct_rank
inner join {{ ref('dim_place') }} as place on fct_rank.place_key = place.place_key
where fct_rank.rank_base_basis = 'stated' and (fct_rank.rank_base <= 34) <> place.is_current
