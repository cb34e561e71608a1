{% set provinces_today = 34 %}
-- grain: one index × year × place × base

-- a score told without its rank has no base: it belongs to the year's ranking (the widest, if there were two)
with based as (
    select
        * {{ without('rank_base') }},
        coalesce(rank_base, max(rank_base) over (partition by index_code, year, place_key)) as rank_base
    from {{ ref('fct_rank') }}
    where rank is not null or score is not null
),

ranks as (
    select
        *,
        row_number() over (
            partition by index_code, year, place_key, rank_base
            order by
                rank is null,
                is_band,
                {{ trust_of_kind('source_kind') }},
                score is null,
                published_on desc nulls last,
                rank_id
        ) as trust
    from based
),

clusters as (
    select
        index_code,
        year,
        place_key,
        rank_base,
        count(distinct copy_group_id) as n_sources,
        case
            when count(distinct rank) filter (where not is_band) > 1 or count(distinct score) > 1 then 'conflict'
            when count(distinct copy_group_id) > 1 then 'agree'
            else 'single'
        end as agreement
    from ranks
    group by index_code, year, place_key, rank_base
),

chosen as (
    select
        ranks.*,
        clusters.n_sources,
        clusters.agreement
    from ranks
    inner join clusters
        on
            ranks.index_code = clusters.index_code
            and ranks.year = clusters.year
            and ranks.place_key = clusters.place_key
            and ranks.rank_base is not distinct from clusters.rank_base
    where ranks.trust = 1
),

-- a province keeps its name through the merger or ends; the name carries the line, the break is marked on it
sequenced as (
    select
        *,
        lag(year) over history as previous_year,
        lag(rank) over history as last_rank,
        lag(rank_base) over history as last_base,
        lag(is_band) over history as last_is_band,
        lag(framework_version) over history as last_framework,
        lag(place_key) over history as last_place_key
    from chosen
    window history as (
        partition by index_code, place_name
        order by year, coalesce(rank_base, 0) desc
    )
),

marked as (
    select
        *,
        -- PAPI ranks the 60 to 63 provinces it has full scores of: only 63 against 34 is another ranking
        concat_ws(
            '; ',
            case when last_framework is distinct from framework_version then 'Bộ chỉ số đã thay đổi' end,
            case
                when (last_base > {{ provinces_today }}) is distinct from (rank_base > {{ provinces_today }})
                    then 'Số tỉnh được xếp hạng đã thay đổi'
            end,
            case
                when last_place_key is distinct from place_key
                    then 'Địa bàn hoặc mã tỉnh đã thay đổi ngày 01/07/2025'
            end
        ) as reasons
    from sequenced
),

-- with how many it shares its place, as far as the ranking is known; a band is no place
tied as (
    select
        *,
        previous_year is not null and reasons <> '' as is_break,
        case
            when rank is not null and not is_band
                then count(*) filter (where not is_band) over (partition by index_code, year, rank_base, rank)
        end as n_sharing_rank
    from marked
)

select
    index_code,
    year,
    place_key,
    place_code,
    place_name,
    rank,
    rank_base,
    score,
    scale_max,
    is_band,
    n_sharing_rank,
    framework_version,
    n_sources,
    agreement,
    is_break,
    case when is_break then reasons || '.' end as break_why_vi,
    -- null for the first year told: there is nothing to compare with
    case when previous_year is not null then not is_break end as is_comparable_with_previous,
    previous_year,
    last_rank as previous_rank,
    case when not is_break and not is_band and not last_is_band then last_rank - rank end as places_gained,
    published_on,
    evidence_id as evidence,
    document_id
from tied
order by index_code, place_name, year, rank_base desc
