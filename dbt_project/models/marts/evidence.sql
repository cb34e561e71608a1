-- grain: one number of one document, with the words or the cell it came from

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

cell_names as (
    select
        *,
        unnest(json_keys(cells)) as cell_name
    from {{ ref('fct_tthc_result') }}
),

cells as (
    select
        measure_id || ':' || cell_name as evidence_id,
        'cell' as kind,
        document_id,
        cells ->> ('$.' || cell_name || '.label') as label,
        cells ->> ('$.' || cell_name || '.text') as quote,
        cast(null as varchar) as sentence,
        cast(null as integer) as sentence_start,
        cast(cells ->> ('$.' || cell_name || '.char_start') as integer) as char_start,
        cast(cells ->> ('$.' || cell_name || '.char_end') as integer) as char_end,
        locator,
        case cell_name
            when 'stated_on_time_rate' then stated_on_time_rate
            when 'stated_late_rate' then stated_late_rate
            else try_cast(cells ->> ('$.' || cell_name || '.text') as double)
        end as value,
        case when cell_name like 'stated%' then 'percent' else 'count' end as unit,
        'cell' as rule,
        cast(1.0 as double) as confidence,
        period_basis
    from cell_names
),

-- what is computed opens to the cells it was computed from
computed as (
    select
        measure_id || ':on_time_rate' as evidence_id,
        'cell' as kind,
        document_id,
        'Tính từ các ô' as label,
        resolved_on_time || ' / ' || (resolved - coalesce(resolved_without_due, 0)) as quote,
        cast(null as varchar) as sentence,
        cast(null as integer) as sentence_start,
        cast(null as integer) as char_start,
        cast(null as integer) as char_end,
        locator,
        on_time_rate as value,
        'percent' as unit,
        'computed.on_time_rate' as rule,
        cast(1.0 as double) as confidence,
        period_basis
    from {{ ref('fct_tthc_result') }}
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
    from {{ ref('fct_tthc_result') }}
    where resolved is not null and json_extract(cells, '$.resolved') is null
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
    from {{ ref('fct_tthc_result') }}
    where resolved_on_time is not null and json_extract(cells, '$.resolved_on_time') is null
),

table_cells as (
    select
        measure_id || ':' || cell_name as evidence_id,
        'cell' as kind,
        document_id,
        cell_name as label,
        cell_text as quote,
        cast(null as varchar) as sentence,
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

everything as (
    select * from statements
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
order by everything.evidence_id
