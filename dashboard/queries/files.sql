-- grain: one raw file of the build, those refused first
select
    path,
    room,
    bytes,
    outcome,
    reason_code,
    reason,
    rows as row_count,
    document_id,
    duplicate_of,
    quarantine_path
from load_audit
order by outcome <> 'quarantined', outcome <> 'duplicate', path
