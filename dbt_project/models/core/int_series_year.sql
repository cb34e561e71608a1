{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
    schema='staging',
    contract={'enforced': false},
    persist_docs={},
    pre_hook="{{ forget_since_touched('year') }}"
) }}

-- grain: one series × year: what the steps of later years are held against

-- depends_on: {{ ref('int_touched_year') }}

with placed as (
    select
        series_id,
        year,
        observation_id,
        value,
        value - lag(value) over told as step,
        row_number() over told as place
    from {{ ref('int_series_value') }}
    window told as (
        partition by series_id, year order by period_end, period_start nulls last, observation_id
    )
)

select
    series_id,
    year,
    count(*) as n_values,
    min_by(value, place) as first_value,
    max_by(value, place) as last_value,
    max_by(observation_id, place) as last_id,
    max(abs(step)) as widest_step
from placed
group by series_id, year
