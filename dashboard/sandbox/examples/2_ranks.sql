-- Mười nơi đứng đầu DTI năm gần nhất
select
    place_name,
    rank,
    rank_base,
    year,
    evidence
from kpi_rank_history
where index_code = 'dti' and rank is not null
qualify year = max(year) over ()
order by rank
limit 10
