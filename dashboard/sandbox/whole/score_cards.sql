select
    name_vi,
    place_name,
    organisation,
    period_start,
    period_end,
    points,
    max_points
from kpi_scorecard
where line_kind = 'total'
order by place_name, organisation, period_end desc
