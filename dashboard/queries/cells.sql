-- grain: one cell of a line of a capture or of a published table
select
    evidence_id,
    starts_with(rule, 'computed.') as is_computed,
    label,
    quote
from evidence
where kind = 'cell' and starts_with(evidence_id, $line)
order by char_start nulls last, evidence_id
