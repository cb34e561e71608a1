-- grain: one deliverable of the place
with
-- the place, and itself under its former key where its borders stayed
own as (
    select former.place_key
    from dim_place as place
    inner join dim_place as former
        on
            place.place_key = former.place_key
            or (place.n_predecessors = 1 and place.place_key = former.current_place_key)
    where place.place_key = $place
)

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
where place_key in (select own.place_key from own)
order by
    case state when 'overdue' then 1 when 'replanned' then 2 when 'planned' then 3 when 'planned_undated' then 4 else 5 end,
    latest_due nulls last,
    milestone_code
