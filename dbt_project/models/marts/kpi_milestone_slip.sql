-- grain: one deliverable (milestone_code) × place

with told as (
    select
        *,
        -- a promise told after its day is told again, and was known by that day; so is one of a text without a date
        coalesce(
            least(told_on, case when status = 'planned' then due_end end),
            max(due_end) over (partition by document_id, milestone_code, place_key)
        ) as known_on
    from {{ ref('fct_milestone') }}
    -- a commune has no key of its own, its deliverables are not the province's
    where not is_repeat and place_key is not null and place_level <> 'commune'
),

-- one text may promise a launch by a quarter and again on a day of it: its plan is the later, the safer promise
plans as (
    select *
    from told
    where status = 'planned'
    qualify
        row_number() over (
            partition by milestone_code, place_key, document_id, known_on
            order by due_end desc nulls last, char_start
        ) = 1
),

ordered as (
    select
        *,
        row_number() over first_to_last as from_first,
        row_number() over last_to_first as from_last
    from plans
    where due_end is not null
    window
        first_to_last as (partition by milestone_code, place_key order by known_on nulls last, due_end, statement_id),
        last_to_first as (
            partition by milestone_code, place_key order by known_on desc, due_end desc, statement_id desc
        )
),

planned as (
    select
        milestone_code,
        place_key,
        count(distinct copy_group_id) as n_plans,
        max(due_start) filter (where from_first = 1) as first_due_start,
        max(due_end) filter (where from_first = 1) as first_due,
        max(statement_id) filter (where from_first = 1) as first_plan_evidence,
        max(known_on) filter (where from_first = 1) as first_told_on,
        max(due_start) filter (where from_last = 1) as latest_due_start,
        max(due_end) filter (where from_last = 1) as latest_due,
        max(statement_id) filter (where from_last = 1) as latest_plan_evidence,
        max(known_on) filter (where from_last = 1) as latest_told_on
    from ordered
    group by milestone_code, place_key
),

-- done without a day is done by the day on which it was told
done as (
    select
        milestone_code,
        place_key,
        coalesce(due_end, told_on) as done_on,
        case when due_end is not null then 'stated' when told_on is not null then 'published' end as done_basis,
        statement_id as done_evidence
    from told
    where status = 'done'
    qualify
        row_number() over (
            partition by milestone_code, place_key
            order by due_end is null, due_end, told_on nulls last, statement_id
        ) = 1
),

deliverables as (
    select
        milestone_code,
        place_key,
        bool_or(is_known) as is_known,
        min_by(name_vi, (known_on is null, known_on, statement_id)) as name_vi,
        min_by(name_en, (known_on is null, known_on, statement_id)) as name_en,
        max(place_code) as place_code,
        max(place_name) as place_name,
        max(place_level) as place_level,
        count(distinct copy_group_id) as n_sources,
        max_by(statement_id, (known_on is not null, known_on, statement_id)) as undated_evidence
    from told
    group by milestone_code, place_key
),

joined as (
    select
        deliverables.*,
        coalesce(planned.n_plans, 0) as n_plans,
        planned.* {{ without('milestone_code', 'place_key', 'n_plans') }},
        done.done_on,
        done.done_basis,
        done.done_evidence,
        done.done_evidence is not null
        -- a thing done before the latest promise was made is to be done anew
        and not coalesce(done.done_on < planned.latest_told_on, false) as is_done
    from deliverables
    left join planned
        on deliverables.milestone_code = planned.milestone_code and deliverables.place_key = planned.place_key
    left join done
        on deliverables.milestone_code = done.milestone_code and deliverables.place_key = done.place_key
)

select
    joined.milestone_code,
    joined.name_vi,
    joined.name_en,
    joined.is_known,
    joined.place_key,
    joined.place_code,
    joined.place_name,
    joined.place_level,
    joined.first_due_start,
    joined.first_due,
    joined.first_told_on,
    joined.latest_due_start,
    joined.latest_due,
    joined.latest_told_on,
    joined.done_on,
    joined.done_basis,
    case
        when joined.is_done then {{ months_between('joined.first_due', 'joined.done_on') }}
        else {{ months_between('joined.first_due', 'joined.latest_due') }}
    end as slip_months,
    case
        when joined.is_done and joined.first_due is null then 'done'
        when joined.is_done and joined.done_on <= joined.first_due then 'done_on_time'
        when joined.is_done and joined.done_on > joined.first_due then 'done_late'
        when joined.is_done then 'done'
        when joined.latest_due is null then 'planned_undated'
        when joined.latest_due < cast(build.built_at as date) then 'overdue'
        when joined.latest_due > joined.first_due then 'replanned'
        else 'planned'
    end as state,
    joined.n_plans,
    joined.n_sources,
    joined.first_plan_evidence,
    joined.latest_plan_evidence,
    joined.done_evidence,
    case
        when joined.is_done then joined.done_evidence
        else coalesce(joined.latest_plan_evidence, joined.undated_evidence)
    end as evidence
from joined
cross join {{ ref('build_info') }} as build
order by joined.place_key, joined.milestone_code
