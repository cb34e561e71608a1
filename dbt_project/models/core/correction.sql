-- grain: one line of the corrections ledger whose document is in this raw folder

-- The one model that reads the ledger. The facts take from it what becomes of a number; the number as the source says
-- it stays beside the corrected one, and in fct_statement and evidence as it was read.
select
    ledger.correction_id,
    -- a measure is corrected cell by cell, a statement is one number
    ledger.target_id || coalesce(':' || ledger.column_name, '') as evidence_id,
    ledger.action,
    ledger.expect as expected_value,
    case when ledger.action = 'override' then ledger.corrected_value end as corrected_value,
    ledger.reason_vi,
    ledger.decided_by,
    ledger.decided_on,
    document.document_id,
    document.path as document_path
from {{ ref('corrections') }} as ledger
inner join {{ ref('stg_document') }} as document on ledger.document_path = document.path
order by ledger.correction_id
