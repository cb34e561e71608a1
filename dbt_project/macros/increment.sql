{# A build after new files touches few documents: only their rows are made, and tested, again. A complete one
   (`--full-refresh`, whenever code changed or a document went) makes all. #}

{# In an incremental model: the rows of touched documents. #}
{% macro only_touched(relation, column='document_id', key='document_id') -%}
    {%- if is_incremental() %}
        where {{ column }} in (select touched.{{ key }} from {{ relation }} as touched)
    {%- endif %}
{%- endmacro %}

{% macro forget_touched(relation) -%}
    {% if is_incremental() -%}
        delete from {{ this }} where document_id in (select touched.document_id from {{ relation }} as touched)
    {%- endif %}
{%- endmacro %}

{# Generic tests look at the rows this build has made; those before it were tested when they were made. #}
{% macro get_where_subquery(relation) -%}
    {%- set touched = {
        'fct_tthc_result': 'document_id in (select document_id from staging.int_touched_document)',
        'evidence': 'document_id in (select document_id from staging.int_touched_document)',
        'int_capture_measure': 'measure_id in (select measure_id from staging.int_touched_capture where is_changed)',
    }.get(relation.identifier) -%}
    {%- if touched and not flags.FULL_REFRESH -%}
        (select * from {{ relation }} where {{ touched }}) as touched_rows
    {%- else -%}
        {{ relation }}
    {%- endif -%}
{%- endmacro %}
