-- Mỗi nguồn cho bao nhiêu tài liệu và con số
select
    document.source_id,
    count(distinct document.document_id) as documents,
    count(said.evidence_id) as figures
from dim_document as document
left join evidence as said on document.document_id = said.document_id
group by document.source_id
order by figures desc
