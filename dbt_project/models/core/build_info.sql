-- grain: one row, this build

select
    build_id,
    built_at,
    git_sha,
    duckdb_version,
    raw_files,
    fingerprint,
    -- the publisher fills these two once it has counted and timed
    cast(null as string) as rows_per_table,
    cast(null as string) as seconds_per_step
from {{ ref('stg_build') }}
