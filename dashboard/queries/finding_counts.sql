-- grain: one check that found something in the scope
select
    finding.quality,
    finding.check_code,
    cast(count(*) as integer) as n
from dq_finding as finding
inner join dq_finding_scope as scoped on finding.finding_id = scoped.finding_id
where scoped.dimension = $dimension and scoped.scope = $scope
group by finding.quality, finding.check_code
order by list_position(['dung', 'du', 'sach', 'song'], finding.quality), n desc, finding.check_code
