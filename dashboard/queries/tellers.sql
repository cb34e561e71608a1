-- grain: one document that tells of the indicator
select
    document.document_id,
    document.title,
    document.kind,
    document.publisher,
    document.published_on,
    cast(count(*) as integer) as n_values
from fct_observation as observation
inner join dim_document as document on observation.document_id = document.document_id
where observation.indicator_code = $indicator
group by document.document_id, document.title, document.kind, document.publisher, document.published_on
order by n_values desc, document.published_on desc nulls last, document.document_id
