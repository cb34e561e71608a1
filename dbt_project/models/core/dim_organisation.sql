-- grain: one body that reports figures, as its source names it × the place it is of

with bodies as (
    select
        organisation as name_vi,
        place_key,
        min(tier) as tier,
        cast(sum(n_documents) as bigint) as n_documents
    from {{ ref('int_body_year') }}
    group by organisation, place_key
),

described as (
    select
        body.*,
        place.level as level_of_place,
        place.name_vi as place_name,
        place.valid_from as place_from,
        place.valid_to as place_to,
        lower(body.name_vi) as said
    from bodies as body
    left join {{ ref('dim_place') }} as place on body.place_key = place.place_key
),

-- by what its name says first; the tier it reports for decides only where the name is silent
sorted as (
    select
        *,
        case
            when {{ says_sample('said') }} then 'sample'
            when {{ is_found('cấp xã|các xã|[(][0-9]+ xã', 'said') }} then 'communes'
            when {{ is_found('cấp huyện|các huyện|[(][0-9]+ huyện', 'said') }} then 'districts'
            when {{ is_found('^(xã|phường|thị trấn|đặc khu) ', 'said') }} then 'commune'
            when {{ is_found('^(huyện|quận|thị xã) ', 'said') }} then 'district'
            when said like 'sở %' or contains(said, 'các sở') then 'department'
            when said like 'ban %' or said like 'cục %' or said like 'chi cục %' then 'agency'
            when said like 'bộ %' then 'ministry'
            when contains(said, 'một cửa') or contains(said, 'trung tâm phục vụ hành chính công') then 'one_stop_shop'
            when tier = level_of_place then tier
            when tier in ('province', 'district', 'commune', 'national') then tier
            else 'other'
        end as kind
    from described
)

select
    {{ short_id(['name_vi', 'place_key']) }} as organisation_id,
    name_vi,
    kind,
    place_key,
    place_name,
    -- the Sở Thông tin và Truyền thông went into the Sở Khoa học và Công nghệ on 1 March 2025
    case
        when contains(said, 'sở thông tin và truyền thông') then date '2025-02-28'
        else place_to
    end as valid_to,
    case
        when contains(said, 'sở thông tin và truyền thông') then 'Sở Khoa học và Công nghệ'
    end as successor_name_vi,
    n_documents
from sorted
order by place_key, name_vi
