{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
    pre_hook="{{ forget_touched(ref('int_touched_year'), 'year_touched', 'coalesce(year(period_end), 0)') }}"
) }}

-- grain: one line of one card: scorecard × version × body × period × (criterion, group or the whole)

-- depends_on: {{ ref('int_touched_year') }}

with criteria as (
    select * from {{ ref('dim_scorecard_criterion') }}
),

-- a criterion's inputs, each under the period its card is of: its own, or the calendar year it ends in
offered as (
    select
        criterion.scorecard_code,
        criterion.version,
        criterion.criterion_code,
        input.* {{ without('period_start', 'period_end', 'period_type') }},
        input.period_end as told_to,
        case
            when criterion.period_rule = 'year' then make_date(year(input.period_end), 1, 1)
            else input.period_start
        end as period_start,
        case
            when criterion.period_rule = 'year' then make_date(year(input.period_end), 12, 31)
            else input.period_end
        end as period_end,
        case when criterion.period_rule = 'year' then 'calendar' else input.period_type end as period_type
    from criteria as criterion
    inner join {{ ref('int_scorecard_input') }} as input
        on
            criterion.input_code = input.input_code
            and contains(' | ' || criterion.applies_to || ' | ', ' | ' || input.body_kind || ' | ')
),

-- of several the latest counts, and of equals the one that tells its parts
chosen as (
    select * from offered
    qualify
        row_number() over (
            partition by scorecard_code, version, body_id, period_start, period_end, criterion_code
            order by told_to desc, denominator is null, evidence_id
        ) = 1
),

cards as (
    select
        scorecard_code,
        version,
        body_id,
        period_start,
        period_end,
        min(place_key) as place_key,
        min(place_code) as place_code,
        min(place_name) as place_name,
        min(place_level) as place_level,
        min(organisation) as organisation,
        min(body_kind) as body_kind,
        min(period_type) as period_type,
        min_by(evidence_id, criterion_code) as evidence_id,
        min_by(document_id, criterion_code) as document_id
    from chosen
    group by all
),

-- every criterion of the card, told or not
asked as (
    select
        criteria.*,
        card.* {{ without('scorecard_code', 'version', 'evidence_id', 'document_id') }},
        chosen.numerator,
        chosen.denominator,
        case when coalesce(chosen.denominator, 1) <> 0 then chosen.rate end as rate,
        chosen.source_points,
        chosen.told_to,
        chosen.evidence_id as own_evidence,
        chosen.document_id as own_document,
        card.evidence_id as card_evidence,
        card.document_id as card_document
    from cards as card
    inner join criteria on card.scorecard_code = criteria.scorecard_code and card.version = criteria.version
    left join chosen
        on
            card.scorecard_code = chosen.scorecard_code
            and card.version = chosen.version
            and card.body_id = chosen.body_id
            and card.period_end = chosen.period_end
            and card.period_start is not distinct from chosen.period_start
            and criteria.criterion_code = chosen.criterion_code
),

scored as (
    select
        *,
        {{ scorecard_points('shape', 'when_empty', 'max_points', 'threshold', 'rate', 'denominator') }} as exact_points
    from asked
),

-- what one more point asks for: percentage points of the rate, and so many more (or fewer) of what is counted
stepped as (
    select
        *,
        case
            when max_points = 0 then 'tracked' when exact_points is null then 'missing' else 'scored'
        end as status,
        case when exact_points is not null then least(1, max_points - exact_points) end as next_points,
        case
            when rate is not null and max_points > exact_points + 0.005
                then least(1, max_points - exact_points) * coalesce(threshold, 100) / max_points
        end as next_rate
    from scored
),

criterion_lines as (
    select
        *,
        case
            when own_evidence is null
                then min_by(own_evidence, case when own_evidence is not null then position end) over by_group
        end as group_evidence,
        case
            when own_document is null
                then min_by(own_document, case when own_document is not null then position end) over by_group
        end as group_document,
        cast(ceil(next_rate / 100 * denominator - 1e-6) as bigint) as n_next_count,
        -- percentage points for a point; what has no whole point left to give comes after all that have
        next_rate / next_points + case when next_points < 1 then 1000 else 0 end as cost_of_a_point
    from stepped
    window by_group as (partition by scorecard_code, version, body_id, period_start, period_end, group_code)
),

