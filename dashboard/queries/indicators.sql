-- grain: one indicator of the catalogue, with what is known of it
with valued as (
    select
        kpi.indicator_code,
        count(distinct coalesce(today.place_key, kpi.place_key)) as n_places
    from kpi_current as kpi
    left join dim_place_crosswalk as today on kpi.place_key = today.told_under_key and today.is_former
    group by kpi.indicator_code
),

aimed as (
    select
        indicator_code,
        count(*) as n_targets
    from fct_target
    group by indicator_code
)

select
    indicator.indicator_code,
    indicator.name_vi,
    indicator.name_en,
    indicator.pillar,
    indicator.unit,
    indicator.unit_vi,
    indicator.direction,
    indicator.definition_vi,
    indicator.numerator_vi,
    indicator.denominator_vi,
    indicator.source_document,
    indicator.source_status,
    indicator.phrasings_vi,
    indicator.formula_vi,
    indicator.additivity,
    indicator.not_additive_why_vi,
    indicator.owner_vi,
    indicator.caveat_vi,
    indicator.caveat_en,
    cast(coalesce(valued.n_places, 0) as integer) as n_places,
    cast(coalesce(aimed.n_targets, 0) as integer) as n_targets
from dim_indicator as indicator
left join valued on indicator.indicator_code = valued.indicator_code
left join aimed on indicator.indicator_code = aimed.indicator_code
order by n_places desc, n_targets desc, indicator.name_vi
