-- Những chỗ các nguồn chưa khớp nhau
select
    indicator_code,
    place_key,
    period_end,
    n_values,
    chosen_value,
    why
from reconciliation
where status = 'conflict'
order by period_end desc nulls last
