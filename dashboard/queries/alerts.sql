-- grain: one alert of the place, or of no one place: those that stand and those closed of late; of each state and
-- urgency the latest
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
    alert.alert_id,
    alert.kind,
    alert.urgency,
    alert.state,
    coalesce(rule.name_vi, alert.kind) as rule_vi,
    coalesce(rule.name_en, alert.kind) as rule_en,
    alert.name_vi,
    alert.name_en,
    alert.why,
    alert.value,
    alert.limit_value,
    alert.unit,
    coalesce(alert.since_on, cast(alert.opened_at + interval 7 hours as date)) as since,
    alert.closed_at,
    alert.acknowledged_by,
    alert.acknowledged_at,
    case when alert.state <> 'closed' then alert.evidence end as evidence,
    cast(greatest(count(*) over alike - 200, 0) as integer) as n_more
from alert
left join alert_rule as rule on alert.rule_id = rule.rule_id
where
    alert.place_key in (select own.place_key from own)
    or alert.place_key is null
    -- a file or a source serves every place
    or alert.kind in ('layout_changed', 'quarantined', 'stale_source', 'held_back')
window
    alike as (partition by alert.state, alert.urgency),
    latest as (partition by alert.state, alert.urgency order by since desc, alert.name_vi, alert.alert_id)
qualify row_number() over latest <= 200
order by alert.closed_at desc nulls first, alert.urgency, alert.kind, since desc, alert.name_vi, alert.alert_id
