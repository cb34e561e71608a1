{{ config(materialized='view', schema='staging', contract={'enforced': false}, persist_docs={}) }}

-- grain: one number that a criterion may be scored by: input × body × period × where it was read, of the years whose
-- cards this build makes

with portal_metrics as (
    select
        metric.metric_code as input_code,
        metric.place_key,
        metric.place_code,
        metric.place_name,
        metric.place_level,
        metric.organisation,
        metric.period_start,
        metric.period_end,
        metric.period_type,
        metric.numerator,
        metric.denominator,
        coalesce(metric.computed_ratio, metric.ratio) as rate,
        metric.score as source_points,
        metric.evidence_id,
        metric.document_id,
        metric.line_kind = 'total' as is_whole
    from {{ ref('fct_portal_metric') }} as metric
    where metric.is_latest
),

-- the same number under the name of the catalogue, where a criterion says that it is that indicator
catalogued_metrics as (
    select
        criterion.indicator_code as input_code,
        portal_metrics.place_key,
        portal_metrics.place_code,
        portal_metrics.place_name,
        portal_metrics.place_level,
        portal_metrics.organisation,
        portal_metrics.period_start,
        portal_metrics.period_end,
        portal_metrics.period_type,
        portal_metrics.numerator,
        portal_metrics.denominator,
        portal_metrics.rate,
        cast(null as double) as source_points,
        portal_metrics.evidence_id,
        portal_metrics.document_id,
        portal_metrics.is_whole
    from portal_metrics
    inner join {{ ref('dim_scorecard_criterion') }} as criterion
        on portal_metrics.input_code = criterion.input_code and criterion.indicator_code is not null
),

results as (
    select
        *,
        pending_in_time + pending_overdue as pending
    from {{ ref('fct_tthc_result') }}
    where not is_superseded and kept_out_by is null and field is null and period_end is not null
),

dossiers as (
    select
        'on_time_rate' as input_code,
        place_key,
        place_code,
        place_name,
        place_level,
        organisation,
        period_start,
        period_end,
        period_type,
        cast(resolved_on_time as double) as numerator,
        cast(resolved - coalesce(resolved_without_due, 0) as double) as denominator,
        on_time_rate as rate,
        cast(null as double) as source_points,
        measure_id || ':on_time_rate' as evidence_id,
        document_id,
        line_kind <> 'unit' as is_whole
    from results
    where rate_basis = 'resolved' and on_time_rate is not null
    union all
    select
        'pending_overdue_share',
        place_key,
        place_code,
        place_name,
        place_level,
        organisation,
        period_start,
        period_end,
        period_type,
        pending_overdue,
        pending,
        {{ percent_of('pending_overdue', 'pending') }},
        null,
        measure_id || ':pending_overdue',
        document_id,
        line_kind <> 'unit'
    from results
    where pending is not null
),

-- what texts and tables tell of a district or a commune as a whole
observations as (
    select
        observation.indicator_code as input_code,
        observation.place_key,
        observation.place_code,
        observation.place_name,
        observation.place_level,
        cast(null as string) as organisation,
        observation.period_start,
        observation.period_end,
        observation.period_type,
        observation.numerator,
        observation.denominator,
        observation.value as rate,
        cast(null as double) as source_points,
        observation.evidence_id,
        observation.document_id,
        true as is_whole
    from {{ ref('reconciliation') }} as cluster
    inner join {{ ref('fct_observation') }} as observation on cluster.chosen_observation_id = observation.observation_id
    where
        observation.place_level in ('district', 'commune')
        and observation.part is null
        and observation.unit = 'percent'
        and observation.source_kind <> 'capture'
        and observation.period_end is not null
),

inputs as (
    select * from portal_metrics
    union all
    select * from catalogued_metrics
    union all
    select * from dossiers
    union all
    select * from observations
)

select
    inputs.*,
    case
        when inputs.place_level in ('province', 'district', 'commune') then inputs.place_level
        when inputs.is_whole then 'body'
        else 'department'
    end as body_kind,
    -- a place speaks for itself under one name; a body under a place is told apart by its own
    case
        when place.level = inputs.place_level then inputs.place_key
        else concat_ws('|', inputs.place_key, inputs.place_level, inputs.organisation)
    end as body_id
from inputs
left join {{ ref('dim_place') }} as place on inputs.place_key = place.place_key
{{ of_touched_years(ref('int_touched_year'), 'inputs.period_end') }}
