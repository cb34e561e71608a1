{{ config(tags=['after_tests']) }}

-- grain: one scope (a source, a place, a pillar, or the whole warehouse) × day

-- items are many, and their sources, places and pillars few
with summed as (
    select
        quality,
        source_id,
        place_key,
        pillar,
        count(*) as n_checked,
        count(*) filter (where credit = 1) as n_held,
        count(*) filter (where credit < 1) as n_findings,
        sum(credit) as credit
    from {{ ref('int_dq_item') }}
    group by quality, source_id, place_key, pillar
),

counted as (
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
        coalesce(cast(sum(n_checked) filter (where quality = 'dung') as bigint), 0) as n_dung_checked,
        coalesce(cast(sum(n_held) filter (where quality = 'dung') as bigint), 0) as n_dung_held,
        sum(credit) filter (where quality = 'dung') as dung_credit,
        coalesce(cast(sum(n_checked) filter (where quality = 'du') as bigint), 0) as n_du_checked,
        coalesce(cast(sum(n_held) filter (where quality = 'du') as bigint), 0) as n_du_held,
        sum(credit) filter (where quality = 'du') as du_credit,
        coalesce(cast(sum(n_checked) filter (where quality = 'sach') as bigint), 0) as n_sach_checked,
        coalesce(cast(sum(n_held) filter (where quality = 'sach') as bigint), 0) as n_sach_held,
        sum(credit) filter (where quality = 'sach') as sach_credit,
        coalesce(cast(sum(n_checked) filter (where quality = 'song') as bigint), 0) as n_song_checked,
        coalesce(cast(sum(n_held) filter (where quality = 'song') as bigint), 0) as n_song_held,
        sum(credit) filter (where quality = 'song') as song_credit,
        cast(sum(n_findings) as bigint) as n_findings
    from summed
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
    {{ rounded(percent_of('scoped.dung_credit', 'scoped.n_dung_checked'), 1) }} as dung,
    {{ rounded(percent_of('scoped.du_credit', 'scoped.n_du_checked'), 1) }} as du,
    {{ rounded(percent_of('scoped.sach_credit', 'scoped.n_sach_checked'), 1) }} as sach,
    {{ rounded(percent_of('scoped.song_credit', 'scoped.n_song_checked'), 1) }} as song,
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
