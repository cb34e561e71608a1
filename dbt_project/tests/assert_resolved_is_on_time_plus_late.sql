-- Where the source prints no total, resolved is ours: it must be exactly its parts.
select measure_id
from {{ ref('fct_tthc_result') }}
where
    {{ json_at('labels', "'$.resolved'") }} is null
    and resolved is distinct from resolved_on_time + resolved_late {{- and_touched(ref('int_touched_document')) }}
