-- A rate is a share of a whole.
select measure_id
from {{ ref('fct_tthc_result') }}
where
    on_time_rate not between 0 and 100
    or stated_on_time_rate not between 0 and 100
    or stated_late_rate not between 0 and 100
