-- grain: one indicator of the place
with
-- a share or a score ranks among those of the same tier, unit, basis and period, and among no others
peers as (
    select
        kpi.indicator_code,
        kpi.place_key,
        rank() over (alike order by case when kpi.direction = 'lower' then kpi.value else -kpi.value end) as peer_rank,
        count(*) over alike as n_peers
    from kpi_current as kpi
    inner join dim_place as place on kpi.place_key = place.place_key
    where
        kpi.unit in ('percent', 'points')
        and kpi.direction in ('higher', 'lower')
        and kpi.period_end is not null
    window alike as (
        partition by
            kpi.indicator_code,
            kpi.unit,
            place.level,
            kpi.scope_level,
            kpi.rate_basis,
            kpi.period_start,
            kpi.period_end
    )
)

select
    kpi.indicator_code,
    kpi.name_vi,
    kpi.name_en,
    kpi.pillar,
    kpi.direction,
    -- "hồ sơ", "cơ sở (a/b)" name what is counted; "% hoặc người" names nothing in particular
    case when not contains(indicator.unit_vi, 'hoặc') then regexp_replace(indicator.unit_vi, ' *\(.*$', '') end
        as counted_in,
    kpi.scope_level,
    place.level as own_level,
    kpi.value,
    kpi.unit,
    kpi.qualifier,
    kpi.numerator,
    kpi.denominator,
    kpi.period_start,
    kpi.period_end,
    kpi.period_type,
    kpi.period_basis,
    kpi.rate_basis,
    kpi.check_status,
    kpi.previous_value,
    kpi.previous_period_end,
    kpi.trend,
    kpi.target,
    kpi.target_comparator,
    kpi.due_on,
    kpi.target_evidence,
    kpi.target_is_national,
    kpi.target_state,
    kpi.target_why,
    kpi.target_gap,
    kpi.target_months_ahead,
    kpi.n_sources,
    kpi.agreement,
    kpi.freshness_days,
    kpi.evidence,
    said.confidence,
    cast(peers.peer_rank as integer) as peer_rank,
    cast(peers.n_peers as integer) as n_peers
from kpi_current as kpi
left join dim_indicator as indicator on kpi.indicator_code = indicator.indicator_code
left join dim_place as place on kpi.place_key = place.place_key
left join evidence as said on kpi.evidence = said.evidence_id
left join peers on kpi.indicator_code = peers.indicator_code and kpi.place_key = peers.place_key
where kpi.place_key in (select told_under_key from dim_place_crosswalk where place_key = $place)
-- the latest, under whichever key it is told
qualify
    row_number() over (partition by kpi.indicator_code order by kpi.period_end desc nulls last, kpi.place_key <> $place) = 1
order by
    kpi.target is null,
    kpi.period_end is null,
    kpi.period_end desc,
    kpi.indicator_code
