-- grain: one rule of alert_rules.yml

select
    rule_id,
    kind,
    severity as urgency,
    name_vi,
    name_en,
    indicator_code,
    place_key,
    limit_value,
    factor
from {{ ref('stg_alert_rule') }}
order by urgency, rule_id
