{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
    pre_hook="{{ forget_touched(ref('int_touched_document')) }}"
) }}

-- grain: one actual value: indicator × place × period × source statement or measure

-- depends_on: {{ ref('int_touched_document') }}

with statements as (
    select
        statement.statement_id as observation_id,
        statement.indicator_code,
        statement.place_key,
        statement.place_code,
        statement.place_name,
        statement.place_level,
        cast(null as string) as part,
        statement.period_start,
        statement.period_end,
        statement.period_type,
        statement.period_basis,
        statement.value,
        statement.unit,
        statement.qualifier,
        statement.numerator,
        statement.denominator,
        case
            when statement.unit = 'percent'
                then {{ percent_of('statement.numerator', 'statement.denominator') }}
        end as computed_value,
        'unknown' as rate_basis,
        'article' as source_kind,
        statement.statement_id,
        cast(null as string) as measure_id,
        statement.statement_id as evidence_id,
        statement.document_id,
        cast(null as string) as capture_check
    from {{ ref('fct_statement') }} as statement
    where
        statement.kind in ('actual', 'rank')
        and statement.indicator_code is not null
        and statement.place_key is not null
        and not statement.is_repeat
        -- a portal's block is a measure, told below; as a statement it would count its source twice
        and statement.rule not like 'widget%'
),

results as (
    select * from {{ ref('fct_tthc_result') }}
    {{ only_touched(ref('int_touched_document')) }}
),

captures as (
    select
        result.measure_id || ':' || measure.cell_name as observation_id,
        measure.indicator_code,
        result.place_key,
        result.place_code,
        result.place_name,
        result.place_level,
        -- a commune's figures stand under its province, but are not the province's; nor are those of one field
        nullif(
            concat_ws(' · ', case when result.place_level <> place.level then result.organisation end, result.field), ''
        ) as part,
        result.period_start,
        result.period_end,
        result.period_type,
        result.period_basis,
        measure.value,
        measure.unit,
        case when result.is_approximate then 'about' else 'exact' end as qualifier,
        measure.numerator,
        measure.denominator,
        measure.computed_value,
        case when measure.unit = 'percent' then result.rate_basis else 'unknown' end as rate_basis,
        case when result.capture_path like 'figures/%' then 'figures' else 'capture' end as source_kind,
        cast(null as string) as statement_id,
        result.measure_id,
        result.measure_id || ':' || measure.cell_name as evidence_id,
        result.document_id,
        measure.check_status as capture_check
    from {{ ref('int_capture_measure') }} as measure
    inner join results as result on measure.measure_id = result.measure_id
    inner join {{ ref('dim_place') }} as place on result.place_key = place.place_key
),

rank_measures as (
    select
        *,
        index_code || '_rank' as indicator_code,
        'rank' as cell_name,
        'rank' as unit,
        cast(original_rank as double) as value,
        cast(rank_base as double) as base
    from {{ ref('fct_rank') }}
    where source_kind = 'figures' and original_rank is not null
    union all
    select
        *,
        index_code || '_score' as indicator_code,
        'score' as cell_name,
        case when index_code = 'sipas' then 'percent' else 'points' end as unit,
        original_score as value,
        scale_max as base
    from {{ ref('fct_rank') }}
    where source_kind = 'figures' and original_score is not null
),

ranks as (
    select
        rank.measure_id || ':' || rank.cell_name as observation_id,
        rank.indicator_code,
        rank.place_key,
        rank.place_code,
        rank.place_name,
        'province' as place_level,
        cast(null as string) as part,
        make_date(rank.year, 1, 1) as period_start,
        make_date(rank.year, 12, 31) as period_end,
        'calendar' as period_type,
        'stated' as period_basis,
        rank.value,
        rank.unit,
        'exact' as qualifier,
        cast(null as double) as numerator,
        case when rank.unit <> 'percent' then rank.base end as denominator,
        cast(null as double) as computed_value,
        'unknown' as rate_basis,
        'figures' as source_kind,
        cast(null as string) as statement_id,
        rank.measure_id,
        rank.measure_id || ':' || rank.cell_name as evidence_id,
        rank.document_id,
        cast(null as string) as capture_check
    from rank_measures as rank
    inner join {{ ref('dim_indicator') }} as indicator on rank.indicator_code = indicator.indicator_code
),

published_values as (
    select
        published.measure_id || ':value' as observation_id,
        published.indicator_code,
        published.place_key,
        published.place_code,
        published.place_name,
        published.place_level,
        case when published.place_level <> place.level then published.place_label end as part,
        published.period_start,
        published.period_end,
        published.period_type,
        case when published.period_end is null then 'unknown' else 'stated' end as period_basis,
        published.value,
        case when indicator.unit = 'percent' then 'percent' else 'count' end as unit,
        'exact' as qualifier,
        cast(null as double) as numerator,
        cast(null as double) as denominator,
        cast(null as double) as computed_value,
        'unknown' as rate_basis,
        'figures' as source_kind,
        cast(null as string) as statement_id,
        published.measure_id,
        published.measure_id || ':value' as evidence_id,
        published.document_id,
        cast(null as string) as capture_check
    from {{ ref('stg_published_value') }} as published
    inner join {{ ref('dim_indicator') }} as indicator on published.indicator_code = indicator.indicator_code
    inner join {{ ref('dim_place') }} as place on published.place_key = place.place_key
),

observations as (
    select * from statements
    union all
    select * from captures
    union all
    select * from ranks
    union all
    select * from published_values
),

-- what the corrections ledger drops is no observation; what it overrides keeps the source's own value beside it
corrected as (
    select
        observation.* {{ without('value') }},
        coalesce(correction.corrected_value, observation.value) as value,
        observation.value as original_value,
        correction.correction_id
    from observations as observation
    left join {{ ref('correction') }} as correction on observation.evidence_id = correction.evidence_id
    where correction.action is distinct from 'drop'
)

select
    observation.observation_id,
    {{ short_id([
        'observation.indicator_code', 'observation.place_key', 'observation.place_level', 'observation.part',
        'observation.period_start', 'observation.period_end', 'observation.rate_basis', 'observation.unit'
    ]) }} as cluster_id,
    observation.indicator_code,
    observation.place_key,
    observation.place_code,
    observation.place_name,
    observation.place_level,
    observation.part,
    observation.period_start,
    observation.period_end,
    observation.period_type,
    observation.period_basis,
    observation.value,
    observation.original_value,
    observation.correction_id,
    observation.unit,
    observation.qualifier,
    observation.numerator,
    observation.denominator,
    {{ rounded('observation.computed_value', 2) }} as computed_value,
    observation.rate_basis,
    coalesce(
        case when observation.value = observation.original_value then observation.capture_check end,
        {{ rate_check('observation.value', 'observation.computed_value', decimals_shown('observation.value')) }}
    ) as check_status,
    observation.source_kind,
    observation.statement_id,
    observation.measure_id,
    observation.evidence_id,
    observation.document_id,
    document.source_id,
    document.published_on,
    source.is_official,
    document.copy_group_id
from corrected as observation
inner join {{ ref('dim_document') }} as document on observation.document_id = document.document_id
inner join {{ ref('dim_source') }} as source on document.source_id = source.source_id
{{ only_touched(ref('int_touched_document'), 'observation.document_id') }}
order by observation.indicator_code, observation.place_key, observation.period_end, observation.observation_id
