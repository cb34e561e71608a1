-- grain: one metric by which the national portal scores one body, in one captured answer

select
    measure_id,
    document_id,
    locator,
    organisation,
    place_key,
    place_code,
    place_name,
    place_level,
    line_kind,
    metric_code,
    metric_name,
    numerator,
    denominator,
    ratio,
    score,
    max_score,
    cell_text,
    period_label,
    period_start,
    period_end,
    period_type,
    period_basis,
    as_of
from {{ source('landing', 'portal_metric') }}
