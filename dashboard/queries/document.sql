-- grain: the one document asked for
select
    document.document_id,
    document.path,
    document.kind,
    document.title,
    document.url,
    document.publisher,
    document.licence,
    document.published_on,
    document.published_basis,
    document.captured_at,
    document.place_name,
    document.sha256,
    document.text
from dim_document as document
where document.document_id = $document
