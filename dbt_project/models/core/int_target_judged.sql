{{ config(materialized='table', schema='staging', contract={'enforced': false}, persist_docs={}) }}

-- grain: one aim × place that it binds

-- a province whose territory went through the merger unchanged is one ground under two keys: what it promised before
-- and what it reached after belong together
with grounds as (
    select
        place.place_key,
        place.place_code,
        place.name_vi,
        place.level,
        place.valid_to,
        place.is_current,
        coalesce(crosswalk.place_key, place.place_key) as ground_key
    from {{ ref('dim_place') }} as place
    left join {{ ref('dim_place_crosswalk') }} as crosswalk
        on place.place_key = crosswalk.told_under_key and crosswalk.is_former
),

aims as (
    select
        target.*,
        ground.ground_key,
        -- "among the first ten" is measured by the rank
        replace(target.indicator_code, '_top_band', '_rank') as measured_by,
        indicator.direction = 'lower' or target.comparator in ('at_most', 'under') as wants_lower,
        ground.is_current as is_of_today
    from {{ ref('fct_target') }} as target
    inner join {{ ref('dim_indicator') }} as indicator on target.indicator_code = indicator.indicator_code
    inner join grounds as ground on target.place_key = ground.place_key
),

-- the chosen values of what is aimed at, of a whole tier of a place
figures as (
    select
        observation.*,
        ground.ground_key,
        case
            when observation.indicator_code like 'dti_%'
                then {{ dti_framework('year(observation.period_end)') }}
        end as framework_version,
        -- a rank without its base is one among the provinces of its era
        case
            when observation.unit = 'rank'
                then cast(coalesce(observation.denominator, case when ground.is_current then 34 else 63 end) as integer)
        end as rank_base
    from {{ ref('reconciliation') }} as cluster
    inner join {{ ref('fct_observation') }} as observation on cluster.chosen_observation_id = observation.observation_id
    inner join grounds as ground on observation.place_key = ground.place_key
    where
        observation.part is null
        and observation.indicator_code in (select aims.measured_by from aims)
),

-- an aim binds its own place; one of the country also each province of today, and whoever has a figure of that tier
bindings as (
    select
        aims.target_id,
        aims.ground_key as place_key,
        aims.place_level as tier,
        false as is_national
    from aims
    union
    select
        aims.target_id,
        ground.place_key,
        ground.level,
        true
    from aims
    inner join grounds as ground on aims.place_level = 'national' or contains(aims.place_level, ground.level)
    where
        aims.place_key = 'VN'
        and ground.place_key <> 'VN'
        and ground.place_key = ground.ground_key
        and (
            (ground.level = 'province' and ground.is_current)
            or (aims.measured_by, ground.place_key) in (
                select
                    figures.indicator_code,
                    figures.ground_key
                from figures
            )
        )
),

-- the last comparable value: of the same place, tier and unit
latest as (
    select
        bindings.target_id,
        bindings.place_key as bound_key,
        figures.*
    from bindings
    inner join aims on bindings.target_id = aims.target_id
    inner join figures
        on
            aims.measured_by = figures.indicator_code
            and bindings.place_key = figures.ground_key
            and bindings.tier = figures.place_level
            and aims.unit = figures.unit
    qualify row_number() over (
        partition by bindings.target_id, bindings.place_key
        order by
            figures.period_end is null,
            figures.period_end desc,
            figures.period_start nulls last,
            figures.published_on desc nulls last,
            figures.observation_id
    ) = 1
),

-- the path begins at the last value known when the aim was set, else at the first one told since
bases as (
    select
        latest.target_id,
        latest.bound_key,
        before.value,
        before.period_end,
        before.evidence_id
    from latest
    inner join aims on latest.target_id = aims.target_id
    inner join figures as before
        on
            latest.indicator_code = before.indicator_code
            and latest.ground_key = before.ground_key
            and latest.place_level = before.place_level
            and latest.unit = before.unit
            and latest.rate_basis = before.rate_basis
            and before.period_end < latest.period_end
            and latest.framework_version is not distinct from before.framework_version
            and latest.rank_base is not distinct from before.rank_base
            -- a count grows with its period: three months to date are not less than a year; months differ by 3 days
            and (
                latest.unit <> 'count'
                or latest.period_start is null
                or before.period_start is null
                or abs(
                    {{ days_between('latest.period_start', 'latest.period_end') }}
                    - {{ days_between('before.period_start', 'before.period_end') }}
                ) <= 3
            )
    qualify row_number() over (
        partition by latest.target_id, latest.bound_key
        order by
            coalesce(before.period_end > aims.issued_on, true),
            case
                when before.period_end <= aims.issued_on
                    then -{{ days_between("date '1900-01-01'", 'before.period_end') }}
                else {{ days_between("date '1900-01-01'", 'before.period_end') }}
            end,
            before.observation_id
    ) = 1
),

