-- carried over + received = to process. Sources break it (rounding, late corrections): the row stays, and this warns.
{{ config(severity='warn') }}

select measure_id
from {{ ref('fct_tthc_result') }}
where carried_over + received <> to_process
