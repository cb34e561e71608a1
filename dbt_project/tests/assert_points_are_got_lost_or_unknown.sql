-- every point of a line is got, lost or unknown; groups and totals are the sum of their criteria

select
    scorecard_line_id,
    'got + lost + unknown' as broken
from {{ ref('kpi_scorecard') }}
where abs(coalesce(points, 0) + coalesce(lost_points, 0) + missing_points - max_points) > 0.011
union all
select
    whole.scorecard_line_id,
    'sum of the criteria'
from {{ ref('kpi_scorecard') }} as whole
inner join {{ ref('kpi_scorecard') }} as part
    on
        whole.scorecard_code = part.scorecard_code
        and whole.version = part.version
        and whole.body_id = part.body_id
        and whole.period_end = part.period_end
        and whole.period_start is not distinct from part.period_start
        and (whole.line_kind = 'total' or whole.group_code = part.group_code)
where whole.line_kind <> 'criterion' and part.line_kind = 'criterion'
group by whole.scorecard_line_id, whole.points, whole.max_points
having
    abs(sum(part.max_points) - whole.max_points) > 1e-9
    or abs(coalesce(sum(part.points), 0) - coalesce(whole.points, 0)) > 0.005 * count(*)
