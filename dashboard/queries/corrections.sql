-- grain: one number that the corrections ledger drops, overrides or marks (all of them, or the one asked for)
select
    correction.evidence_id as evidence,
    correction.document_path,
    said.label,
    correction.action,
    correction.expected_value as source_value,
    correction.corrected_value,
    said.unit,
    correction.reason_vi,
    correction.decided_by,
    correction.decided_on
from correction
left join evidence as said on correction.evidence_id = said.evidence_id
where $evidence is null or correction.evidence_id = $evidence
order by correction.decided_on desc, correction.correction_id
