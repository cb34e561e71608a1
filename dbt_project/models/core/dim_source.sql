-- grain: one declared source, and one for whatever nobody declared

with documents as (
    select
        source_id,
        count(*) as n_documents
    from {{ ref('stg_document') }}
    group by source_id
)

select
    source.source_id,
    source.name,
    source.kind,
    source.shape,
    source.publisher,
    source.url,
    source.licence,
    source.official as is_official,
    source.place_key,
    source.organisation,
    source.rhythm_days,
    coalesce(documents.n_documents, 0) as n_documents
from {{ ref('stg_source') }} as source
left join documents on source.source_id = documents.source_id
order by source.source_id
