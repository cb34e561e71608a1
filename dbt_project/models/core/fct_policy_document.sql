-- grain: one decision, plan or programme named at one place of one document

select
    mention.mention_id,
    mention.type,
    mention.number,
    mention.number_basis,
    mention.issuer,
    mention.issuer_basis,
    mention.issued_on,
    mention.title,
    mention.is_draft,
    mention.stands_for,
    mention.place_key,
    mention.place_code,
    mention.place_name,
    document.published_on as told_on,
    mention.document_id,
    document.path as document_path,
    mention.char_start,
    mention.char_end,
    mention.quote,
    mention.sentence,
    mention.sentence_start,
    mention.rule,
    mention.confidence,
    mention.reader_version
from {{ ref('stg_policy_mention') }} as mention
inner join {{ ref('stg_document') }} as document on mention.document_id = document.document_id
order by document.path, mention.char_start, mention.mention_id
