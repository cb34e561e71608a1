-- grain: one scope: the whole, a source, a place or a pillar
select
    score.dimension,
    score.scope,
    score.scope_name,
    place.valid_to as stood_to,
    score.dung,
    score.du,
    score.sach,
    score.song,
    cast(score.n_dung_checked as integer) as n_dung_checked,
    cast(score.n_dung_held as integer) as n_dung_held,
    cast(score.n_du_checked as integer) as n_du_checked,
    cast(score.n_du_held as integer) as n_du_held,
    cast(score.n_sach_checked as integer) as n_sach_checked,
    cast(score.n_sach_held as integer) as n_sach_held,
    cast(score.n_song_checked as integer) as n_song_checked,
    cast(score.n_song_held as integer) as n_song_held,
    cast(score.n_findings as integer) as n_findings
from dq_score as score
left join dim_place as place on score.place_key = place.place_key
order by score.dimension, n_findings desc, score.scope_name, score.scope
