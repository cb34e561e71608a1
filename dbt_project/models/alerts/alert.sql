{% set closed_are_kept_days = 30 %}
-- grain: one cause somebody should look at × the time it opened; closed ones stay for {{ closed_are_kept_days }} days

with rules as (
    select * from {{ ref('stg_alert_rule') }}
),

build as (
    select
        built_at,
        cast(built_at + interval 7 hours as date) as today
    from {{ ref('build_info') }}
),

indicators as (
    select
        indicator_code,
        name_vi,
        name_en
    from {{ ref('dim_indicator') }}
),

conflicts as (
    select
        rule.rule_id,
        cluster.cluster_id as cause,
        cluster.place_key,
        cluster.indicator_code,
        indicator.name_vi,
        indicator.name_en,
        cluster.why,
        cluster.chosen_value as value,
        cast(null as double) as limit_value,
        observation.unit,
        observation.period_end as since_on,
        observation.evidence_id as evidence
    from {{ ref('reconciliation') }} as cluster
    inner join rules as rule on rule.kind = 'conflict'
    inner join {{ ref('fct_observation') }} as observation on cluster.chosen_observation_id = observation.observation_id
    inner join indicators as indicator on cluster.indicator_code = indicator.indicator_code
    where cluster.status = 'conflict'
),

missed as (
    select
        rule.rule_id,
        concat_ws('|', aim.target_id, aim.place_key) as cause,
        aim.place_key,
        aim.indicator_code,
        aim.name_vi,
        aim.name_en,
        aim.why,
        aim.value,
        aim.target as limit_value,
        aim.unit,
        aim.due_on as since_on,
        aim.evidence
    from {{ ref('kpi_target_progress') }} as aim
    inner join rules as rule on rule.kind = 'aim_missed'
    where aim.state = 'missed'
),

past_limit as (
    select
        rule.rule_id,
        concat_ws('|', kpi.indicator_code, kpi.place_key, kpi.period_end) as cause,
        kpi.place_key,
        kpi.indicator_code,
        kpi.name_vi,
        kpi.name_en,
        cast(null as string) as why,
        kpi.value,
        rule.limit_value,
        kpi.unit,
        kpi.period_end as since_on,
        kpi.evidence
    from {{ ref('kpi_current') }} as kpi
    inner join rules as rule on rule.kind = 'past_limit' and kpi.indicator_code = rule.indicator_code
    where case when kpi.direction = 'lower' then kpi.value > rule.limit_value else kpi.value < rule.limit_value end
),

off_path as (
    select
        rule.rule_id,
        concat_ws('|', aim.target_id, aim.place_key, aim.period_end) as cause,
        aim.place_key,
        aim.indicator_code,
        aim.name_vi,
        aim.name_en,
        'Đường tới mục tiêu đòi ' || {{ vi_number('aim.expected_value') }}
        || ' ở kỳ này.' as why,
        aim.value,
        {{ rounded('aim.expected_value', 2) }} as limit_value,
        aim.unit,
        aim.period_end as since_on,
        aim.evidence
    from {{ ref('kpi_target_progress') }} as aim
    inner join rules as rule on rule.kind = 'off_path'
    where
        aim.state = 'at_risk'
        and abs(aim.expected_value - aim.value) > abs(aim.target - aim.base_value) * rule.limit_value / 100
),

jumped as (
    select
        rule.rule_id,
        concat_ws('|', jump.evidence, jump.previous_evidence) as cause,
        jump.place_key,
        jump.indicator_code,
        indicator.name_vi,
        indicator.name_en,
        jump.why,
        jump.value,
        jump.previous_value as limit_value,
        jump.unit,
        jump.period_end as since_on,
        jump.evidence
    from {{ ref('dq_value_jump') }} as jump
    inner join rules as rule on rule.kind = 'jumped'
    inner join indicators as indicator on jump.indicator_code = indicator.indicator_code
),

-- how much worse each value is than the one before it, below zero when it is better
steps as (
    select
        *,
        (-value + lag(value) over line) * case when direction = 'lower' then -1 else 1 end as worse_by,
        lag(value) over line as previous_value,
        row_number() over (partition by line_key order by period_end desc) as newest
    from {{ ref('int_comparable_value') }}
    window line as (partition by line_key order by period_end)
),

usual as (
    select
        line_key,
        median(abs(worse_by)) as usual_change,
        count(worse_by) as n_changes
    from steps
    where newest > 1
    group by line_key
),

fell as (
    select
        rule.rule_id,
        step.line_key || '|' || step.period_end as cause,
        step.place_key,
        step.indicator_code,
        indicator.name_vi,
        indicator.name_en,
        'Kỳ trước là ' || {{ vi_number('step.previous_value') }}
        || '; giữa hai kỳ thường chỉ đổi ' || {{ vi_number('usual.usual_change') }}
        || '.' as why,
        step.value,
        step.previous_value as limit_value,
        step.unit,
        step.period_end as since_on,
        step.evidence_id as evidence
    from steps as step
    inner join usual on step.line_key = usual.line_key and usual.n_changes >= 3
    inner join rules as rule
        on
            rule.kind = 'fell'
            and step.worse_by > rule.factor * usual.usual_change
            and step.worse_by >= abs(step.previous_value) * rule.limit_value / 100
    inner join indicators as indicator on step.indicator_code = indicator.indicator_code
    where step.newest = 1 and step.worse_by > 0
),

