-- grain: one step of the build: each stage, and the slowest tables
select
    kind,
    name,
    started_at,
    seconds,
    n_rows,
    peak_memory_mb
from build_step
qualify row_number() over (partition by kind order by seconds desc, name) <= 10
order by kind, started_at nulls last, name
