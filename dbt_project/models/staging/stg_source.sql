-- grain: one row a declared source, and one for whatever nobody declared

select
    source_id,
    name,
    kind,
    shape,
    publisher,
    url,
    licence,
    official,
    place_key,
    place_stated,
    organisation,
    rhythm_days
from {{ source('landing', 'source') }}
