-- grain: one metric by which the national portal scores one body, in one captured answer

with metrics as (
    select
        metric.*,
        document.path as capture_path,
        document.source_id,
        {{ percent_of('metric.numerator', 'metric.denominator') }} as computed_ratio,
        row_number() over (
            partition by
                coalesce(metric.place_key, metric.organisation), metric.organisation, metric.metric_code,
                metric.period_start, metric.period_end
            order by metric.as_of desc nulls last, document.path desc, metric.measure_id
        ) as newest
    from {{ ref('stg_portal_metric') }} as metric
    inner join {{ ref('stg_document') }} as document on metric.document_id = document.document_id
)

select
    measure_id,
    measure_id || ':metric' as evidence_id,
    document_id,
    source_id,
    capture_path,
    locator,
    place_key,
    place_code,
    place_name,
    place_level,
    organisation,
    line_kind,
    metric_code,
    metric_name,
    numerator,
    denominator,
    ratio,
    {{ rounded('computed_ratio', 2) }} as computed_ratio,
    {{ rate_check('ratio', 'computed_ratio', decimals_shown('ratio')) }} as check_status,
    score,
    max_score,
    cell_text,
    period_label,
    period_start,
    period_end,
    period_type,
    period_basis,
    as_of,
    newest = 1 as is_latest
from metrics
order by capture_path, locator, metric_code
