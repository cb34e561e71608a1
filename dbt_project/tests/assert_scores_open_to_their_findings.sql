-- what a score counts as not held is there to be read, row by row

with found as (
    select
        score.dimension,
        score.scope,
        score.n_dung_checked + score.n_du_checked + score.n_sach_checked + score.n_song_checked
        - score.n_dung_held - score.n_du_held - score.n_sach_held - score.n_song_held as n_counted,
        count(finding.finding_id) as n_listed
    from {{ ref('dq_score') }} as score
    left join {{ ref('dq_finding_scope') }} as finding
        on score.dimension = finding.dimension and score.scope = finding.scope
    group by all
)

select *
from found
where n_counted <> n_listed
