-- grain: one index × year × place × source (× base, since DTI 2024 was published among 63 and among 34)

with index_of as (
    select *
    from (
        values
        ('dti_rank', 'dti', 'rank'), ('dti_top_band', 'dti', 'band'), ('dti_score', 'dti', 'score'),
        ('pci_rank', 'pci', 'rank'), ('pci_score', 'pci', 'score'),
        ('par_index_rank', 'par_index', 'rank'), ('par_index_score', 'par_index', 'score'),
        ('sipas_rank', 'sipas', 'rank'), ('sipas_score', 'sipas', 'score'),
        ('papi_score', 'papi', 'score')
    ) as measures (indicator_code, index_code, measure)
),

published as (
    select
        rank.measure_id as rank_id,
        rank.index_code,
        rank.year,
        rank.place_key,
        rank.place_code,
        rank.place_name,
        rank.score,
        rank.scale_max,
        rank.rank,
        rank.rank_base,
        'stated' as rank_base_basis,
        false as is_band,
        coalesce(rank.published_on, document.published_on) as published_on,
        'figures' as source_kind,
        cast(null as string) as statement_id,
        rank.measure_id,
        rank.measure_id || ':' || case when rank.rank is null then 'score' else 'rank' end as evidence_id,
        rank.document_id,
        coalesce(document.near_duplicate_of, rank.document_id) as copy_group_id
    from {{ ref('stg_index_rank') }} as rank
    inner join {{ ref('stg_document') }} as document on rank.document_id = document.document_id
),

told as (
    select
        statement.statement_id as rank_id,
        index_of.index_code,
        cast(year(statement.period_end) as integer) as year,
        statement.place_key,
        statement.place_code,
        statement.place_name,
        case when index_of.measure = 'score' then statement.value end as score,
        case when index_of.measure = 'score' then statement.denominator end as scale_max,
        case when index_of.measure <> 'score' then cast(statement.value as integer) end as rank,
        -- the press seldom writes the base: it is the number of provinces of the place's own era
        case
            when index_of.measure <> 'score'
                then coalesce(
                    cast(statement.denominator as integer),
                    case when place.valid_to is null then 34 else 63 end
                )
        end as rank_base,
        case when statement.denominator is null then 'inferred' else 'stated' end as rank_base_basis,
        index_of.measure = 'band' as is_band,
        document.published_on,
        'article' as source_kind,
        statement.statement_id,
        cast(null as string) as measure_id,
        statement.statement_id as evidence_id,
        statement.document_id,
        coalesce(document.near_duplicate_of, statement.document_id) as copy_group_id
    from {{ ref('stg_statement') }} as statement
    inner join index_of on statement.indicator_code = index_of.indicator_code
    inner join {{ ref('stg_document') }} as document on statement.document_id = document.document_id
    inner join {{ ref('places') }} as place on statement.place_key = place.place_key
    where
        statement.kind in ('actual', 'rank')
        and not statement.is_repeat
        and statement.period_end is not null
        and place.level = 'province'
        and statement.place_level = 'province'
),

all_ranks as (
    select * from published
    union all
    select * from told
),

-- a line of a table is two numbers, a statement one: the ledger corrects each by itself
corrected as (
    select
        all_ranks.* {{ without('rank', 'score') }},
        case
            when coalesce(of_rank.action, '') <> 'drop'
                then coalesce(cast(of_rank.corrected_value as integer), all_ranks.rank)
        end as rank,
        case
            when coalesce(of_score.action, '') <> 'drop' then coalesce(of_score.corrected_value, all_ranks.score)
        end as score,
        all_ranks.rank as original_rank,
        all_ranks.score as original_score
    from all_ranks
    left join {{ ref('correction') }} as of_rank
        on
            all_ranks.rank is not null
            and coalesce(all_ranks.statement_id, all_ranks.measure_id || ':rank') = of_rank.evidence_id
    left join {{ ref('correction') }} as of_score
        on
            all_ranks.score is not null
            and coalesce(all_ranks.statement_id, all_ranks.measure_id || ':score') = of_score.evidence_id
)

select
    rank_id,
    index_code,
    year,
    place_key,
    place_code,
    place_name,
    score,
    scale_max,
    rank,
    original_score,
    original_rank,
    rank_base,
    rank_base_basis,
    is_band,
    case when index_code = 'dti' then {{ dti_framework('year') }} end as framework_version,
    published_on,
    source_kind,
    statement_id,
    measure_id,
    evidence_id,
    document_id,
    copy_group_id
from corrected
where place_key is not null
order by index_code, year, place_key, rank_id
