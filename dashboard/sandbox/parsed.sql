-- grain: one row, the text as DuckDB's parser takes it
select json_serialize_sql(?)
