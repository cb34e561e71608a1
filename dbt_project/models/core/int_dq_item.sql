{{ config(materialized='view', schema='staging', contract={'enforced': false}, persist_docs={}, tags=['after_tests']) }}

-- grain: one thing that was looked at for its quality: check × item; credit 1 is as it should be, 0 is not

with build as (
    select cast(built_at as date) as today
    from {{ ref('build_info') }}
),

years as (
    select {{ each_of(years_from(2015, 2100)) }} as year
),

observations as (
    select
        observation.*,
        indicator.pillar,
        indicator.name_vi as indicator_name
    from {{ ref('fct_observation') }} as observation
    inner join {{ ref('dim_indicator') }} as indicator on observation.indicator_code = indicator.indicator_code
),

-- đúng: what can be recomputed, or is told twice

rate_checks as (
    select
        'dung' as quality,
        'rate_check' as check_code,
        observation_id as item,
        source_id,
        place_key,
        pillar,
        indicator_code,
        period_start,
        period_end,
        case when check_status = 'mismatch' then 0 else 1 end as credit,
        'Nguồn nêu ' || {{ number_text('value') }} || ', tính từ tử số và mẫu số ra '
        || {{ number_text('computed_value') }} || '.' as why,
        evidence_id,
        document_id
    from observations
    where check_status <> 'not_checkable'
),

agreements as (
    select
        'dung' as quality,
        'agreement' as check_code,
        cluster.cluster_id as item,
        chosen.source_id,
        chosen.place_key,
        chosen.pillar,
        chosen.indicator_code,
        chosen.period_start,
        chosen.period_end,
        case when cluster.status = 'conflict' then 0 else 1 end as credit,
        cluster.n_values || ' giá trị khác nhau cho cùng một chỉ tiêu, địa bàn và kỳ. ' || cluster.why as why,
        chosen.evidence_id,
        chosen.document_id
    from {{ ref('reconciliation') }} as cluster
    inner join observations as chosen on cluster.chosen_observation_id = chosen.observation_id
    where cluster.n_observations > 1
),

identities as (
    select
        'dung' as quality,
        'identity' as check_code,
        result.measure_id as item,
        document.source_id,
        result.place_key,
        'digital_government' as pillar,
        cast(null as string) as indicator_code,
        result.period_start,
        result.period_end,
        case when result.failed_checks = '' then 1 else 0 end as credit,
        coalesce(result.organisation, result.place_name, 'Dòng số liệu') || ': ' || result.failed_checks || '.' as why,
        result.measure_id || ':' || {{ first_of(json_names('result.labels')) }} as evidence_id,
        result.document_id
    from {{ ref('fct_tthc_result') }} as result
    inner join {{ ref('dim_document') }} as document on result.document_id = document.document_id
    where not result.is_superseded
),

portal_ratios as (
    select
        'dung' as quality,
        'portal_ratio' as check_code,
        measure_id as item,
        source_id,
        place_key,
        'composite_index' as pillar,
        cast(null as string) as indicator_code,
        period_start,
        period_end,
        case when check_status = 'mismatch' then 0 else 1 end as credit,
        'Cổng nêu ' || {{ number_text('ratio') }} || '%, tính từ tử số và mẫu số ra '
        || {{ number_text('computed_ratio') }} || '%.' as why,
        evidence_id,
        document_id
    from {{ ref('fct_portal_metric') }}
    where check_status <> 'not_checkable'
),

build_checks as (
    select
        'dung' as quality,
        'build_check' as check_code,
        check_name as item,
        cast(null as string) as source_id,
        cast(null as string) as place_key,
        cast(null as string) as pillar,
        cast(null as string) as indicator_code,
        cast(null as date) as period_start,
        cast(null as date) as period_end,
        case when outcome = 'pass' then 1 else 0 end as credit,
        'Kiểm tra “' || check_name || '” trên ' || about || ': ' || n_failing || ' dòng không đạt.' as why,
        cast(null as string) as evidence_id,
        cast(null as string) as document_id
    from {{ ref('dq_check') }}
    where outcome <> 'skipped'
),

-- đủ: what should be known by now, and whether it is