slipped as (
    select
        rule.rule_id,
        concat_ws('|', slip.milestone_code, slip.place_key, slip.state, slip.latest_due) as cause,
        slip.place_key,
        cast(null as string) as indicator_code,
        slip.name_vi,
        slip.name_en,
        case slip.state
            when 'overdue' then 'Đã quá ngày hẹn sau cùng, chưa tài liệu nào nói là xong.'
            else 'Ngày hứa đã lùi.'
        end as why,
        cast(slip.slip_months as double) as value,
        cast(null as double) as limit_value,
        'months' as unit,
        slip.latest_due as since_on,
        slip.evidence
    from {{ ref('kpi_milestone_slip') }} as slip
    inner join rules as rule
        on
            rule.kind = 'milestone_slipped'
            and (slip.state = 'overdue' or (slip.state = 'replanned' and slip.slip_months >= rule.limit_value))
),

latest_ranks as (
    select *
    from {{ ref('kpi_rank_history') }}
    qualify row_number() over (partition by index_code, place_name order by year desc, rank_base desc) = 1
),

rank_lost as (
    select
        rule.rule_id,
        concat_ws('|', history.index_code, history.place_key, history.year) as cause,
        history.place_key,
        indicator.indicator_code,
        coalesce(indicator.name_vi, 'Thứ hạng ' || upper(replace(history.index_code, '_', ' '))) as name_vi,
        coalesce(indicator.name_en, upper(replace(history.index_code, '_', ' ')) || ' rank') as name_en,
        'Năm ' || history.previous_year || ' đứng thứ ' || history.previous_rank || '.' as why,
        cast(history.rank as double) as value,
        cast(history.previous_rank as double) as limit_value,
        'rank' as unit,
        make_date(history.year, 12, 31) as since_on,
        history.evidence
    from latest_ranks as history
    inner join rules as rule on rule.kind = 'rank_lost' and history.places_gained <= -rule.limit_value
    left join indicators as indicator on history.index_code || '_rank' = indicator.indicator_code
),

doubtful as (
    select
        rule.rule_id,
        concat_ws('|', kpi.indicator_code, kpi.place_key, kpi.evidence) as cause,
        kpi.place_key,
        kpi.indicator_code,
        kpi.name_vi,
        kpi.name_en,
        case when kpi.check_status = 'mismatch' then 'Số nêu ra không khớp tử số và mẫu số.' end as why,
        kpi.value,
        kpi.computed_value as limit_value,
        kpi.unit,
        kpi.period_end as since_on,
        kpi.evidence
    from {{ ref('kpi_current') }} as kpi
    inner join {{ ref('evidence') }} as said on kpi.evidence = said.evidence_id
    inner join rules as rule on rule.kind = 'doubtful'
    where said.confidence < rule.limit_value or kpi.check_status = 'mismatch'
),

files as (
    select
        *,
        regexp_extract(path, '^(.*)/[^/]+$', 1) as folder
    from {{ ref('load_audit') }}
    where room not in ('sidecar', 'registry')
),

-- a folder whose newest capture is refused though earlier ones were read: the page has changed, not the file
changed_folders as (
    select
        folder,
        max(path) as path,
        max_by(reason_code, path) as reason_code,
        max_by(reason, path) as reason
    from files
    where room = 'portals'
    group by folder
    having max_by(outcome, path) = 'quarantined' and count(*) filter (where outcome in ('loaded', 'unchanged')) > 0
),

folder_sources as (
    select
        regexp_extract(document.path, '^(.*)/[^/]+$', 1) as folder,
        min(source.source_id) as source_id,
        min(source.name) as name,
        min(source.place_key) as place_key
    from {{ ref('dim_document') }} as document
    inner join {{ ref('dim_source') }} as source on document.source_id = source.source_id
    group by all
),

layout_changed as (
    select
        rule.rule_id,
        changed.folder || '|' || changed.reason_code as cause,
        source.place_key,
        cast(null as string) as indicator_code,
        coalesce(source.name, changed.folder) as name_vi,
        coalesce(source.name, changed.folder) as name_en,
        changed.reason || ' (' || changed.path || ')' as why,
        cast(null as double) as value,
        cast(null as double) as limit_value,
        cast(null as string) as unit,
        cast(null as date) as since_on,
        cast(null as string) as evidence
    from changed_folders as changed
    inner join rules as rule on rule.kind = 'layout_changed'
    left join folder_sources as source on changed.folder = source.folder
),

quarantined as (
    select
        rule.rule_id,
        file.path as cause,
        cast(null as string) as place_key,
        cast(null as string) as indicator_code,
        file.path as name_vi,
        file.path as name_en,
        file.reason as why,
        cast(null as double) as value,
        cast(null as double) as limit_value,
        cast(null as string) as unit,
        cast(null as date) as since_on,
        cast(null as string) as evidence
    from {{ ref('load_audit') }} as file
    inner join rules as rule on rule.kind = 'quarantined'
    where file.outcome = 'quarantined' and file.path not in (select changed.path from changed_folders as changed)
),

