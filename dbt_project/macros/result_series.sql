{# Where a captured result stands among its kin: core/fct_tthc_result.sql asks it of all, core/int_touched_capture.sql of
   those that something new has moved. Both sort by short keys and by the place of a document among all: the names and paths that these stand for take half
   as long again. #}

{# Whose result it is: a place or body and a field of it. #}
{% macro body_of(result) -%}
    {{ short_id([
        'coalesce(' ~ result ~ '.place_key, ' ~ result ~ '.organisation)', result ~ '.organisation', result ~ '.field'
    ]) }}
{%- endmacro %}

{# The line of one source's report that it is. #}
{% macro line_of(result, document) -%}
    {{ short_id([
        document ~ '.source_id', 'coalesce(' ~ result ~ '.place_key, ' ~ result ~ '.organisation)',
        result ~ '.organisation', result ~ '.unit_group', result ~ '.field', result ~ '.line_kind'
    ]) }}
{%- endmacro %}

{# The documents with their place in the order of paths. #}
{% macro documents_in_order(documents) -%}
    select
        document_id,
        source_id,
        row_number() over (order by path) as path_order
    from {{ documents }}
{%- endmacro %}

{# What is said of a capture for its kin. A source that counts to date says every day what it said the day before: its
   last word of a month stands. #}
{% macro standing() -%}
    row_number() over newest = 1 as is_latest,
    row_number() over last_told > 1 as is_told_later,
    lag(on_time) over year_in_order as on_time_before,
    lag(resolved_late) over year_in_order as late_before
{%- endmacro %}

{# Captures of one body, year and sort of period, the newest first; what one source told of a unit in one month, its last
   word first; a series to date within its year, capture after capture. #}
{% macro among_kin() -%}
    window
        newest as (
            partition by body, year(period_start), period_type
            order by as_of desc nulls last, period_end desc nulls last, path_order desc, measure_id
            rows unbounded preceding
        ),
        last_told as (
            partition by line, period_type, period_start, date_trunc('month', period_end)
            order by period_end desc, as_of desc nulls last, path_order desc, measure_id
            rows unbounded preceding
        ),
        year_in_order as (
            partition by body, year(period_end), period_type
            order by period_end nulls last, as_of nulls last, path_order, measure_id
        )
{%- endmacro %}