measured as (
    select
        aims.* {{ without('place_key', 'place_code', 'place_name', 'place_level', 'ground_key') }},
        aims.place_level as aim_level,
        bindings.place_key,
        bindings.tier,
        bindings.is_national,
        ground.place_code,
        ground.name_vi as place_name,
        ground.valid_to,
        latest.observation_id,
        latest.value as present,
        latest.qualifier,
        latest.period_start,
        latest.period_end,
        latest.rank_base,
        latest.evidence_id as value_evidence,
        bases.value as base_value,
        bases.period_end as base_period_end,
        bases.evidence_id as base_evidence,
        case
            when aims.wants_lower and aims.comparator = 'under' then latest.value < aims.value
            when aims.wants_lower then latest.value <= aims.value
            when aims.comparator = 'over' then latest.value > aims.value
            else latest.value >= aims.value
        end as is_met,
        -- "dưới 80%" may be far below, "trên 79%" may already be there
        latest.qualifier in ('over', 'at_least') as may_be_more,
        latest.qualifier in ('under', 'at_most') as may_be_less,
        {{ days_between('bases.period_end', 'latest.period_end') }} as days_gone,
        {{ days_between('bases.period_end', 'aims.due_on') }} as days_given,
        cast(build.built_at as date) as today
    from bindings
    inner join aims on bindings.target_id = aims.target_id
    inner join grounds as ground on bindings.place_key = ground.place_key
    left join latest on bindings.target_id = latest.target_id and bindings.place_key = latest.bound_key
    left join bases on bindings.target_id = bases.target_id and bindings.place_key = bases.bound_key
    cross join {{ ref('build_info') }} as build
),

shares as (
    select
        *,
        case when wants_lower then base_value <= value else base_value >= value end as began_there,
        days_gone / nullif(days_given, 0) as share_of_time,
        -- a value below where the path began has gone nothing of it
        least(1, greatest(0, (present - base_value) / nullif(value - base_value, 0))) as share_of_path
    from measured
),

-- where a straight line from the base to the aim stands on the day of the value, and how many months lie between
paced as (
    select
        *,
        case
            when due_on > period_end and began_there then value
            when due_on > period_end then base_value + (value - base_value) * share_of_time
        end as expected_value,
        case
            when due_on > period_end and not began_there
                then (share_of_path - share_of_time) * days_given / 30.4375
        end as months_ahead
    from shares
),

judged as (
    select
        *,
        case
            when present is null then 'no_value'
            when unit = 'rank' and (rank_base <= 34) <> is_of_today then 'other_ranking'
            when is_met and case when wants_lower then may_be_more else may_be_less end then 'bound_not_enough'
            when is_met then 'met'
            when due_on is null then 'no_due_day'
            when period_end is null then 'no_period'
            when period_end >= due_on and case when wants_lower then may_be_less else may_be_more end
                then 'bound_may_be_enough'
            when period_end >= due_on then 'missed'
            when valid_to < due_on then 'place_ended'
            when due_on < today then 'no_value_since_due'
            when base_value is null then 'no_base'
            when case when wants_lower then present <= expected_value else present >= expected_value end then 'on_track'
            else 'at_risk'
        end as finding
    from paced
)

select
    target_id,
    indicator_code,
    place_key,
    place_code,
    place_name,
    tier as place_level,
    aim_level,
    is_national,
    policy_document,
    issued_on,
    due_on,
    comparator,
    value as target,
    unit,
    wants_lower,
    observation_id,
    present as value,
    qualifier,
    rank_base,
    period_start,
    period_end,
    base_value,
    base_period_end,
    {{ rounded('expected_value', 4) }} as expected_value,
    {{ rounded('case when wants_lower then value - present else present - value end', 4) }} as gap_points,
    {{ rounded('months_ahead', 1) }} as months_ahead,
    {{ rounded('case when wants_lower then value / nullif(present, 0) else present / nullif(value, 0) end', 4) }}
        as progress,
    -- null where the source cannot tell
    case when finding not in ('other_ranking', 'bound_not_enough', 'bound_may_be_enough') then is_met end as is_met,
    case when finding in ('met', 'missed', 'on_track', 'at_risk') then finding else 'cannot_be_judged' end as state,
    case finding
        when 'met' then 'Số mới nhất đã đạt mục tiêu.'
        when 'missed' then 'Số của ngày hạn hoặc sau đó chưa đạt mục tiêu.'
        when 'on_track' then 'Số mới nhất không kém đường thẳng từ mốc đầu tới mục tiêu.'
        when 'at_risk' then 'Số mới nhất kém đường thẳng từ mốc đầu tới mục tiêu.'
        when 'no_value' then 'Chưa có số nào so được: cùng chỉ số, địa bàn, cấp và đơn vị.'
        when 'other_ranking' then 'Số tỉnh được xếp hạng đã thay đổi từ khi đặt mục tiêu.'
        when 'bound_not_enough' then 'Nguồn chỉ nêu giới hạn nên chưa chắc đã đạt.'
        when 'bound_may_be_enough' then 'Nguồn chỉ nêu giới hạn nên chưa chắc là không đạt.'
        when 'no_due_day' then 'Mục tiêu không nêu hạn.'
        when 'no_period' then 'Không rõ kỳ của số liệu.'
        when 'place_ended' then 'Địa bàn đã hợp nhất trước ngày đến hạn.'
        when 'no_value_since_due' then 'Đã quá hạn mà chưa có số của ngày hạn hoặc sau đó.'
        else 'Mới có một số so được nên chưa vạch được đường tới mục tiêu.'
    end as why,
    evidence_id as target_evidence,
    value_evidence,
    base_evidence,
    document_id
from judged
