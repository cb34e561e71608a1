-- the criteria of a scorecard carry the points that it is out of

select
    criterion.scorecard_code,
    criterion.version,
    sum(criterion.max_points) as points
from {{ ref('dim_scorecard_criterion') }} as criterion
inner join {{ ref('scorecard') }} as scorecard
    on criterion.scorecard_code = scorecard.scorecard_code and criterion.version = scorecard.version
group by criterion.scorecard_code, criterion.version, scorecard.total_points
having abs(sum(criterion.max_points) - scorecard.total_points) > 1e-9
