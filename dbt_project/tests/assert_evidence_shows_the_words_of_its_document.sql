-- What a drawer marks in a text is what the number's row quotes.
select evidence.evidence_id
from {{ ref('evidence') }} as evidence
inner join {{ ref('dim_document') }} as document on evidence.document_id = document.document_id
where
    evidence.kind = 'sentence'
    and substr(document.text, evidence.char_start + 1, evidence.char_end - evidence.char_start) <> evidence.quote
