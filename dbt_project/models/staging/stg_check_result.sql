-- grain: one check of this build: of the landing tables, or a test of dbt

select
    check_name,
    kind,
    about,
    severity,
    outcome,
    n_failing,
    description
from {{ source('landing', 'check_result') }}
