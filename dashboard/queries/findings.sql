-- grain: one thing that the check found in the scope
select
    finding.quality,
    finding.check_code,
    finding.why,
    indicator.name_vi,
    indicator.name_en,
    finding.place_name,
    source.name as source_name,
    finding.period_start,
    finding.period_end,
    finding.document_path,
    finding.evidence
from dq_finding as finding
inner join dq_finding_scope as scoped on finding.finding_id = scoped.finding_id
left join dim_indicator as indicator on finding.indicator_code = indicator.indicator_code
left join dim_source as source on finding.source_id = source.source_id
where
    finding.check_code = $check
    and scoped.dimension = $dimension
    and scoped.scope = $scope
order by finding.period_end desc nulls last, finding.place_name, indicator.name_vi, finding.finding_id
