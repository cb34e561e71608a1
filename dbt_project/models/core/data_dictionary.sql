-- grain: one table, or one column: of every table, or of the one named

select
    table_name,
    column_name,
    meaning_vi
from {{ ref('words_vi') }}
order by table_name nulls first, column_name nulls first
