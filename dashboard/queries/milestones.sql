-- grain: one deliverable of the place
select
    milestone_code,
    name_vi,
    name_en,
    place_name,
    first_due,
    first_told_on,
    latest_due,
    latest_told_on,
    done_on,
    done_basis,
    cast(slip_months as integer) as slip_months,
    state,
    cast(n_sources as integer) as n_sources,
    first_plan_evidence,
    evidence
from kpi_milestone_slip
where place_key in (select told_under_key from dim_place_crosswalk where place_key = $place)
order by
    case state when 'overdue' then 1 when 'replanned' then 2 when 'planned' then 3 when 'planned_undated' then 4 else 5 end,
    latest_due nulls last,
    milestone_code
