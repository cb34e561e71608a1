-- grain: one line of the card
select
    line.line_kind,
    line.criterion_code,
    line.name_vi,
    line.name_en,
    line.numerator,
    line.denominator,
    line.value_rate as rate,
    line.points,
    line.max_points,
    line.lost_points,
    line.missing_points,
    line.status,
    cast(line.n_missing as integer) as n_missing,
    line.source_points,
    line.points_check,
    cheapest.name_vi as next_name_vi,
    cheapest.name_en as next_name_en,
    line.next_points,
    line.next_rate,
    cast(line.n_next as integer) as n_next,
    line.counted_vi,
    line.counted_en,
    line.formula_vi,
    line.formula_en,
    line.threshold,
    coalesce(cheapest.rule = 'less_is_better', false) as is_less_better,
    line.is_confirmed_law,
    line.caveat_vi,
    line.evidence
from kpi_scorecard as line
left join kpi_scorecard as cheapest
    on line.card_id = cheapest.card_id and line.next_criterion_code = cheapest.criterion_code
where line.card_id = $card
order by line.position, list_position(['total', 'group', 'criterion'], line.line_kind)
