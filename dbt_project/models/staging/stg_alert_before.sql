-- grain: one alert (cause and when it opened) of the file that stands published

select
    cause_key,
    rule_id,
    kind,
    severity,
    place_key,
    place_code,
    place_name,
    indicator_code,
    name_vi,
    name_en,
    why,
    value,
    limit_value,
    unit,
    since_on,
    opened_at,
    closed_at,
    acknowledged_by,
    acknowledged_at,
    evidence
from {{ source('landing', 'alert_before') }}
