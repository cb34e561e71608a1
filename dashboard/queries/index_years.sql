-- grain: one published list: index × year × number of places it ranks
select
    index_code,
    year,
    rank_base,
    cast(count(rank) as integer) as n_ranked,
    cast(count(score) as integer) as n_scored
from kpi_rank_history
group by index_code, year, rank_base
order by index_code, year desc, n_ranked desc, rank_base
