{% set told = ['place_key', 'place_name', 'value', 'numerator', 'denominator', 'evidence_id'] %}
-- grain: indicator × province of today × period × rate basis

with places as (
    select * from {{ ref('dim_place') }}
),

-- what each province of today was formed of
heirs as (
    select
        place_key,
        place_code,
        name_vi as place_name,
        greatest(n_predecessors, 1) as n_parts_expected
    from places
    where level = 'province' and is_current
),

members as (
    select
        current_place_key,
        place_key,
        name_vi
    from places
    where level = 'province' and not is_current
),

-- the chosen figures that provinces tell of themselves; a figure of today's province comes before those of its parts
parts as (
    select
        observation.*,
        place.current_place_key,
        place.is_current
    from {{ ref('reconciliation') }} as cluster
    inner join {{ ref('fct_observation') }} as observation on cluster.chosen_observation_id = observation.observation_id
    inner join places as place on observation.place_key = place.place_key
    where
        place.level = 'province'
        and observation.place_level = 'province'
        and observation.part is null
        -- said of both, for fewer are joined then
        and cluster.place_level = 'province'
        and cluster.part is null
    qualify
        place.is_current or not bool_or(place.is_current) over (
            partition by
                observation.indicator_code,
                place.current_place_key,
                observation.period_start,
                observation.period_end,
                observation.rate_basis
        )
),

together as (
    select
        indicator_code,
        current_place_key,
        period_start,
        period_end,
        rate_basis,
        min(period_type) as period_type,
        min(unit) as unit,
        bool_and(is_current) as is_of_today,
        count(*) as n_parts,
        count(distinct unit) as n_units,
        sum(value) as summed,
        sum(numerator) as numerators,
        sum(denominator) as denominators,
        count(*) filter (where numerator is not null and denominator > 0) as n_with_both,
        case
            when bool_and(qualifier = 'exact') then 'exact'
            when bool_and(qualifier in ('exact', 'over', 'at_least')) then 'over'
            when bool_and(qualifier in ('exact', 'under', 'at_most')) then 'under'
            else 'about'
        end as qualifier,
        max(qualifier) as own_qualifier,
        max_by(evidence_id, (abs(value), evidence_id)) as evidence,
        {{ listed('evidence_id', 'place_key') }} as evidence_ids,
        {{ listed('place_key', 'place_key') }} as part_keys,
        '[' || {{ joined(json_object(told, numbers=['value', 'numerator', 'denominator']), ',', 'place_key') }} || ']'
            as parts
    from parts
    group by indicator_code, current_place_key, period_start, period_end, rate_basis
),

missing as (
    select
        together.indicator_code,
        together.current_place_key,
        together.period_start,
        together.period_end,
        together.rate_basis,
        {{ joined('member.name_vi', ', ', 'member.place_key') }} as missing_places
    from together
    inner join members as member on together.current_place_key = member.current_place_key
    where not array_contains(together.part_keys, member.place_key)
    group by
        together.indicator_code, together.current_place_key, together.period_start, together.period_end,
        together.rate_basis
),

judged as (
    select
        together.*,
        heir.place_code,
        heir.place_name,
        heir.n_parts_expected,
        indicator.name_vi,
        indicator.name_en,
        indicator.pillar,
        indicator.direction,
        indicator.not_additive_why_vi,
        coalesce(missing.missing_places, '') as missing_places,
        case
            when together.is_of_today then 'as_published'
            -- a rank among 63 is none among 34, even where the province itself went on unchanged
            when indicator.value_type in ('rank', 'rank_band') then 'not_additive'
            when heir.n_parts_expected = 1 then 'same_territory'
            when indicator.additivity = 'none' or together.n_units > 1 then 'not_additive'
            -- with no period known nobody can say that the parts are of the same time
            when together.period_end is null then 'period_unknown'
            when together.n_parts < heir.n_parts_expected then 'incomplete'
            when indicator.additivity = 'sum' then 'summed'
            when together.n_with_both = together.n_parts then 'recomputed'
            else 'bare_rate'
        end as restatement
    from together
    inner join heirs as heir on together.current_place_key = heir.place_key
    left join missing
        on
            together.indicator_code = missing.indicator_code
            and together.current_place_key = missing.current_place_key
            and together.rate_basis = missing.rate_basis
            and together.period_end is not distinct from missing.period_end
            and together.period_start is not distinct from missing.period_start
    inner join {{ ref('dim_indicator') }} as indicator on together.indicator_code = indicator.indicator_code
)

select
    indicator_code,
    name_vi,
    name_en,
    pillar,
    direction,
    current_place_key as place_key,
    place_code,
    place_name,
    period_start,
    period_end,
    period_type,
    rate_basis,
    case restatement
        when 'as_published' then summed
        when 'same_territory' then summed
        when 'summed' then summed
        when 'recomputed' then {{ rounded(percent_of('numerators', 'denominators'), 2) }}
    end as value,
    unit,
    case when restatement in ('as_published', 'same_territory') then own_qualifier else qualifier end as qualifier,
    case when restatement in ('as_published', 'same_territory', 'recomputed') then numerators end as numerator,
    case when restatement in ('as_published', 'same_territory', 'recomputed') then denominators end as denominator,
    restatement,
    restatement in ('summed', 'recomputed') as is_restated,
    case restatement
        when 'as_published' then 'Số công bố cho chính địa bàn ngày nay.'
        when 'same_territory' then 'Địa bàn không đổi qua sáp nhập, giữ nguyên số đã công bố.'
        when 'summed' then 'Cộng số của các tỉnh cũ hợp thành.'
        when 'recomputed' then 'Cộng tử số và mẫu số của các tỉnh cũ rồi tính lại tỷ lệ.'
        when 'incomplete' then 'Chưa đủ số của các tỉnh cũ cùng kỳ, còn thiếu: ' || missing_places || '.'
        when 'bare_rate'
            then 'Tỷ lệ công bố không kèm đủ tử số và mẫu số; lấy trung bình các tỷ lệ sẽ sai nên không tính.'
        when 'period_unknown' then 'Không rõ kỳ của số liệu nên không gộp các tỉnh cũ.'
        else coalesce(not_additive_why_vi, 'Các tỉnh cũ công bố theo đơn vị khác nhau nên không gộp được.')
    end as why,
    n_parts,
    n_parts_expected,
    case when is_of_today then '' else missing_places end as missing_places,
    parts,
    evidence,
    evidence_ids
from judged
order by indicator_code, place_key, period_end, period_start, rate_basis
