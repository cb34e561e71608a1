-- grain: indicator × place

with places as (
    select * from {{ ref('dim_place') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

-- what decides which value is shown, as far as its cluster tells it: most values are history, and are asked no further
values_chosen as (
    select
        cluster.chosen_observation_id as observation_id,
        cluster.indicator_code,
        cluster.place_key,
        cluster.place_level,
        cluster.part,
        cluster.period_start,
        cluster.period_end,
        cluster.n_sources,
        cluster.status as agreement,
        coalesce(cluster.place_level, '') <> place.level or cluster.part is not null as is_slice
    from {{ ref('reconciliation') }} as cluster
    inner join places as place on cluster.place_key = place.place_key
),

-- a known period beats none, the place's own tier beats a slice of it, then the latest
latest as (
    select
        indicator_code,
        place_key,
        is_slice,
        max(period_end) as period_end
    from values_chosen
    group by indicator_code, place_key, is_slice
),

newest as (
    select * from latest
    qualify row_number() over (partition by indicator_code, place_key order by period_end is null, is_slice) = 1
),

current_values as (
    select
        observation.*,
        candidate.is_slice,
        candidate.n_sources,
        candidate.agreement
    from values_chosen as candidate
    inner join newest
        on
            candidate.indicator_code = newest.indicator_code
            and candidate.place_key = newest.place_key
            and candidate.is_slice = newest.is_slice
            and candidate.period_end is not distinct from newest.period_end
    inner join {{ ref('fct_observation') }} as observation on candidate.observation_id = observation.observation_id
    qualify
        row_number() over (
            partition by candidate.indicator_code, candidate.place_key
            order by
                candidate.period_start nulls last,
                observation.published_on desc nulls last,
                candidate.observation_id
        ) = 1
),

-- what else was told of the same tier and part, long since
told as (
    select * from {{ ref('fct_observation') }}
    where observation_id in (
        select value_chosen.observation_id
        from values_chosen as value_chosen
        inner join current_values as now
            on
                value_chosen.indicator_code = now.indicator_code
                and value_chosen.place_key = now.place_key
                and value_chosen.place_level is not distinct from now.place_level
                and value_chosen.part is not distinct from now.part
    )
),

-- comparable: the same tier, unit and basis, an earlier end, and a period of the same sort where both are known
earlier as (
    select
        now.indicator_code,
        now.place_key,
        before.value as previous_value,
        before.period_end as previous_period_end,
        row_number() over (
            partition by now.indicator_code, now.place_key
            order by before.period_end desc, before.observation_id
        ) as nearest
    from current_values as now
    inner join told as before
        on
            now.indicator_code = before.indicator_code
            and now.place_key = before.place_key
            and now.place_level is not distinct from before.place_level
            and now.part is not distinct from before.part
            and now.unit = before.unit
            and now.rate_basis = before.rate_basis
            and before.period_end < now.period_end
            and (
                now.period_type is not distinct from before.period_type
                or 'unknown' in (now.period_type, before.period_type)
            )
            -- a count grows with its period: three months to date are not less than a year; months differ by 3 days
            and (
                now.unit <> 'count'
                or now.period_start is null
                or before.period_start is null
                or abs(
                    {{ days_between('now.period_start', 'now.period_end') }}
                    - {{ days_between('before.period_start', 'before.period_end') }}
                ) <= 3
            )
            and (
                now.indicator_code not like 'dti_%'
                or {{ dti_framework('year(now.period_end)') }} = {{ dti_framework('year(before.period_end)') }}
            )
            -- a rank among 34 is not a rank among 63
            and (now.unit <> 'rank' or now.denominator is not distinct from before.denominator)
),

-- the aims that the value was held against; an aim set for the place's tier comes before one for the whole country
aims as (
    select
        now.indicator_code,
        now.place_key,
        judged.target,
        judged.comparator,
        judged.due_on,
        judged.target_evidence,
        judged.is_national,
        judged.progress,
        judged.is_met,
        judged.state,
        judged.why,
        -- how far it is says nothing where the two are not comparable
        case when judged.is_met is not null then judged.gap_points end as gap_points,
        judged.months_ahead,
        row_number() over (
            partition by now.indicator_code, now.place_key
            order by
                judged.is_national,
                judged.is_national and judged.aim_level = 'national',
                judged.due_on is null,
                -- the next date to come, else the last one past
                case when judged.due_on >= coalesce(now.period_end, judged.due_on) then 0 else 1 end,
                abs({{ days_between('coalesce(now.period_end, judged.due_on)', 'judged.due_on') }}),
                judged.target_id
        ) as nearest
    from current_values as now
    inner join {{ ref('int_target_judged') }} as judged on now.observation_id = judged.observation_id
),

judged as (
    select
        now.*,
        indicator.name_vi,
        indicator.name_en,
        indicator.pillar,
        indicator.direction,
        earlier.previous_value,
        earlier.previous_period_end,
        aims.target,
        aims.comparator,
        aims.due_on,
        aims.target_evidence,
        aims.is_national,
        aims.is_met as target_met,
        aims.progress,
        aims.state as target_state,
        aims.why as target_why,
        aims.gap_points as target_gap,
        aims.months_ahead as target_months_ahead
    from current_values as now
    inner join indicators as indicator on now.indicator_code = indicator.indicator_code
    left join earlier
        on now.indicator_code = earlier.indicator_code and now.place_key = earlier.place_key and earlier.nearest = 1
    left join aims
        on now.indicator_code = aims.indicator_code and now.place_key = aims.place_key and aims.nearest = 1
)

select
    judged.indicator_code,
    judged.name_vi,
    judged.name_en,
    judged.pillar,
    judged.direction,
    judged.place_key,
    judged.place_code,
    judged.place_name,
    judged.place_level as scope_level,
    judged.part as scope_part,
    judged.is_slice,
    judged.value,
    judged.unit,
    judged.qualifier,
    judged.numerator,
    judged.denominator,
    judged.computed_value,
    judged.period_start,
    judged.period_end,
    judged.period_type,
    judged.period_basis,
    judged.rate_basis,
    judged.check_status,
    judged.previous_value,
    judged.previous_period_end,
    case
        when judged.previous_value is null then null
        when abs(judged.value - judged.previous_value) < 1e-9 then 'flat'
        when judged.value > judged.previous_value then 'up'
        else 'down'
    end as trend,
    judged.target,
    judged.comparator as target_comparator,
    judged.due_on,
    judged.target_evidence,
    judged.is_national as target_is_national,
    judged.progress,
    judged.target_met,
    judged.target_state,
    judged.target_why,
    judged.target_gap,
    judged.target_months_ahead,
    judged.n_sources,
    judged.agreement,
    {{ days_between('judged.period_end', 'cast(build.built_at as date)') }} as freshness_days,
    judged.evidence_id as evidence,
    case when judged.statement_id is null then 'cell' else 'sentence' end as evidence_kind,
    judged.document_id
from judged
cross join {{ ref('build_info') }} as build
order by judged.place_key, judged.pillar, judged.indicator_code
