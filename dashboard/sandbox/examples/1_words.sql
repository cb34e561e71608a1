-- Mọi con số hiện tại của một tỉnh, kèm câu chữ
select
    kpi.name_vi,
    kpi.value,
    kpi.unit,
    kpi.period_end,
    said.sentence,
    kpi.evidence
from kpi_current as kpi
inner join evidence as said on kpi.evidence = said.evidence_id
where kpi.place_name = 'Thanh Hóa'
order by kpi.name_vi
