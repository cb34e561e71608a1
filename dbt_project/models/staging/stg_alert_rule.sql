-- grain: one rule of alert_rules.yml

select
    rule_id,
    kind,
    severity,
    name_vi,
    name_en,
    indicator_code,
    place_key,
    limit_value,
    factor
from {{ source('landing', 'alert_rule') }}
