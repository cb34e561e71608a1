-- Where the source prints no total, resolved is ours: it must be exactly its parts.
select measure_id
from {{ get_where_subquery(ref('fct_tthc_result')) }}
where
    {{ json_at('labels', "'$.resolved'") }} is null
    and resolved is distinct from resolved_on_time + resolved_late
