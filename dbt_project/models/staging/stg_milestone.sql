-- grain: one row a deliverable that one document plans or reports

select
    milestone_id,
    document_id,
    char_start,
    char_end,
    quote,
    sentence,
    sentence_start,
    milestone_code,
    is_known,
    name_vi,
    name_en,
    what,
    event,
    status,
    due_start,
    due_end,
    due_basis,
    place_key,
    place_code,
    place_name,
    place_level,
    rule,
    confidence,
    is_repeat,
    reader_version
from {{ source('landing', 'milestone') }}
