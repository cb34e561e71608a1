-- grain: one figure read in the document, in the order of the text
select
    said.evidence_id,
    said.kind,
    said.char_start,
    said.char_end,
    said.quote,
    said.label,
    said.locator,
    coalesce(said.value, statement.value) as value,
    coalesce(said.unit, statement.unit) as unit,
    statement.qualifier,
    statement.kind as says,
    indicator.name_vi,
    indicator.name_en,
    statement.subject,
    statement.place_name,
    statement.period_start,
    statement.period_end,
    said.confidence,
    coalesce(statement.is_repeat, false) as is_repeat
from evidence as said
left join fct_statement as statement on said.evidence_id = statement.statement_id
left join dim_indicator as indicator on statement.indicator_code = indicator.indicator_code
where said.document_id = $document and not starts_with(said.rule, 'computed.')
order by said.char_start nulls last, said.evidence_id
