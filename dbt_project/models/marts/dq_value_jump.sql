{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
    pre_hook="{{ forget_since_touched('year(period_end)') }}"
) }}

-- grain: one chosen value that steps further from the one before than its history does

-- depends_on: {{ ref('int_touched_year') }}

-- what stands of a series before the first year that is made again; nothing in a complete build
with years_before as (
    select
        *,
        abs(first_value - lag(last_value) over (partition by series_id order by year)) as step_into
    from {{ ref('int_series_year') }}
    {{ before_touched('year') }}
),

before as (
    select
        series_id,
        cast(sum(n_values) as bigint) - 1 as n_steps,
        greatest(max(widest_step), max(step_into)) as widest_step,
        max_by(last_value, year) as last_value,
        max_by(last_id, year) as last_id
    from years_before
    group by series_id
),

-- few columns through the sorting, the others only for what is found
steps as (
    select
        series.*,
        coalesce(before.n_steps, 0) as n_steps_before,
        before.widest_step as widest_before,
        coalesce(lag(series.value) over told, before.last_value) as previous_value,
        coalesce(lag(series.observation_id) over told, before.last_id) as previous_id
    from {{ ref('int_series_value') }} as series
    left join before on series.series_id = before.series_id
    window told as (
        partition by series.series_id
        order by series.period_end, series.period_start nulls last, series.observation_id
    )
),

histories as (
    select
        *,
        value - previous_value as step,
        n_steps_before + count(value - previous_value) over earlier as n_earlier_steps,
        greatest(widest_before, max(abs(value - previous_value)) over earlier) as widest_step
    from steps
    window earlier as (
        partition by series_id order by period_end, period_start nulls last, observation_id
        rows between unbounded preceding and 1 preceding
    )
),

-- with a history: three times its widest step, and never less than five points, five places or a twentieth; without
-- one: tenfold or a tenth, as a lost separator makes it, or a share that moves by half of the whole
judged as (
    select
        *,
        case
            when n_earlier_steps >= 3
                then greatest(
                    3 * widest_step, case when unit in ('percent', 'rank') then 5 else 0.05 * abs(previous_value) end
                )
        end as allowed_step,
        case
            when unit not in ('rank', 'points') and n_earlier_steps < 3 and previous_value <> 0 and value <> 0
                then greatest(abs(value / previous_value), abs(previous_value / value)) >= 10
        end as is_tenfold,
        unit = 'percent' and n_earlier_steps < 3 and abs(step) >= 50 as is_half_of_the_whole
    from histories
)

select
    observation.indicator_code,
    observation.place_key,
    observation.place_code,
    observation.place_name,
    observation.place_level,
    observation.part,
    observation.rate_basis,
    observation.period_start,
    observation.period_end,
    observation.unit,
    observation.value,
    jump.previous_value,
    before.period_end as previous_period_end,
    {{ rounded('jump.step', 4) }} as step,
    {{ rounded('jump.allowed_step', 4) }} as allowed_step,
    jump.n_earlier_steps,
    case
        when abs(jump.step) > jump.allowed_step then 'Bước nhảy lớn hơn ba lần bước lớn nhất trước đó.'
        when jump.is_tenfold then 'Gấp mười lần hoặc chỉ bằng một phần mười kỳ trước; có thể sai dấu tách số.'
        else 'Tỷ lệ đổi từ 50 điểm phần trăm trở lên so với kỳ trước.'
    end as why,
    observation.evidence_id as evidence,
    before.evidence_id as previous_evidence,
    observation.document_id
from judged as jump
inner join {{ ref('fct_observation') }} as observation on jump.observation_id = observation.observation_id
inner join {{ ref('fct_observation') }} as before on jump.previous_id = before.observation_id
where abs(jump.step) > jump.allowed_step or jump.is_tenfold or jump.is_half_of_the_whole
order by observation.indicator_code, observation.place_key, observation.period_end, evidence
