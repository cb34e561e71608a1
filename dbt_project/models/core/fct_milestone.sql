-- grain: one deliverable planned or done, told at one place of one document

select
    milestone.milestone_id as statement_id,
    milestone.milestone_code,
    milestone.is_known,
    milestone.indicator_code,
    milestone.name_vi,
    milestone.name_en,
    milestone.what,
    milestone.event,
    milestone.status,
    milestone.due_start,
    milestone.due_end,
    milestone.due_basis,
    milestone.place_key,
    milestone.place_code,
    milestone.place_name,
    milestone.place_level,
    document.published_on as told_on,
    milestone.document_id,
    document.path as document_path,
    milestone.char_start,
    milestone.char_end,
    milestone.quote,
    milestone.sentence,
    milestone.sentence_start,
    milestone.rule,
    milestone.confidence,
    milestone.is_repeat,
    milestone.reader_version,
    coalesce(document.near_duplicate_of, milestone.document_id) as copy_group_id
from {{ ref('stg_milestone') }} as milestone
inner join {{ ref('stg_document') }} as document on milestone.document_id = document.document_id
order by document.path, milestone.char_start, milestone.milestone_id
