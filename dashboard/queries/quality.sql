-- grain: one outcome of one check of quality, with how many it fell to
with outcomes as (
    select
        'dung' as dimension,
        'rate_check' as measure,
        check_status as outcome
    from fct_observation
    union all
    select
        'dung',
        'agreement',
        status
    from reconciliation
    union all
    select
        'du',
        'period_basis',
        period_basis
    from fct_observation
    union all
    select
        'du',
        'catalogue',
        case when known.indicator_code is null then 'unknown' else 'known' end
    from dim_indicator as indicator
    left join (select distinct indicator_code from fct_observation) as known
        on indicator.indicator_code = known.indicator_code
    union all
    select
        'sach',
        'outcome',
        outcome
    from load_audit
    union all
    select
        'sach',
        'certainty',
        case when confidence < 0.6 then 'doubtful' else 'sure' end
    from fct_statement
    where confidence is not null
)

select
    dimension,
    measure,
    coalesce(outcome, 'unknown') as outcome,
    cast(count(*) as integer) as n
from outcomes
group by all
order by dimension, measure, n desc, outcome