expected_cells as (
    select
        expected.indicator_code,
        expected.why_vi,
        indicator.pillar,
        indicator.name_vi as indicator_name,
        place.place_key,
        place.current_place_key,
        place.name_vi as place_name,
        make_date(years.year, 1, 1) as period_start,
        make_date(years.year, 12, 31) as period_end
    from {{ ref('dq_expectation') }} as expected
    cross join build
    inner join years
        on
            years.year between expected.first_year and coalesce(expected.last_year, 2100)
            and {{ months_later('make_date(years.year, 12, 31)', 'expected.lag_months') }} <= build.today
    inner join {{ ref('dim_place') }} as place
        on
            expected.place_level = place.level
            and place.valid_from <= make_date(years.year, 12, 31)
            and coalesce(place.valid_to, date '9999-12-31') >= make_date(years.year, 12, 31)
    inner join {{ ref('dim_indicator') }} as indicator on expected.indicator_code = indicator.indicator_code
),

-- a year before the merger may be told of today's province alone
known_years as (
    select distinct
        indicator_code,
        place_key,
        year(period_end) as year
    from observations
    where period_end is not null
),

cells as (
    select
        'du' as quality,
        'expected_cell' as check_code,
        concat_ws('|', cell.indicator_code, cell.place_key, year(cell.period_end)) as item,
        cast(null as string) as source_id,
        cell.place_key,
        cell.pillar,
        cell.indicator_code,
        cell.period_start,
        cell.period_end,
        case when own.place_key is not null or heir.place_key is not null then 1 else 0 end as credit,
        'Chưa có “' || cell.indicator_name || '” của ' || cell.place_name || ' năm ' || year(cell.period_end) || '. '
        || cell.why_vi || '.' as why,
        cast(null as string) as evidence_id,
        cast(null as string) as document_id
    from expected_cells as cell
    left join known_years as own
        on
            cell.indicator_code = own.indicator_code
            and cell.place_key = own.place_key
            and year(cell.period_end) = own.year
    left join known_years as heir
        on
            cell.indicator_code = heir.indicator_code
            and cell.current_place_key = heir.place_key
            and year(cell.period_end) = heir.year
),

periods_known as (
    select
        'du' as quality,
        'period_known' as check_code,
        observation_id as item,
        source_id,
        place_key,
        pillar,
        indicator_code,
        period_start,
        period_end,
        case when period_end is null then 0 else 1 end as credit,
        'Giá trị của “' || indicator_name || '” không rõ thuộc kỳ nào.' as why,
        evidence_id,
        document_id
    from observations
),

told_on as (
    select
        document.document_id,
        document.source_id,
        source.name as source_name,
        source.rhythm_days,
        coalesce(document.published_on, cast(document.captured_at as date)) as told_on
    from {{ ref('dim_document') }} as document
    inner join {{ ref('dim_source') }} as source on document.source_id = source.source_id
    where document.duplicate_of is null and source.rhythm_days is not null
),

spans as (
    select
        source_id,
        min(source_name) as source_name,
        min(rhythm_days) as rhythm_days,
        min(told_on) as first_on,
        max(told_on) as last_on
    from told_on
    where told_on is not null
    group by source_id
),

-- each stretch of the source's own rhythm, between its first word and its last, in which it should have spoken
turns as (
    select
        source_id,
        source_name,
        rhythm_days,
        {{ each_of(days_from('first_on', 'last_on', 'rhythm_days')) }} as starts_on
    from spans
),

captures as (
    select
        'du' as quality,
        'expected_turn' as check_code,
        concat_ws('|', turns.source_id, turns.starts_on) as item,
        turns.source_id,
        cast(null as string) as place_key,
        cast(null as string) as pillar,
        cast(null as string) as indicator_code,
        turns.starts_on as period_start,
        turns.starts_on + turns.rhythm_days - 1 as period_end,
        case when count(told_on.document_id) > 0 then 1 else 0 end as credit,
        'Không có tệp nào của “' || turns.source_name || '” trong khoảng này, nhịp của nguồn là ' || turns.rhythm_days
        || ' ngày.' as why,
        cast(null as string) as evidence_id,
        cast(null as string) as document_id
    from turns
    left join told_on
        on
            turns.source_id = told_on.source_id
            and told_on.told_on between turns.starts_on and turns.starts_on + turns.rhythm_days - 1
    group by turns.source_id, turns.source_name, turns.rhythm_days, turns.starts_on
),

-- sạch: nothing set aside, nothing twice, nothing without a name

