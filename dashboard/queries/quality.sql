-- grain: one scope: the whole, a source, a place or a pillar
select
    dimension,
    scope,
    scope_name,
    dung,
    du,
    sach,
    song,
    cast(n_dung_checked as integer) as n_dung_checked,
    cast(n_dung_held as integer) as n_dung_held,
    cast(n_du_checked as integer) as n_du_checked,
    cast(n_du_held as integer) as n_du_held,
    cast(n_sach_checked as integer) as n_sach_checked,
    cast(n_sach_held as integer) as n_sach_held,
    cast(n_song_checked as integer) as n_song_checked,
    cast(n_song_held as integer) as n_song_held,
    cast(n_findings as integer) as n_findings
from dq_score
order by dimension, n_findings desc, scope_name, scope
