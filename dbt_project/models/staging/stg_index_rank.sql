-- grain: one row a data line of figures/index_ranks.csv

select
    measure_id,
    document_id,
    row_number,
    index_code,
    year,
    place_key,
    place_code,
    place_name,
    score,
    scale_max,
    rank,
    rank_base,
    source_name,
    source_url,
    published_on,
    confidence
from {{ source('landing', 'index_rank') }}
