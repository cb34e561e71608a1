-- grain: one readable or duplicate raw file

with statements as (
    select
        document_id,
        count(*) as n_statements
    from {{ ref('stg_statement') }}
    group by document_id
)

select
    document.document_id,
    document.path,
    document.sha256,
    document.bytes,
    document.kind,
    document.source_id,
    document.title,
    document.title_basis,
    document.url,
    document.publisher,
    document.author_note,
    document.licence,
    document.published_on,
    document.published_basis,
    document.captured_at,
    document.place_key,
    document.place_name,
    document.place_basis,
    document.duplicate_of,
    document.near_duplicate_of,
    coalesce(document.near_duplicate_of, document.duplicate_of, document.document_id) as copy_group_id,
    coalesce(statements.n_statements, 0) as n_statements,
    document.text
from {{ ref('stg_document') }} as document
left join statements on document.document_id = statements.document_id
order by document.path
