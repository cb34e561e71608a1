select
    place_name,
    organisation,
    field,
    sum(resolved_late) as n_late,
    max(month) as latest_month
from kpi_tthc_month
group by place_name, organisation, field
order by n_late desc nulls last, place_name, organisation, field
