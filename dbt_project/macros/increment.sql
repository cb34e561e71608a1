{# A build after new files touches few documents: only their rows are made, and tested, again. A complete one
   (`--full-refresh`, whenever code changed or a document went) makes all. #}

{# Whether this build only adds to the tables that stand in the build file: empty, which is false, when it does not. #}
{% macro adds_only() -%}
    {{ '' if flags.FULL_REFRESH else 'yes' }}
{%- endmacro %}

{# In an incremental model: the rows of touched documents. #}
{% macro only_touched(relation, column='document_id', key='document_id') -%}
    {%- if is_incremental() %}
        where {{ column }} in (select touched.{{ key }} from {{ relation }} as touched)
    {%- endif %}
{%- endmacro %}

{# The same after other conditions, in a view that incremental models read or in a test; and the rows of touched years. #}
{% macro and_touched(relation) -%}
    {%- if adds_only() %}
        and document_id in (select touched.document_id from {{ relation }} as touched)
    {%- endif %}
{%- endmacro %}

{% macro of_touched_years(relation, day) -%}
    {%- if adds_only() %}
        where coalesce(year({{ day }}), 0) in (select touched.year_touched from {{ relation }} as touched)
    {%- endif %}
{%- endmacro %}

{% macro forget_touched(relation, key='document_id', column=none) -%}
    {% if is_incremental() -%}
        delete from {{ this }} where {{ column or key }} in (select touched.{{ key }} from {{ relation }} as touched)
    {%- endif %}
{%- endmacro %}

{# How many months a period is long, by which its values are compared; -1 where it is not known. #}
{% macro months_of(first, last) -%}
    coalesce(cast({{ rounded(days_between(first, last) ~ ' / 30.4', 0) }} as integer), -1)
{%- endmacro %}

{# Generic tests look at the rows this build has made; those before it were tested when they were made. A test may narrow
   that further (`where`). #}
{% macro get_where_subquery(relation) -%}
    {%- set of_document = 'document_id in (select document_id from staging.int_touched_document)' -%}
    {%- set of_year = 'in (select year_touched from staging.int_touched_year)' -%}
    {%- set touched = {
        'fct_tthc_result': of_document,
        'fct_observation': of_document,
        'evidence': of_document,
        'int_dq_item': '(document_id is null or ' ~ of_document ~ ')',
        'reconciliation': 'cluster_id in (select cluster_id from staging.int_touched_cluster)',
        'int_body_year': 'year_told ' ~ of_year,
        'kpi_scorecard': 'coalesce(year(period_end), 0) ' ~ of_year,
        'kpi_tthc_month': 'year(month) ' ~ of_year,
    }.get(relation.identifier) -%}
    {%- set narrowed = [touched if adds_only(), config.get('where')] | select | join(' and ') -%}
    {%- if narrowed -%}
        (select * from {{ relation }} where {{ narrowed }}) as looked_at
    {%- else -%}
        {{ relation }}
    {%- endif -%}
{%- endmacro %}
