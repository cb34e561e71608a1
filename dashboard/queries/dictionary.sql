-- grain: one column of a published table
select
    col.table_name,
    tab.comment as table_comment,
    of_table.meaning_vi as table_vi,
    cast(tab.estimated_size as integer) as n_rows,
    col.column_name,
    col.data_type,
    col.comment as column_comment,
    coalesce(here.meaning_vi, anywhere.meaning_vi) as column_vi
from duckdb_columns() as col
inner join duckdb_tables() as tab on col.table_oid = tab.table_oid and col.database_oid = tab.database_oid
left join data_dictionary as of_table on col.table_name = of_table.table_name and of_table.column_name is null
left join data_dictionary as here on col.table_name = here.table_name and col.column_name = here.column_name
left join data_dictionary as anywhere on anywhere.table_name is null and col.column_name = anywhere.column_name
where col.database_name = current_database() and col.schema_name = current_schema() and not col.internal
order by col.table_name, col.column_index
