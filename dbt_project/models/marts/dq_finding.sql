{{ config(tags=['after_tests']) }}

-- grain: one thing that is not as it should be: check × item

select
    {{ short_id(['item.check_code', 'item.item']) }} as finding_id,
    item.quality,
    item.check_code,
    item.source_id,
    item.place_key,
    place.name_vi as place_name,
    item.pillar,
    item.indicator_code,
    item.period_start,
    item.period_end,
    {{ rounded('1 - item.credit', 4) }} as lost,
    item.why,
    item.evidence_id as evidence,
    item.document_id,
    document.path as document_path
from {{ ref('int_dq_item') }} as item
left join {{ ref('dim_place') }} as place on item.place_key = place.place_key
left join {{ ref('dim_document') }} as document on item.document_id = document.document_id
where item.credit < 1
order by item.quality, item.check_code, item.place_key, item.indicator_code, item.period_end, item.item
