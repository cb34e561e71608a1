-- The characters a milestone or a named document gives hold the words it quotes.
with quoted as (
    select
        statement_id as id,
        document_id,
        char_start,
        char_end,
        quote
    from {{ ref('fct_milestone') }}
    union all
    select
        mention_id,
        document_id,
        char_start,
        char_end,
        quote
    from {{ ref('fct_policy_document') }}
)

select quoted.id
from quoted
inner join {{ ref('dim_document') }} as document on quoted.document_id = document.document_id
where substr(document.text, quoted.char_start + 1, quoted.char_end - quoted.char_start) <> quoted.quote
