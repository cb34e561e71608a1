-- grain: one column of a published table
select
    col.table_name,
    tab.comment as table_comment,
    cast(tab.estimated_size as integer) as n_rows,
    col.column_name,
    col.data_type,
    col.comment as column_comment
from duckdb_columns() as col
inner join duckdb_tables() as tab on col.table_oid = tab.table_oid and col.database_oid = tab.database_oid
where col.database_name = current_database() and col.schema_name = current_schema() and not col.internal
order by col.table_name, col.column_index
