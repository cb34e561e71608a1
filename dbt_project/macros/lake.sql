{# The landing tables as dbt's sources. DuckDB has them in the file it works in; Spark is shown where they lie in the
   lake. #}
{% macro mount_landing() -%}{{ adapter.dispatch('mount_landing')() }}{%- endmacro %}
{% macro default__mount_landing() -%}{%- endmacro %}
{% macro spark__mount_landing() -%}
    {%- if execute -%}
        {%- do run_query('create schema if not exists landing') -%}
        {%- for source in graph.sources.values() -%}
            {%- set table = source.schema ~ '.' ~ source.identifier -%}
            {%- do run_query('drop table if exists ' ~ table) -%}
            {%- do run_query(
                "create table " ~ table ~ " using parquet location '"
                ~ env_var('THUOCDO_LAKE') ~ "/landing/" ~ source.identifier ~ "'"
            ) -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}

{# Types of the contracts as Spark calls them. #}
{% macro spark_type(type) -%}
    {%- if type.endswith('[]') -%}array<{{ spark_type(type[:-2]) }}>
    {%- else -%}{{ {'varchar': 'string'}.get(type, type) }}
    {%- endif -%}
{%- endmacro %}

{% macro spark__cast(field, type) -%}cast({{ field }} as {{ spark_type(type) }}){%- endmacro %}

{# A contract is enforced where a column is made: Spark counts rows in int where DuckDB does in bigint, and both tables
   have the type that is promised. #}
{% macro spark__get_assert_columns_equivalent(sql) -%}{%- endmacro %}
{% macro spark__get_select_subquery(sql) -%}
    select
        {%- for column in model['columns'].values() %}
        {{ spark__cast(column['name'], column['data_type']) }} as {{ column['name'] }}{{ "," if not loop.last }}
        {%- endfor %}
    from (
        {{ sql }}
    ) as model_subq
{%- endmacro %}

{# dbt-spark writes every cell of a seed as quoted text, an empty one as 'None'. #}
{% macro spark__load_csv_rows(model, agate_table) -%}
    {%- set types = model['config']['column_types'] -%}
    {%- set statement -%}
        insert into {{ this }}
        select
            {%- for name in agate_table.column_names %}
            cast({{ name }} as {{ types[name] }}){{ "," if not loop.last }}
            {%- endfor %}
        from values
            {%- for row in agate_table.rows %}
            ({%- for cell in row -%}
                {%- if cell is none -%}null{%- else -%}'{{ cell | string | replace('\\', '\\\\') | replace("'", "\\'") }}'{%- endif -%}
                {{- ", " if not loop.last -}}
            {%- endfor -%}){{ "," if not loop.last }}
            {%- endfor %}
        as seed ({{ agate_table.column_names | join(', ') }})
    {%- endset -%}
    {%- do run_query(statement) -%}
    {{ return(statement) }}
{%- endmacro %}
