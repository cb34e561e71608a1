-- grain: one number of one document, the article text around it cut at the sentence and at the quote
with found as (
    select
        *,
        sentence_start is not null
        and char_start >= sentence_start
        and char_end <= sentence_start + length(sentence) as in_sentence
    from evidence
    where evidence_id = $evidence
),

bounded as (
    select
        *,
        case when in_sentence then sentence_start else char_start end as sentence_from,
        case when in_sentence then sentence_start + length(sentence) else char_end end as sentence_to
    from found
)

select
    found.evidence_id,
    found.kind,
    found.label,
    found.quote,
    found.sentence,
    found.locator,
    found.value,
    found.unit,
    found.rule,
    found.confidence,
    found.period_basis,
    found.place_basis,
    substring(document.text, greatest(found.sentence_from - 320, 0) + 1, least(found.sentence_from, 320)) as lead,
    substring(document.text, found.sentence_from + 1, found.char_start - found.sentence_from) as before,
    substring(document.text, found.char_end + 1, found.sentence_to - found.char_end) as after,
    substring(document.text, found.sentence_to + 1, 320) as trail,
    document.path as document_path,
    document.kind as document_kind,
    document.title,
    document.url,
    document.publisher,
    document.published_on,
    document.published_basis,
    document.captured_at,
    document.sha256
from bounded as found
inner join dim_document as document on found.document_id = document.document_id
