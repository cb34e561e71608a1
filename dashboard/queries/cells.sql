-- grain: one cell of a line of a capture or of a published table
select
    evidence_id,
    label,
    quote
from evidence
where kind = 'cell' and starts_with(evidence_id, $line)
order by char_start nulls last, evidence_id
