{# What a table promises of its columns, asked in one question: a test by itself costs dbt and Dagster more time than the
   database needs to answer it. A row for each value that breaks a promise, with how many rows hold it.

   one_row_per: lists of columns that together name a row; nulls count as one value.
   never_null: columns that always hold something (where a contract says so too, the database itself refuses).
   one_of: column → the values it may hold, beside null.
   found_in: column → where its values stand, beside null: {to: ref('…'), field: …}, and of which rows alone (where). #}
{% test well_formed(model, one_row_per=[], never_null=[], one_of={}, found_in={}) %}
{{ config(fail_calc='coalesce(sum(n_rows), 0)') }}
{%- set broken = [] %}
{%- for columns in one_row_per %}
    {%- do broken.append(doubled_keys(model, columns)) %}
{%- endfor %}
{%- for column in never_null %}
    {%- do broken.append(nulls(model, column)) %}
{%- endfor %}
{%- for column, values in one_of.items() %}
    {%- do broken.append(strange_values(model, column, values)) %}
{%- endfor %}
{%- for column, known in found_in.items() %}
    {%- do broken.append(unknown_values(model, column, known)) %}
{%- endfor %}
{{ broken | join('\nunion all\n') }}
{% endtest %}

{% macro doubled_keys(model, columns) -%}
select
    '{{ columns | join(' × ') }}' as column_name, 'names more than one row' as broken,
    concat_ws(' × '{% for column in columns %}, cast({{ column }} as string){% endfor %}) as value, count(*) as n_rows
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1
{%- endmacro %}

{% macro nulls(model, column) -%}
select '{{ column }}' as column_name, 'is null' as broken, cast(null as string) as value, count(*) as n_rows
from {{ model }}
where {{ column }} is null
having count(*) > 0
{%- endmacro %}

{% macro strange_values(model, column, values) -%}
select
    '{{ column }}' as column_name, 'is none of {{ values | join(', ') }}' as broken,
    cast({{ column }} as string) as value, count(*) as n_rows
from {{ model }}
where cast({{ column }} as string) not in ('{{ values | join("', '") }}')
group by {{ column }}
{%- endmacro %}

{% macro unknown_values(model, column, known) -%}
select
    '{{ column }}' as column_name, 'is no {{ known.field }} of {{ known.to.identifier }}' as broken,
    cast(held.held_value as string) as value, count(*) as n_rows
from (select {{ column }} as held_value from {{ model }}{{ ' where ' ~ known.where if known.where }}) as held
where
    held.held_value is not null
    and not exists (select 1 from {{ known.to }} as known where known.{{ known.field }} = held.held_value)
group by held.held_value
{%- endmacro %}
