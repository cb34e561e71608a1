-- grain: one calendar month of the unit
select
    month,
    derived_by,
    resolved_on_time,
    resolved_late,
    on_time_rate,
    stated_on_time_rate,
    on_time_rate_ytd,
    rate_basis,
    evidence
from kpi_tthc_month
where
    concat_ws('|', coalesce(place_key, ''), coalesce(place_level, ''), coalesce(organisation, ''), coalesce(field, ''))
    = $unit
order by month, rate_basis
