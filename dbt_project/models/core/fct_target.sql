-- grain: one aim: indicator × place × due date × source

with told as (
    select
        statement.statement_id as target_id,
        statement.indicator_code,
        statement.place_key,
        statement.place_code,
        statement.place_name,
        statement.place_level,
        statement.period_end as due_on,
        case statement.qualifier
            when 'over' then 'over'
            when 'under' then 'under'
            when 'at_least' then 'at_least'
            when 'at_most' then 'at_most'
            -- "đạt 80%" as an aim means at least 80 %, and a place "among the first ten" at most the tenth
            else case when statement.unit = 'rank' then 'at_most' else 'at_least' end
        end as comparator,
        statement.value,
        statement.value_max,
        statement.unit,
        cast(null as string) as policy_document,
        statement.statement_id,
        cast(null as string) as measure_id,
        statement.statement_id as evidence_id,
        statement.document_id,
        document.published_on as issued_on
    from {{ ref('stg_statement') }} as statement
    inner join {{ ref('stg_document') }} as document on statement.document_id = document.document_id
    where
        statement.kind = 'target'
        and statement.indicator_code is not null
        and statement.place_key is not null
        and not statement.is_repeat
),

national as (
    select
        target.measure_id as target_id,
        target.indicator_code,
        country.place_key,
        country.place_code,
        country.name_vi as place_name,
        coalesce(target.level, 'national') as place_level,
        target.due_on,
        target.comparator,
        target.value,
        target.value_max,
        target.unit,
        target.policy_document,
        cast(null as string) as statement_id,
        target.measure_id,
        target.measure_id || ':value' as evidence_id,
        target.document_id,
        target.issued_on
    from {{ ref('stg_national_target') }} as target
    cross join {{ ref('places') }} as country
    where country.place_key = 'VN' and target.indicator_code is not null
),

aims as (
    select * from told
    union all
    select * from national
)

select
    aims.* {{ without('value') }},
    coalesce(correction.corrected_value, aims.value) as value,
    aims.value as original_value
from aims
left join {{ ref('correction') }} as correction on aims.evidence_id = correction.evidence_id
where correction.action is distinct from 'drop'
order by aims.indicator_code, aims.place_key, aims.due_on, aims.target_id
