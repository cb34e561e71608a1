-- grain: one row a data line of figures/national_targets.csv

select
    measure_id,
    document_id,
    row_number,
    indicator_code,
    subject,
    value,
    value_max,
    unit,
    comparator,
    due_on,
    level,
    policy_document,
    issuer,
    issued_on,
    source_name,
    source_url,
    confidence
from {{ source('landing', 'national_target') }}
