-- grain: one figure of an indicator that an article gives of the place, the latest article first
select
    document.document_id,
    document.title,
    document.path,
    document.publisher,
    document.published_on,
    statement.statement_id as evidence,
    indicator.name_vi,
    indicator.name_en,
    statement.kind as says,
    statement.value,
    statement.unit,
    statement.qualifier,
    statement.period_start,
    statement.period_end,
    statement.confidence
from fct_statement as statement
inner join dim_document as document on statement.document_id = document.document_id
inner join dim_indicator as indicator on statement.indicator_code = indicator.indicator_code
where
    statement.place_key in (select told_under_key from dim_place_crosswalk where place_key = $place)
    and document.kind = 'article'
    and statement.value is not null
    and not coalesce(statement.is_repeat, false)
order by document.published_on desc nulls last, document.document_id, statement.char_start, statement.statement_id
