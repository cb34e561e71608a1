-- grain: one criterion of one version of one scorecard

select
    criterion.scorecard_code,
    criterion.version,
    scorecard.name_vi as scorecard_vi,
    scorecard.name_en as scorecard_en,
    scorecard.period_rule,
    scorecard.applies_to,
    criterion.position,
    criterion.group_code,
    criterion.group_vi,
    criterion.group_en,
    criterion.criterion_code,
    criterion.name_vi,
    criterion.name_en,
    criterion.max_points * criterion.weight as max_points,
    criterion.weight,
    criterion.rule,
    rule.shape,
    rule.when_empty,
    rule.formula_vi,
    rule.formula_en,
    criterion.threshold,
    criterion.input_code,
    criterion.indicator_code,
    criterion.counted_vi,
    criterion.counted_en,
    criterion.is_confirmed_law,
    scorecard.is_confirmed_law as is_scorecard_law,
    criterion.source,
    criterion.caveat_vi,
    scorecard.source as scorecard_source,
    scorecard.caveat_vi as scorecard_caveat_vi,
    scorecard.caveat_en as scorecard_caveat_en
from {{ ref('scorecard_criterion') }} as criterion
inner join {{ ref('scorecard') }} as scorecard
    on criterion.scorecard_code = scorecard.scorecard_code and criterion.version = scorecard.version
inner join {{ ref('scorecard_rule') }} as rule on criterion.rule = rule.rule
order by criterion.position