criterion_rows as (
    select
        'criterion' as line_kind,
        *,
        -- of two that cost the same the first of the card
        case when cost_of_a_point is not null then (cost_of_a_point, position) end as next_cost,
        {{ rounded('exact_points', 2) }} as points,
        case when status = 'scored' then max_points else 0 end as told_points,
        coalesce(own_evidence, group_evidence, card_evidence) as evidence,
        coalesce(own_document, group_document, card_document) as evidence_document
    from criterion_lines
),

-- the points that the portal gives for a group of its trees, as a whole
group_points as (
    select
        input.body_id,
        input.period_start,
        input.period_end,
        lower(replace(input.input_code, '_TOTAL', '')) as group_code,
        max(input.source_points) as source_points
    from {{ ref('int_scorecard_input') }} as input
    where input.input_code like '%!_TOTAL' escape '!'
    group by all
),

-- groups and the whole, from their criteria; next is where a point costs least
summed as (
    select
        case when grouping(group_code) = 0 then 'group' else 'total' end as line_kind,
        scorecard_code,
        version,
        body_id,
        period_start,
        period_end,
        group_code,
        min(position) as position,
        case when count(*) filter (where status = 'scored') > 0 then {{ rounded('sum(exact_points)', 2) }} end
            as points,
        sum(max_points) as max_points,
        sum(told_points) as told_points,
        case
            when count(source_points) = count(*) filter (where status = 'scored')
                then {{ rounded('sum(source_points)', 2) }}
        end as source_points,
        count(*) filter (where status = 'missing') as n_missing,
        count(*) filter (where status <> 'tracked') as n_criteria,
        min_by(criterion_code, next_cost) as next_criterion,
        min_by(next_points, next_cost) as next_points,
        min_by(next_rate, next_cost) as next_rate,
        min_by(n_next_count, next_cost) as n_next_count,
        min_by(counted_vi, next_cost) as counted_vi,
        min_by(counted_en, next_cost) as counted_en,
        coalesce(min_by(evidence, next_cost), min_by(evidence, position)) as evidence,
        coalesce(min_by(evidence_document, next_cost), min_by(evidence_document, position)) as evidence_document
    from criterion_rows
    group by grouping sets (
        (scorecard_code, version, body_id, period_start, period_end, group_code),
        (scorecard_code, version, body_id, period_start, period_end)
    )
),

names as (
    select distinct
        scorecard_code,
        version,
        group_code,
        group_vi as name_vi,
        group_en as name_en,
        is_scorecard_law as is_confirmed_law,
        scorecard_source as source,
        cast(null as string) as caveat_vi
    from criteria
    union all
    select distinct
        scorecard_code,
        version,
        null,
        scorecard_vi,
        scorecard_en,
        is_scorecard_law,
        scorecard_source,
        scorecard_caveat_vi
    from criteria
),

lines as (
    select
        line_kind,
        scorecard_code,
        version,
        body_id,
        period_start,
        period_end,
        group_code,
        criterion_code,
        position,
        name_vi,
        name_en,
        told_to,
        numerator,
        denominator,
        rate,
        points,
        max_points,
        told_points,
        source_points,
        status,
        case when status = 'missing' then 1 else 0 end as n_missing,
        case when status = 'tracked' then 0 else 1 end as n_criteria,
        criterion_code as next_criterion,
        next_points,
        next_rate,
        n_next_count,
        counted_vi,
        counted_en,
        rule,
        formula_vi,
        formula_en,
        threshold,
        shape,
        is_confirmed_law,
        source,
        caveat_vi,
        evidence,
        evidence_document
    from criterion_rows
    union all
    select
        summed.line_kind,
        summed.scorecard_code,
        summed.version,
        summed.body_id,
        summed.period_start,
        summed.period_end,
        summed.group_code,
        null,
        summed.position,
        named.name_vi,
        named.name_en,
        null,
        null,
        null,
        null,
        summed.points,
        summed.max_points,
        summed.told_points,
        summed.source_points,
        case when summed.points is null then 'missing' else 'scored' end,
        summed.n_missing,
        summed.n_criteria,
        summed.next_criterion,
        summed.next_points,
        summed.next_rate,
        summed.n_next_count,
        summed.counted_vi,
        summed.counted_en,
        null,
        null,
        null,
        null,
        null,
        named.is_confirmed_law,
        named.source,
        named.caveat_vi,
        summed.evidence,
        summed.evidence_document
    from summed
    inner join names as named
        on
            summed.scorecard_code = named.scorecard_code
            and summed.version = named.version
            and summed.group_code is not distinct from named.group_code
),

