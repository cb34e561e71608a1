-- grain: one value that steps further from the one before than its history does, of the latest such
select
    indicator.name_vi,
    indicator.name_en,
    jump.place_name,
    jump.period_end,
    jump.value,
    jump.previous_value,
    jump.unit,
    jump.why,
    jump.evidence,
    jump.previous_evidence,
    cast(count(*) over () as integer) as n_all
from dq_value_jump as jump
inner join dim_indicator as indicator on jump.indicator_code = indicator.indicator_code
order by jump.period_end desc, jump.place_name, jump.indicator_code, jump.evidence
limit 200
