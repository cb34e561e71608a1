-- grain: one step of this build: a stage of it, or a table that was made

-- the publisher fills it once it has counted and timed
select
    cast(null as string) as step_id,
    cast(null as string) as kind,
    cast(null as string) as name,
    cast(null as timestamp) as started_at,
    cast(null as double) as seconds,
    cast(null as bigint) as n_rows,
    cast(null as double) as peak_memory_mb,
    build.build_id
from {{ ref('stg_build') }} as build
where false
