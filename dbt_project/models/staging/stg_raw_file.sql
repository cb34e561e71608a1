-- grain: one row a file under raw/, in this build

select
    path,
    room,
    sha256,
    bytes,
    outcome,
    reason_code,
    reason,
    row_count,
    document_id,
    duplicate_of,
    quarantine_path,
    input_key,
    build_id
from {{ source('landing', 'raw_file') }}
