-- grain: one indicator

select
    indicator_code,
    name_vi,
    name_en,
    pillar,
    value_type,
    unit,
    unit_vi,
    direction,
    definition_vi,
    numerator_vi,
    denominator_vi,
    source_document,
    source_status,
    phrasings_vi
from {{ ref('indicators') }}
order by indicator_code
