-- grain: one row a filled indicator cell of figures/online_services.csv and tables like it

select
    measure_id,
    document_id,
    row_number,
    indicator_code,
    place_key,
    place_code,
    place_name,
    place_level,
    place_label,
    period_start,
    period_end,
    period_type,
    value,
    cell_text,
    source_name,
    source_url,
    published_on,
    confidence
from {{ source('landing', 'published_value') }}
