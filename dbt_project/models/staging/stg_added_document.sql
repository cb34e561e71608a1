-- grain: one document that was read since the published file last held what the build file holds

select document_id
from {{ source('landing', 'added_document') }}
