-- grain: one raw file, in this build

select
    path,
    room,
    sha256,
    bytes,
    outcome,
    reason_code,
    reason,
    row_count as rows,
    document_id,
    duplicate_of,
    quarantine_path,
    build_id
from {{ ref('stg_raw_file') }}
order by path
