-- grain: one cluster of values that should agree: indicator × place × tier and part of it × period × basis

with observations as (
    select
        *,
        {{ short_id([
            'indicator_code', 'place_key', 'place_level', 'part', 'period_start', 'period_end', 'rate_basis'
        ]) }} as cluster_id,
        {{ digits_shown('value') }} as decimals
    from {{ ref('fct_observation') }}
),

-- the written order of trust: what was captured before what was told, official before press, exact before
-- rounded, and of equals the later
ranked as (
    select
        *,
        row_number() over (
            partition by cluster_id
            order by
                case source_kind when 'capture' then 1 when 'figures' then 2 else 3 end,
                is_official desc,
                case qualifier when 'exact' then 1 else 2 end,
                decimals desc,
                published_on desc nulls last,
                observation_id
        ) as trust
    from observations
),

chosen as (
    select * from ranked
    where trust = 1
),

-- how each value stands to the chosen one: the same, the same once rounded as it is, a bound that holds, or not
compared as (
    select
        ranked.cluster_id,
        ranked.document_id,
        ranked.value,
        case
            when abs(ranked.value - chosen.value) < 1e-9 then 'agree'
            when
                abs(round(chosen.value, ranked.decimals) - ranked.value) < 1e-9
                or abs(round(ranked.value, chosen.decimals) - chosen.value) < 1e-9
                then 'rounded'
            when ranked.qualifier in ('over', 'at_least') and ranked.value <= chosen.value then 'rounded'
            when ranked.qualifier in ('under', 'at_most') and ranked.value >= chosen.value then 'rounded'
            when chosen.qualifier in ('over', 'at_least') and ranked.value >= chosen.value then 'rounded'
            when chosen.qualifier in ('under', 'at_most') and ranked.value <= chosen.value then 'rounded'
            when
                'about' in (ranked.qualifier, chosen.qualifier)
                and abs(ranked.value - chosen.value) <= 0.05 * abs(chosen.value)
                then 'rounded'
            else 'conflict'
        end as standing
    from ranked
    inner join chosen on ranked.cluster_id = chosen.cluster_id
),

clusters as (
    select
        cluster_id,
        count(*) as n_observations,
        count(distinct value) as n_values,
        count(distinct document_id) as n_sources,
        case
            when bool_or(standing = 'conflict') then 'conflict'
            when bool_or(standing = 'rounded') then 'rounded'
            when count(distinct document_id) > 1 then 'agree'
            else 'single'
        end as status
    from compared
    group by cluster_id
),

-- the best of the values that were not chosen: what set it apart is the reason
rivals as (
    select ranked.*
    from ranked
    inner join chosen on ranked.cluster_id = chosen.cluster_id
    where abs(ranked.value - chosen.value) >= 1e-9
    qualify row_number() over (partition by ranked.cluster_id order by ranked.trust) = 1
),

listed as (
    select
        cluster_id,
        cast(to_json(list(
            {
                'observation_id': observation_id,
                'value': value,
                'qualifier': qualifier,
                'source_kind': source_kind,
                'document_id': document_id,
                'evidence_id': evidence_id
            } order by trust
        )) as varchar) as observations
    from ranked
    group by cluster_id
)

select
    chosen.cluster_id,
    chosen.indicator_code,
    chosen.place_key,
    chosen.place_level,
    chosen.part,
    chosen.period_start,
    chosen.period_end,
    chosen.rate_basis,
    listed.observations,
    clusters.n_observations,
    clusters.n_values,
    clusters.n_sources,
    clusters.status,
    chosen.observation_id as chosen_observation_id,
    chosen.value as chosen_value,
    case
        when clusters.n_values = 1 and clusters.n_sources = 1 then 'Chỉ có một nguồn.'
        when rivals.cluster_id is null then 'Các nguồn nêu cùng một giá trị.'
        when chosen.source_kind = 'capture' and rivals.source_kind = 'article'
            then 'Lấy số chụp từ cổng, tin hơn số trong bài viết.'
        when chosen.source_kind = 'capture' and rivals.source_kind = 'figures'
            then 'Lấy số chụp từ cổng, tin hơn số trong bảng công bố.'
        when chosen.source_kind = 'figures' and rivals.source_kind = 'article'
            then 'Lấy số trong bảng công bố, tin hơn số trong bài viết.'
        when chosen.is_official and not rivals.is_official then 'Lấy số của nguồn chính thức.'
        when chosen.qualifier = 'exact' and rivals.qualifier <> 'exact' then 'Lấy số chính xác hơn.'
        when chosen.decimals > rivals.decimals then 'Lấy số chính xác hơn.'
        when (chosen.published_on is not distinct from rivals.published_on)
            then 'Các số khác nhau mà đáng tin như nhau; số hiện ra không hơn số kia.'
        else 'Lấy số công bố muộn hơn.'
    end as why
from chosen
inner join clusters on chosen.cluster_id = clusters.cluster_id
inner join listed on chosen.cluster_id = listed.cluster_id
left join rivals on chosen.cluster_id = rivals.cluster_id
order by chosen.indicator_code, chosen.place_key, chosen.period_end, chosen.cluster_id