files as (
    select
        'sach' as quality,
        'file_taken' as check_code,
        file.path as item,
        document.source_id,
        cast(null as string) as place_key,
        cast(null as string) as pillar,
        cast(null as string) as indicator_code,
        cast(null as date) as period_start,
        cast(null as date) as period_end,
        case when file.outcome in ('loaded', 'unchanged') then 1 else 0 end as credit,
        file.path || ': ' || case file.outcome
            when 'duplicate' then 'trùng với ' || coalesce(file.duplicate_of, 'tệp khác') || '.'
            else coalesce(file.reason, file.outcome)
        end as why,
        cast(null as string) as evidence_id,
        document.document_id
    from {{ ref('load_audit') }} as file
    left join {{ ref('dim_document') }} as document on file.document_id = document.document_id
),

statements as (
    select
        statement.*,
        document.source_id,
        indicator.pillar
    from {{ ref('fct_statement') }} as statement
    inner join {{ ref('dim_document') }} as document on statement.document_id = document.document_id
    left join {{ ref('dim_indicator') }} as indicator on statement.indicator_code = indicator.indicator_code
    where not statement.is_repeat
),

-- a body that its source declares for what it is, such as a made-up unit of sample data, is no failed place name
declared_bodies as (
    select distinct organisation
    from {{ ref('dim_source') }}
    where organisation is not null
),

statement_checks as (
    select
        *,
        'catalogued' as check_code,
        indicator_code is not null as is_sound,
        'Số liệu “' || quote || '” chưa thuộc chỉ tiêu nào trong danh mục.' as why
    from statements
    union all
    select
        *,
        'place_matched',
        place_key is not null,
        'Tên “' || place_name || '” không khớp địa bàn nào.'
    from statements
    anti join declared_bodies on statements.place_name = declared_bodies.organisation
    where place_name is not null
    union all
    select
        *,
        'read_surely',
        confidence >= 0.6,
        'Máy đọc “' || quote || '” mà chưa chắc, nên có người xem lại.'
    from statements
),

words as (
    select
        'sach' as quality,
        check_code,
        statement_id as item,
        source_id,
        place_key,
        pillar,
        indicator_code,
        period_start,
        period_end,
        case when is_sound then 1 else 0 end as credit,
        why,
        statement_id as evidence_id,
        document_id
    from statement_checks
),

-- sống: age against the rhythm of the source itself

rhythms as (
    select
        'song' as quality,
        'source_rhythm' as check_code,
        spans.source_id as item,
        spans.source_id,
        cast(null as string) as place_key,
        cast(null as string) as pillar,
        cast(null as string) as indicator_code,
        cast(null as date) as period_start,
        spans.last_on as period_end,
        least(1, spans.rhythm_days / greatest({{ days_between('spans.last_on', 'build.today') }}, 1)) as credit,
        'Im lặng ' || {{ days_between('spans.last_on', 'build.today') }} || ' ngày, nhịp của nguồn là '
        || spans.rhythm_days || ' ngày.' as why,
        cast(null as string) as evidence_id,
        cast(null as string) as document_id
    from spans
    cross join build
),

latest_values as (
    select
        observation.*,
        told_on.told_on,
        told_on.rhythm_days
    from observations as observation
    inner join told_on on observation.document_id = told_on.document_id
    where told_on.told_on is not null
    qualify row_number() over (
        partition by observation.indicator_code, observation.place_key
        order by told_on.told_on desc, observation.period_end desc nulls last, observation.observation_id
    ) = 1
),

ages as (
    select
        'song' as quality,
        'value_age' as check_code,
        concat_ws('|', value.indicator_code, value.place_key) as item,
        cast(null as string) as source_id,
        value.place_key,
        value.pillar,
        value.indicator_code,
        value.period_start,
        value.period_end,
        least(1, value.rhythm_days / greatest({{ days_between('value.told_on', 'build.today') }}, 1)) as credit,
        'Giá trị mới nhất của “' || value.indicator_name || '” đã '
        || {{ days_between('value.told_on', 'build.today') }} || ' ngày, nhịp của nguồn là '
        || value.rhythm_days || ' ngày.' as why,
        value.evidence_id,
        value.document_id
    from latest_values as value
    cross join build
)

select * from rate_checks
union all
select * from agreements
union all
select * from identities
union all
select * from portal_ratios
union all
select * from build_checks
union all
select * from cells
union all
select * from periods_known
union all
select * from captures
union all
select * from files
union all
select * from words
union all
select * from rhythms
union all
select * from ages
