-- grain: one declared source, with what came of it
with figures as (
    select
        document_id,
        count(*) as n_figures
    from evidence
    group by document_id
),

counted as (
    select
        document.source_id,
        max(coalesce(document.published_on, cast(document.captured_at as date))) as latest_on,
        sum(figures.n_figures) as n_figures
    from dim_document as document
    left join figures on document.document_id = figures.document_id
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
