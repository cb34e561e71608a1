{{ config(tags=['after_tests']) }}

-- grain: one scope (a source, a place, a pillar, or the whole warehouse) × day

with counted as (
    select
        case
            when grouping(source_id) = 0 then 'source'
            when grouping(place_key) = 0 then 'place'
            when grouping(pillar) = 0 then 'pillar'
            else 'all'
        end as dimension,
        source_id,
        place_key,
        pillar,
        count(*) filter (where quality = 'dung') as n_dung_checked,
        count(*) filter (where quality = 'dung' and credit = 1) as n_dung_held,
        {{ rounded("100 * avg(credit) filter (where quality = 'dung')", 1) }} as dung,
        count(*) filter (where quality = 'du') as n_du_checked,
        count(*) filter (where quality = 'du' and credit = 1) as n_du_held,
        {{ rounded("100 * avg(credit) filter (where quality = 'du')", 1) }} as du,
        count(*) filter (where quality = 'sach') as n_sach_checked,
        count(*) filter (where quality = 'sach' and credit = 1) as n_sach_held,
        {{ rounded("100 * avg(credit) filter (where quality = 'sach')", 1) }} as sach,
        count(*) filter (where quality = 'song') as n_song_checked,
        count(*) filter (where quality = 'song' and credit = 1) as n_song_held,
        {{ rounded("100 * avg(credit) filter (where quality = 'song')", 1) }} as song,
        count(*) filter (where credit < 1) as n_findings
    from {{ ref('int_dq_item') }}
    group by grouping sets ((), (source_id), (place_key), (pillar))
),

-- what has no source, place or pillar counts in the whole alone
scoped as (
    select *
    from counted
    where dimension = 'all' or coalesce(source_id, place_key, pillar) is not null
)

select
    scoped.dimension,
    coalesce(scoped.source_id, scoped.place_key, scoped.pillar, 'all') as scope,
    coalesce(source.name, place.name_vi, scoped.pillar, 'Toàn bộ kho số liệu') as scope_name,
    scoped.source_id,
    scoped.place_key,
    scoped.pillar,
    cast(build.built_at as date) as scored_on,
    scoped.dung,
    scoped.du,
    scoped.sach,
    scoped.song,
    scoped.n_dung_checked,
    scoped.n_dung_held,
    scoped.n_du_checked,
    scoped.n_du_held,
    scoped.n_sach_checked,
    scoped.n_sach_held,
    scoped.n_song_checked,
    scoped.n_song_held,
    scoped.n_findings,
    scoped.n_dung_held || ' trên ' || scoped.n_dung_checked || ' phép đối chiếu khớp.' as dung_how,
    scoped.n_du_held || ' trên ' || scoped.n_du_checked || ' ô phải có là đã có.' as du_how,
    scoped.n_sach_held || ' trên ' || scoped.n_sach_checked || ' tệp và số liệu không vướng gì.' as sach_how,
    scoped.n_song_held || ' trên ' || scoped.n_song_checked
    || ' nguồn, giá trị còn trong nhịp; quá nhịp thì điểm giảm theo tuổi.' as song_how
from scoped
cross join {{ ref('build_info') }} as build
left join {{ ref('dim_source') }} as source on scoped.source_id = source.source_id
left join {{ ref('dim_place') }} as place on scoped.place_key = place.place_key
order by scoped.dimension, scope
