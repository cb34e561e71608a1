-- grain: one declared source, with what came of it
with counted as (
    select
        document.source_id,
        max(coalesce(document.published_on, cast(document.captured_at as date))) as latest_on,
        count(distinct said.evidence_id) as n_figures
    from dim_document as document
    left join evidence as said on document.document_id = said.document_id
    group by document.source_id
)

select
    source.source_id,
    source.name,
    source.kind,
    source.publisher,
    source.url,
    source.licence,
    source.is_official,
    cast(source.rhythm_days as integer) as rhythm_days,
    cast(source.n_documents as integer) as n_documents,
    cast(coalesce(counted.n_figures, 0) as integer) as n_figures,
    counted.latest_on
from dim_source as source
left join counted on source.source_id = counted.source_id
order by source.n_documents desc, source.source_id
