-- The guard of the ledger: once a source says otherwise than when the correction was decided, somebody decides anew.
select
    correction.correction_id,
    correction.expected_value,
    evidence.value as found_value
from {{ ref('correction') }} as correction
left join {{ ref('evidence') }} as evidence on correction.evidence_id = evidence.evidence_id
where
    evidence.value is null
    or abs(evidence.value - correction.expected_value) > 1e-9
    -- an override says by what, and only an override does
    or (correction.action = 'override') <> (correction.corrected_value is not null)
