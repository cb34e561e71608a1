{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
    pre_hook="{{ forget_touched(ref('int_touched_cluster'), 'cluster_id') }}"
) }}

{% set told = [
    'observation_id', 'value', 'qualifier', 'source_kind', 'document_id', 'copy_group_id', 'standing', 'evidence_id'
] %}
-- grain: one cluster of values that should agree: indicator × place × tier and part of it × period × basis × unit

-- depends_on: {{ ref('int_touched_cluster') }}

-- The written order of trust (docs/reconciliation.md), and the only place where it stands: of two values the first of
-- these questions that tells them apart decides, the lower answer before the higher.
with weighed as (
    select
        *,
        {{ trust_of_kind('source_kind') }} as by_kind,
        case when is_official then 1 else 2 end as by_office,
        case qualifier when 'exact' then 1 else 2 end as by_exactness,
        {{ digits_shown('value') }} as decimals,
        -{{ digits_shown('value') }} as by_digits,
        coalesce(-{{ days_between("date '1900-01-01'", 'published_on') }}, 0) as by_day
    from {{ ref('fct_observation') }}
    {{ only_touched(ref('int_touched_cluster'), 'cluster_id', 'cluster_id') }}
),

-- most values are told once: only the others are sorted and compared
contested as (
    select cluster_id
    from weighed
    group by cluster_id
    having count(*) > 1
),

ranked as (
    select
        weighed.*,
        false as is_contested,
        1 as trust
    from weighed
    anti join contested on weighed.cluster_id = contested.cluster_id
    union all
    select
        weighed.*,
        true as is_contested,
        row_number() over (
            partition by weighed.cluster_id
            order by by_kind, by_office, by_exactness, by_digits, by_day, weighed.observation_id
        ) as trust
    from weighed
    semi join contested on weighed.cluster_id = contested.cluster_id
),

chosen as (
    select
        *,
        'agree' as standing
    from ranked
    where trust = 1
),

-- how each value stands to the chosen one: the same, the same once rounded as it is, within a bound, or not
compared as (
    select
        ranked.*,
        case
            when abs(ranked.value - chosen.value) < 1e-9 then 'agree'
            -- "trên 1,7 triệu" is true of 1.712.345, and says less
            when ranked.qualifier in ('over', 'at_least') and ranked.value <= chosen.value then 'qualified_agree'
            when ranked.qualifier in ('under', 'at_most') and ranked.value >= chosen.value then 'qualified_agree'
            when chosen.qualifier in ('over', 'at_least') and ranked.value >= chosen.value then 'qualified_agree'
            when chosen.qualifier in ('under', 'at_most') and ranked.value <= chosen.value then 'qualified_agree'
            when
                'about' in (ranked.qualifier, chosen.qualifier)
                and abs(ranked.value - chosen.value) <= 0.05 * abs(chosen.value)
                then 'qualified_agree'
            when
                abs({{ rounded('chosen.value', 'ranked.decimals') }} - ranked.value) < 1e-9
                or abs({{ rounded('ranked.value', 'chosen.decimals') }} - chosen.value) < 1e-9
                then 'rounded'
            else 'conflict'
        end as standing
    from ranked
    inner join chosen on ranked.cluster_id = chosen.cluster_id
    where ranked.is_contested
),

verdicts as (
    select
        cluster_id,
        count(*) as n_observations,
        count(distinct value) as n_values,
        count(distinct document_id) as n_documents,
        -- articles that copy one another are one source
        count(distinct copy_group_id) as n_sources,
        {{ listed_once('value') }} as told_values,
        {{ listed_once('document_id') }} as document_ids,
        case
            when bool_or(standing = 'conflict') then 'conflict'
            when bool_or(standing = 'qualified_agree') then 'qualified_agree'
            when bool_or(standing = 'rounded') then 'rounded'
            when count(distinct copy_group_id) > 1 then 'agree'
            else 'single'
        end as status,
        '[' || {{ joined(json_object(told, numbers=['value']), ',', 'trust') }} || ']' as observations
    from compared
    group by cluster_id
),

-- the best of the values that were not chosen: what set it apart is the reason
rivals as (
    select * from compared
    where standing <> 'agree'
    qualify row_number() over (partition by cluster_id order by trust) = 1
)

select
    chosen.cluster_id,
    chosen.indicator_code,
    chosen.place_key,
    chosen.place_name,
    chosen.place_level,
    chosen.part,
    chosen.period_start,
    chosen.period_end,
    chosen.rate_basis,
    chosen.unit,
    coalesce(
        verdicts.observations, '[' || {{ json_object(told, numbers=['value'], of='chosen') }} || ']'
    ) as observations,
    coalesce(verdicts.told_values, {{ list_of(['chosen.value']) }}) as told_values,
    coalesce(verdicts.document_ids, {{ list_of(['chosen.document_id']) }}) as document_ids,
    coalesce(verdicts.n_observations, 1) as n_observations,
    coalesce(verdicts.n_values, 1) as n_values,
    coalesce(verdicts.n_documents, 1) as n_documents,
    coalesce(verdicts.n_sources, 1) as n_sources,
    coalesce(verdicts.status, 'single') as status,
    chosen.observation_id as chosen_observation_id,
    chosen.value as chosen_value,
    case
        when rivals.cluster_id is null and verdicts.n_sources > 1 then 'Các nguồn nêu cùng một giá trị.'
        when rivals.cluster_id is null and verdicts.n_documents > 1
            then 'Chỉ có một nguồn, các bài khác chép lại.'
        when rivals.cluster_id is null then 'Chỉ có một nguồn.'
        when chosen.source_kind = 'capture' and rivals.source_kind = 'article'
            then 'Lấy số chụp từ cổng, tin hơn số trong bài viết.'
        when chosen.source_kind = 'capture' and rivals.source_kind = 'figures'
            then 'Lấy số chụp từ cổng, tin hơn số trong bảng công bố.'
        when chosen.source_kind = 'figures' and rivals.source_kind = 'article'
            then 'Lấy số trong bảng công bố, tin hơn số trong bài viết.'
        when chosen.by_office < rivals.by_office then 'Lấy số của nguồn chính thức.'
        when chosen.by_exactness < rivals.by_exactness or chosen.by_digits < rivals.by_digits
            then 'Lấy số chính xác hơn.'
        when chosen.by_day < rivals.by_day then 'Lấy số công bố muộn hơn.'
        else 'Các số khác nhau mà đáng tin như nhau; số hiện ra không hơn số kia.'
    end as why
from chosen
left join verdicts on chosen.cluster_id = verdicts.cluster_id
left join rivals on chosen.cluster_id = rivals.cluster_id
order by chosen.indicator_code, chosen.place_key, chosen.period_end, chosen.cluster_id
