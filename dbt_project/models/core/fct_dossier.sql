-- grain: one dossier of one export of case files

-- a source exports its dossiers again and again; its newest export tells of each as it stands
with exports as (
    select
        dossiers.document_id,
        document.path as capture_path,
        document.source_id,
        row_number() over (
            partition by document.source_id
            order by dossiers.as_of desc nulls last, document.path desc
        ) as newest
    from (
        select
            document_id,
            max(as_of) as as_of
        from {{ ref('stg_tthc_capture') }}
        group by document_id
    ) as dossiers
    inner join {{ ref('stg_document') }} as document on dossiers.document_id = document.document_id
    where dossiers.document_id in (select dossier.document_id from {{ ref('stg_dossier') }} as dossier)
)

select
    dossier.document_id,
    dossier.row_number,
    export.capture_path,
    export.source_id,
    dossier.dossier_code,
    dossier.agency_code,
    dossier.agency,
    dossier.field,
    dossier.procedure_code,
    dossier.channel,
    dossier.received_at,
    dossier.first_due_at,
    dossier.due_at,
    dossier.is_renewed,
    dossier.paused_days,
    dossier.finished_at,
    dossier.ended_at,
    dossier.outcome,
    dossier.working_days,
    dossier.late_working_days,
    dossier.is_repeat,
    export.newest = 1 as is_latest,
    dossier.applicant_key
from {{ ref('stg_dossier') }} as dossier
inner join exports as export on dossier.document_id = export.document_id
