{{ config(tags=['after_tests']) }}

-- grain: one check that ran on this build before it was published

select
    check_name,
    kind,
    about,
    severity = 'error' as is_blocking,
    outcome,
    n_failing,
    description
from {{ ref('stg_check_result') }}
order by kind, about, check_name
