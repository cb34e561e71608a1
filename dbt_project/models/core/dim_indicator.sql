-- grain: one indicator

select
    indicator.indicator_code,
    indicator.name_vi,
    indicator.name_en,
    indicator.pillar,
    indicator.value_type,
    indicator.unit,
    indicator.unit_vi,
    indicator.direction,
    indicator.definition_vi,
    indicator.numerator_vi,
    indicator.denominator_vi,
    case
        when indicator.value_type = 'rate' and indicator.numerator_vi <> '' and indicator.denominator_vi <> ''
            then '100 × (' || indicator.numerator_vi || ') / (' || indicator.denominator_vi || ')'
    end as formula_vi,
    -- what nobody has declared is not added up
    coalesce(semantics.additivity, 'none') as additivity,
    coalesce(semantics.time_additivity, 'none') as time_additivity,
    coalesce(
        semantics.not_additive_why_vi,
        case when semantics.additivity is null then 'Chưa khai báo chỉ tiêu này cộng được hay không.' end
    ) as not_additive_why_vi,
    'chỉ tiêu × địa bàn × kỳ' || case when indicator.value_type = 'rate' then ' × cách tính' else '' end as grain_vi,
    semantics.owner_vi,
    semantics.caveat_vi,
    semantics.caveat_en,
    indicator.source_document,
    indicator.source_status,
    indicator.phrasings_vi
from {{ ref('indicators') }} as indicator
left join {{ ref('indicator_semantics') }} as semantics on indicator.indicator_code = semantics.indicator_code
order by indicator.indicator_code
