-- grain: one dossier of one export of case files

select
    document_id,
    row_number,
    dossier_code,
    agency_code,
    agency,
    field,
    procedure_code,
    channel,
    received_at,
    first_due_at,
    due_at,
    is_renewed,
    paused_days,
    finished_at,
    ended_at,
    outcome,
    working_days,
    late_working_days,
    is_repeat,
    applicant_key
from {{ source('landing', 'dossier') }}
