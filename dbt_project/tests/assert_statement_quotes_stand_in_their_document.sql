-- The characters a statement names hold the words it quotes.
select statement.statement_id
from {{ ref('fct_statement') }} as statement
inner join {{ ref('dim_document') }} as document on statement.document_id = document.document_id
where
    substr(document.text, statement.char_start + 1, statement.char_end - statement.char_start) <> statement.quote
