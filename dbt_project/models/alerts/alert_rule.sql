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
from {{ ref('stg_alert_rule') }}
order by severity, rule_id
