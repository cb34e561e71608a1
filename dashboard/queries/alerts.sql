-- grain: one thing that somebody should look at: of the place, or of the whole warehouse
with today as (
    select cast(built_at as date) as today from build_info
),

conflicts as (
    select
        'conflict' as kind,
        1 as urgency,
        indicator.name_vi,
        indicator.name_en,
        cluster.why as detail,
        cluster.chosen_value as value,
        observation.unit,
        observation.period_end as since,
        observation.evidence_id as evidence
    from reconciliation as cluster
    inner join fct_observation as observation on cluster.chosen_observation_id = observation.observation_id
    inner join dim_indicator as indicator on cluster.indicator_code = indicator.indicator_code
    where cluster.place_key = $place and cluster.status = 'conflict'
),

missed as (
    select
        'aim_missed' as kind,
        1 as urgency,
        name_vi,
        name_en,
        why as detail,
        value,
        unit,
        due_on as since,
        evidence
    from kpi_target_progress
    where place_key = $place and state = 'missed'
),

behind as (
    select
        'aim_at_risk' as kind,
        2 as urgency,
        name_vi,
        name_en,
        why as detail,
        value,
        unit,
        due_on as since,
        evidence
    from kpi_target_progress
    where place_key = $place and state = 'at_risk'
),

jumped as (
    select
        'value_jump' as kind,
        2 as urgency,
        indicator.name_vi,
        indicator.name_en,
        jump.why as detail,
        jump.value,
        jump.unit,
        jump.period_end as since,
        jump.evidence
    from dq_value_jump as jump
    inner join dim_indicator as indicator on jump.indicator_code = indicator.indicator_code
    where jump.place_key = $place
),

late as (
    select
        'milestone_overdue' as kind,
        1 as urgency,
        name_vi,
        coalesce(name_en, name_vi) as name_en,
        null as detail,
        slip_months as value,
        'months' as unit,
        latest_due as since,
        evidence
    from kpi_milestone_slip
    where place_key = $place and state = 'overdue'
),

fallen as (
    select
        'rank_lost' as kind,
        2 as urgency,
        index_code as name_vi,
        index_code as name_en,
        null as detail,
        rank as value,
        'rank' as unit,
        make_date(cast(year as integer), 12, 31) as since,
        evidence
    from kpi_rank_history
    where place_key = $place and places_gained <= -3
    qualify row_number() over (partition by index_code order by year desc) = 1
),

doubtful as (
    select
        'doubtful' as kind,
        2 as urgency,
        kpi.name_vi,
        kpi.name_en,
        null as detail,
        kpi.value,
        kpi.unit,
        kpi.period_end as since,
        kpi.evidence
    from kpi_current as kpi
    inner join evidence as said on kpi.evidence = said.evidence_id
    where kpi.place_key = $place and (said.confidence < 0.6 or kpi.check_status = 'mismatch')
),

refused as (
    select
        'quarantined' as kind,
        2 as urgency,
        path as name_vi,
        path as name_en,
        reason as detail,
        null as value,
        null as unit,
        null as since,
        null as evidence
    from load_audit
    where outcome = 'quarantined'
),

stale as (
    select
        'stale_source' as kind,
        3 as urgency,
        coalesce(source.name, source.source_id) as name_vi,
        coalesce(source.name, source.source_id) as name_en,
        source.publisher as detail,
        source.rhythm_days as value,
        'days' as unit,
        max(coalesce(document.published_on, cast(document.captured_at as date))) as since,
        null as evidence
    from dim_source as source
    inner join dim_document as document on source.source_id = document.source_id
    where source.rhythm_days is not null
    group by source.source_id, source.name, source.publisher, source.rhythm_days
    having max(coalesce(document.published_on, cast(document.captured_at as date))) + cast(source.rhythm_days as integer)
        < (select today.today from today)
),

told as (
    select * from conflicts
    union all
    select * from missed
    union all
    select * from behind
    union all
    select * from jumped
    union all
    select * from late
    union all
    select * from fallen
    union all
    select * from doubtful
    union all
    select * from refused
    union all
    select * from stale
)

select
    kind,
    cast(urgency as integer) as urgency,
    name_vi,
    name_en,
    detail,
    cast(value as double) as value,
    unit,
    since,
    evidence
from told
order by urgency, kind, since desc nulls last, name_vi, evidence
