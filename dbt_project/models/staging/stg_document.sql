-- grain: one row a readable or duplicate file

select
    document_id,
    path,
    sha256,
    bytes,
    kind,
    source_id,
    title,
    title_basis,
    url,
    publisher,
    author_note,
    licence,
    published_on,
    published_basis,
    captured_at,
    place_key,
    place_name,
    place_basis,
    place_stated,
    duplicate_of,
    near_duplicate_of,
    text
from {{ source('landing', 'document') }}