given as (
    select
        line.*,
        coalesce(portal.source_points, line.source_points) as given_points
    from lines as line
    left join group_points as portal
        on
            line.line_kind = 'group'
            and line.scorecard_code = 'qd766'
            and line.group_code = portal.group_code
            and line.body_id = portal.body_id
            and line.period_end = portal.period_end
            and line.period_start is not distinct from portal.period_start
),

-- the source gives no total: it is the sum of its groups, where it gives each
compared as (
    select
        * {{ without('given_points') }},
        case
            when line_kind <> 'total' then given_points
            when
                count(case when line_kind = 'group' then given_points end) over card
                = count(case when line_kind = 'group' then 1 end) over card
                then {{ rounded("sum(case when line_kind = 'group' then given_points end) over card", 2) }}
        end as given_points
    from given
    window card as (partition by scorecard_code, version, body_id, period_start, period_end)
)

select
    {{ short_id([
        'line.scorecard_code', 'line.version', 'line.body_id', 'line.period_start', 'line.period_end',
        'line.group_code', 'line.criterion_code'
    ]) }} as scorecard_line_id,
    {{ short_id(['line.scorecard_code', 'line.version', 'line.body_id', 'line.period_start', 'line.period_end']) }}
        as card_id,
    line.scorecard_code,
    line.version,
    line.line_kind,
    line.group_code,
    line.criterion_code,
    line.position,
    line.name_vi,
    line.name_en,
    card.body_id,
    card.body_kind,
    card.place_key,
    card.place_code,
    card.place_name,
    card.place_level,
    card.organisation,
    line.period_start,
    line.period_end,
    card.period_type,
    line.told_to as told_to_on,
    line.numerator,
    line.denominator,
    {{ rounded('line.rate', 2) }} as value_rate,
    line.points,
    line.max_points,
    {{ rounded('line.told_points - line.points', 2) }} as lost_points,
    line.max_points - line.told_points as missing_points,
    line.status,
    cast(line.n_criteria as bigint) as n_criteria,
    cast(line.n_missing as bigint) as n_missing,
    {{ rounded('100 * line.told_points / nullif(line.max_points, 0)', 1) }} as completeness_rate,
    line.given_points as source_points,
    case
        when line.points is null or line.given_points is null or line.n_missing > 0 then 'not_checkable'
        -- the portal shows two decimals; a group adds up as many roundings as it has criteria
        when abs(line.points - line.given_points) <= 0.01 * line.n_criteria + 0.005
            then 'match'
        else 'mismatch'
    end as points_check,
    case when line.next_rate is not null then line.next_criterion end as next_criterion_code,
    case when line.next_rate is not null then {{ rounded('line.next_points', 2) }} end as next_points,
    {{ rounded('line.next_rate', 2) }} as next_rate,
    line.n_next_count as n_next,
    line.counted_vi,
    line.counted_en,
    line.rule,
    line.formula_vi,
    line.formula_en,
    line.threshold,
    line.is_confirmed_law,
    line.source,
    line.caveat_vi,
    case
        when line.status = 'tracked' then 'Chỉ theo dõi, không chấm điểm.'
        when line.line_kind <> 'criterion' and line.n_missing = line.n_criteria then 'Chưa có số của chỉ tiêu nào.'
        when line.line_kind <> 'criterion' and line.n_missing > 0
            then 'Cộng các chỉ tiêu có số, còn ' || line.n_missing || ' chỉ tiêu chưa có số thì không tính là 0.'
        when line.line_kind <> 'criterion' then 'Cộng mọi chỉ tiêu.'
        when line.status = 'missing' and line.denominator is null
            then 'Nguồn chưa có số, và chưa có số không phải là 0.'
        when line.status = 'missing' then 'Nguồn có mẫu số mà chưa có tử số, và chưa có số không phải là 0.'
        when line.denominator = 0 then 'Mẫu số bằng 0 nên tính theo quy tắc riêng của chỉ tiêu.'
        when line.points >= line.max_points then 'Đã đủ điểm.'
        else 'Tính từ tỷ lệ theo công thức.'
    end as why,
    line.evidence,
    line.evidence_document as document_id
from compared as line
inner join cards as card
    on
        line.scorecard_code = card.scorecard_code
        and line.version = card.version
        and line.body_id = card.body_id
        and line.period_end = card.period_end
        and line.period_start is not distinct from card.period_start
order by
    card.body_id, line.period_end, line.scorecard_code, line.version, line.position,
    case line.line_kind when 'total' then 0 when 'group' then 1 else 2 end
