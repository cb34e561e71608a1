-- grain: one row a decision, plan or programme named at one place of a document

select
    mention_id,
    document_id,
    char_start,
    char_end,
    quote,
    sentence,
    sentence_start,
    type,
    number,
    number_basis,
    issuer,
    issuer_basis,
    issued_on,
    title,
    is_draft,
    stands_for,
    place_key,
    place_code,
    place_name,
    rule,
    confidence,
    reader_version
from {{ source('landing', 'policy_mention') }}
