{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
    pre_hook="{{ forget_touched(ref('int_touched_document')) }}"
) }}

-- grain: one number or milestone of one document, with the words or the cell it came from

-- depends_on: {{ ref('int_touched_document') }}

with statements as (
    select
        statement_id as evidence_id,
        'sentence' as kind,
        document_id,
        coalesce(subject, indicator_code) as label,
        quote,
        sentence,
        sentence_start,
        char_start,
        char_end,
        'ký tự ' || char_start || '–' || char_end as locator,
        value,
        unit,
        rule,
        confidence,
        period_basis
    from {{ ref('fct_statement') }}
),

-- what was told again later in its month is history: its row keeps its cells
results as (
    select * from (
        select * from {{ ref('fct_tthc_result') }}
        {{ only_touched(ref('int_touched_document')) }}
    )
    where not is_superseded
),

cell_names as (
    select
        *,
        {{ each_of(json_names('labels')) }} as cell_name
    from results
),

cell_values as (
    select
        *,
        case cell_name
            when 'received' then received
            when 'carried_over' then carried_over
            when 'to_process' then to_process
            when 'resolved' then resolved
            when 'resolved_early' then resolved_early
            when 'resolved_on_day' then resolved_on_day
            when 'resolved_on_time' then resolved_on_time
            when 'resolved_late' then resolved_late
            when 'resolved_without_due' then resolved_without_due
            when 'pending_in_time' then pending_in_time
            when 'pending_overdue' then pending_overdue
            when 'pending_without_due' then pending_without_due
            when 'paused' then paused
            when 'returned' then returned
        end as counted
    from cell_names
),

cells as (
    select
        measure_id || ':' || cell_name as evidence_id,
        'cell' as kind,
        document_id,
        {{ json_at('labels', "'$.' || cell_name") }} as label,
        -- a count is kept as text only where it is not printed as 1.234
        coalesce({{ json_at('cells', "'$.' || cell_name") }}, {{ thousands('counted') }}) as quote,
        cast(null as string) as sentence,
        cast(null as integer) as sentence_start,
        cast({{ json_at('spans', "'$.' || cell_name || '[0]'") }} as integer) as char_start,
        cast({{ json_at('spans', "'$.' || cell_name || '[1]'") }} as integer) as char_end,
        locator,
        case cell_name
            when 'stated_on_time_rate' then stated_on_time_rate
            when 'stated_late_rate' then stated_late_rate
            else cast(counted as double)
        end as value,
        case when cell_name like 'stated%' then 'percent' else 'count' end as unit,
        'cell' as rule,
        cast(1.0 as double) as confidence,
        period_basis
    from cell_values
),

-- what is computed opens to the cells it was computed from
computed as (
    select
        measure_id || ':on_time_rate' as evidence_id,
        'cell' as kind,
        document_id,
        'Tính từ các ô' as label,
        resolved_on_time || ' / ' || (resolved - coalesce(resolved_without_due, 0)) as quote,
        cast(null as string) as sentence,
        cast(null as integer) as sentence_start,
        cast(null as integer) as char_start,
        cast(null as integer) as char_end,
        locator,
        on_time_rate as value,
        'percent' as unit,
        'computed.on_time_rate' as rule,
        cast(1.0 as double) as confidence,
        period_basis
    from results
    where on_time_rate is not null
    union all
    select
        measure_id || ':resolved',
        'cell',
        document_id,
        'Tính từ các ô',
        resolved_on_time || ' + ' || resolved_late,
        null,
        null,
        null,
        null,
        locator,
        resolved,
        'count',
        'computed.resolved',
        1.0,
        period_basis
    from results
    where resolved is not null and {{ json_at('labels', "'$.resolved'") }} is null
    union all
    select
        measure_id || ':resolved_on_time',
        'cell',
        document_id,
        'Tính từ các ô',
        resolved_early || ' + ' || resolved_on_day,
        null,
        null,
        null,
        null,
        locator,
        resolved_on_time,
        'count',
        'computed.resolved_on_time',
        1.0,
        period_basis
    from results
    where resolved_on_time is not null and {{ json_at('labels', "'$.resolved_on_time'") }} is null
),

table_cells as (
    select
        measure_id || ':' || cell_name as evidence_id,
        'cell' as kind,
        document_id,
        cell_name as label,
        cell_text as quote,
        cast(null as string) as sentence,
        cast(null as integer) as sentence_start,
        cast(null as integer) as char_start,
        cast(null as integer) as char_end,
        'dòng ' || row_number as locator,
        value,
        unit,
        'cell' as rule,
        cast(1.0 as double) as confidence,
        'stated' as period_basis
    from {{ ref('int_published_cell') }}
),

-- the portal's answers keep each metric's numbers as they came
portal_metrics as (
    select
        evidence_id,
        'cell' as kind,
        document_id,
        coalesce(metric_name, metric_code) as label,
        cell_text as quote,
        cast(null as string) as sentence,
        cast(null as integer) as sentence_start,
        cast(null as integer) as char_start,
        cast(null as integer) as char_end,
        locator,
        coalesce(computed_ratio, ratio, score) as value,
        case
            when coalesce(computed_ratio, ratio) is not null then 'percent' when score is not null then 'points'
        end as unit,
        'cell' as rule,
        cast(1.0 as double) as confidence,
        period_basis
    from {{ ref('fct_portal_metric') }}
),

milestones as (
    select
        statement_id as evidence_id,
        'sentence' as kind,
        document_id,
        name_vi as label,
        quote,
        sentence,
        sentence_start,
        char_start,
        char_end,
        'ký tự ' || char_start || '–' || char_end as locator,
        cast(null as double) as value,
        cast(null as string) as unit,
        rule,
        confidence,
        due_basis as period_basis
    from {{ ref('fct_milestone') }}
),

everything as (
    select * from statements
    union all
    select * from milestones
    union all
    select * from portal_metrics
    union all
    select * from cells
    union all
    select * from computed
    union all
    select * from table_cells
)

select
    everything.evidence_id,
    everything.kind,
    everything.document_id,
    document.path as document_path,
    everything.label,
    everything.quote,
    everything.sentence,
    everything.sentence_start,
    everything.char_start,
    everything.char_end,
    everything.locator,
    everything.value,
    everything.unit,
    everything.rule,
    everything.confidence,
    everything.period_basis,
    document.place_basis
from everything
inner join {{ ref('dim_document') }} as document on everything.document_id = document.document_id
{{ only_touched(ref('int_touched_document'), 'everything.document_id') }}
order by everything.evidence_id
