-- grain: one edition of an index: index × year measured × base

with ranks as (
    select * from {{ ref('fct_rank') }}
    where rank is not null and not is_band
),

-- each province once, whoever tells it
positions as (
    select distinct
        index_code,
        year,
        rank_base,
        place_key,
        rank
    from ranks
),

ties as (
    select
        index_code,
        year,
        rank_base,
        count(*) as n_tied
    from (
        select
            *,
            count(*) over (partition by index_code, year, rank_base, rank) as sharing
        from positions
    ) as shared
    where sharing > 1
    group by index_code, year, rank_base
),

published as (
    select
        index_code,
        year,
        rank_base,
        min(framework_version) as framework_version,
        -- the press repeats a ranking for years: its first day is when it was published
        min(published_on) as first_published_on,
        count(distinct place_key) as n_places
    from ranks
    group by index_code, year, rank_base
)

select
    concat_ws('-', published.index_code, published.year, published.rank_base) as edition_id,
    published.index_code,
    published.year,
    published.rank_base,
    published.framework_version,
    published.first_published_on,
    {{ days_between('make_date(published.year, 12, 31)', 'published.first_published_on') }} as publication_lag_days,
    published.n_places,
    coalesce(ties.n_tied, 0) as n_tied,
    published.n_places >= published.rank_base as is_complete
from published
left join ties
    on
        published.index_code = ties.index_code
        and published.year = ties.year
        and published.rank_base = ties.rank_base
order by published.index_code, published.year, published.rank_base desc
