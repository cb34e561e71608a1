-- grain: one quantity read in one document

select
    statement.statement_id,
    statement.document_id,
    document.path as document_path,
    statement.char_start,
    statement.char_end,
    statement.quote,
    statement.sentence,
    statement.sentence_start,
    statement.kind,
    statement.indicator_code,
    statement.subject,
    statement.value,
    statement.value_max,
    statement.unit,
    statement.qualifier,
    statement.numerator,
    statement.denominator,
    statement.period_start,
    statement.period_end,
    statement.period_basis,
    statement.period_type,
    statement.place_key,
    statement.place_code,
    statement.place_name,
    statement.place_level,
    statement.organisation,
    statement.rule,
    statement.confidence,
    statement.is_repeat,
    statement.reader_version
from {{ ref('stg_statement') }} as statement
inner join {{ ref('stg_document') }} as document on statement.document_id = document.document_id
order by document.path, statement.char_start, statement.statement_id
