-- grain: one alert of the place, or of no one place: those that stand and those closed of late; of each state and
-- urgency the latest
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
left join dim_place as place on alert.place_key = place.place_key
left join dim_place as above on place.parent_key = above.place_key
where
    alert.place_key in (select told_under_key from dim_place_crosswalk where place_key = $place)
    or alert.place_key is null
    -- a source of one place is also the business of the place above it, of what stands there today, and of the country
    or (
        alert.kind in ('layout_changed', 'stale_source')
        and $place in ('VN', place.current_place_key, place.parent_key, above.current_place_key)
    )
window
    alike as (partition by alert.state, alert.urgency),
    latest as (partition by alert.state, alert.urgency order by since desc, alert.name_vi, alert.alert_id)
qualify row_number() over latest <= 200
order by alert.closed_at desc nulls first, alert.urgency, alert.kind, since desc, alert.name_vi, alert.alert_id
