-- grain: one row: the build that is at work

select
    build_id,
    built_at,
    git_sha,
    duckdb_version,
    raw_files,
    fingerprint
from {{ source('landing', 'build') }}