last_heard as (
    select
        source.source_id,
        max(coalesce(document.published_on, cast(document.captured_at as date))) as heard_on
    from {{ ref('dim_source') }} as source
    left join {{ ref('dim_document') }} as document on source.source_id = document.source_id
    group by source.source_id
),

late_sources as (
    select
        rule.rule_id,
        source.source_id || '|' || last_heard.heard_on as cause,
        source.place_key,
        cast(null as string) as indicator_code,
        source.name as name_vi,
        source.name as name_en,
        'Nhịp đã khai là ' || source.rhythm_days || ' ngày.' as why,
        cast({{ days_between('last_heard.heard_on', 'build.today') }} as double) as value,
        cast(source.rhythm_days as double) as limit_value,
        'days' as unit,
        last_heard.heard_on as since_on,
        cast(null as string) as evidence
    from {{ ref('dim_source') }} as source
    inner join last_heard on source.source_id = last_heard.source_id
    inner join rules as rule on rule.kind = 'stale_source'
    cross join build
    where
        {{ days_between('last_heard.heard_on', 'build.today') }} > source.rhythm_days + rule.limit_value
        -- sample data was made once: nobody waits for more of it
        and not {{ says_sample('lower(source.name)') }}
),

found as (
    select * from conflicts
    union all
    select * from missed
    union all
    select * from past_limit
    union all
    select * from off_path
    union all
    select * from jumped
    union all
    select * from fell
    union all
    select * from slipped
    union all
    select * from rank_lost
    union all
    select * from doubtful
    union all
    select * from layout_changed
    union all
    select * from quarantined
    union all
    select * from late_sources
),

standing as (
    select
        {{ short_id(['found.rule_id', 'found.cause']) }} as cause_key,
        found.* {{ without('cause') }},
        rule.kind,
        rule.severity,
        place.place_code,
        place.name_vi as place_name
    from found
    inner join rules as rule on found.rule_id = rule.rule_id
    left join {{ ref('dim_place') }} as place on found.place_key = place.place_key
    where
        (rule.indicator_code is null or found.indicator_code = rule.indicator_code)
        and (rule.place_key is null or found.place_key = rule.place_key)
),

before as (
    select * from {{ ref('stg_alert_before') }}
),

open_now as (
    select
        standing.*,
        coalesce(before.opened_at, build.built_at) as opened_at,
        cast(null as timestamp) as closed_at,
        before.acknowledged_by,
        before.acknowledged_at,
        case
            when before.acknowledged_by is not null then 'acknowledged'
            when before.opened_at is not null then 'open'
            else 'new'
        end as state
    from standing
    cross join build
    left join before on standing.cause_key = before.cause_key and before.closed_at is null
),

closed as (
    select
        before.cause_key,
        before.rule_id,
        before.place_key,
        before.indicator_code,
        before.name_vi,
        before.name_en,
        before.why,
        before.value,
        before.limit_value,
        before.unit,
        before.since_on,
        before.evidence,
        before.kind,
        before.severity,
        before.place_code,
        before.place_name,
        before.opened_at,
        coalesce(before.closed_at, build.built_at) as closed_at,
        before.acknowledged_by,
        before.acknowledged_at,
        'closed' as state
    from before
    cross join build
    where
        (before.closed_at is not null or before.cause_key not in (select standing.cause_key from standing))
        and (before.closed_at is null or before.closed_at > build.built_at - interval {{ closed_are_kept_days }} days)
),

-- that this build stands published is what ends it
held_back as (
    select
        {{ short_id(['rule.rule_id', 'held.since_at']) }} as cause_key,
        rule.rule_id,
        cast(null as string) as place_key,
        cast(null as string) as indicator_code,
        rule.name_vi,
        rule.name_en,
        held.why,
        cast(null as double) as value,
        cast(null as double) as limit_value,
        cast(null as string) as unit,
        cast(held.since_at + interval 7 hours as date) as since_on,
        cast(null as string) as evidence,
        rule.kind,
        rule.severity,
        cast(null as string) as place_code,
        cast(null as string) as place_name,
        held.since_at as opened_at,
        build.built_at as closed_at,
        cast(null as string) as acknowledged_by,
        cast(null as timestamp) as acknowledged_at,
        'closed' as state
    from {{ ref('stg_held_back') }} as held
    inner join rules as rule on rule.kind = 'held_back'
    cross join build
),

told as (
    select * from open_now
    union all
    select * from closed
    union all
    select * from held_back
)

select
    {{ short_id(['cause_key', 'opened_at']) }} as alert_id,
    cause_key,
    rule_id,
    kind,
    severity as urgency,
    state,
    place_key,
    place_code,
    place_name,
    indicator_code,
    name_vi,
    name_en,
    why,
    value,
    limit_value,
    unit,
    since_on,
    opened_at,
    closed_at,
    acknowledged_by,
    acknowledged_at,
    evidence
from told
order by closed_at is not null, urgency, kind, place_key, since_on desc nulls last, cause_key
