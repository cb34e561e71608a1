-- grain: one check that found something in the scope
select
    finding.quality,
    finding.check_code,
    cast(count(*) as integer) as n
from dq_finding as finding
where
    $dimension = 'all'
    or ($dimension = 'source' and finding.source_id = $scope)
    or ($dimension = 'place' and finding.place_key = $scope)
    or ($dimension = 'pillar' and finding.pillar = $scope)
group by finding.quality, finding.check_code
order by list_position(['dung', 'du', 'sach', 'song'], finding.quality), n desc, finding.check_code
