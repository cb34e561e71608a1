{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
    pre_hook="{{ forget_touched(ref('int_touched_length'), 'months_touched', months_of('period_start', 'period_end')) }}"
) }}

-- grain: one chosen value that steps further from the one before than its history does

-- depends_on: {{ ref('int_touched_length') }}

with observations as (
    select
        *,
        {{ months_of('period_start', 'period_end') }} as n_months
    from {{ ref('fct_observation') }}
    {{ only_touched(ref('int_touched_length'), months_of('period_start', 'period_end'), 'months_touched') }}
),

chosen as (
    select chosen_observation_id
    from {{ ref('reconciliation') }}
    {{ only_touched(ref('int_touched_length'), months_of('period_start', 'period_end'), 'months_touched') }}
),

-- Values of one series: the same indicator, place, tier and part of it, unit and basis, over periods of one length. A
-- count to date is no step from last year's whole, and no rank or score steps across a new framework or base.
series as (
    select
        observation.observation_id,
        observation.unit,
        observation.period_start,
        observation.period_end,
        observation.value,
        {{ short_id([
            'observation.indicator_code', 'observation.place_key', 'observation.place_level', 'observation.part',
            'observation.unit', 'observation.rate_basis', 'observation.n_months',
            "case when observation.unit = 'rank' then observation.denominator end",
            "case when observation.indicator_code like 'dti_%' then "
            ~ dti_framework('year(observation.period_end)') ~ ' end'
        ]) }} as series_id
    from observations as observation
    semi join chosen on observation.observation_id = chosen.chosen_observation_id
    where observation.period_end is not null
),

-- few columns through the sorting, the others only for what is found
steps as (
    select
        *,
        lag(value) over told as previous_value,
        lag(observation_id) over told as previous_id,
        value - lag(value) over told as step
    from series
    window told as (partition by series_id order by period_end, period_start nulls last, observation_id)
),

histories as (
    select
        *,
        count(step) over earlier as n_earlier_steps,
        max(abs(step)) over earlier as widest_step
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
inner join observations as observation on jump.observation_id = observation.observation_id
inner join observations as before on jump.previous_id = before.observation_id
where abs(jump.step) > jump.allowed_step or jump.is_tenfold or jump.is_half_of_the_whole
order by observation.indicator_code, observation.place_key, observation.period_end, evidence
