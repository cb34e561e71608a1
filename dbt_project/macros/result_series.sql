{# Where a captured result stands among its kin; core/fct_tthc_result.sql and core/int_touched_capture.sql must agree. #}

{# Captures of one place, body, field, year and sort of period, the newest first. #}
{% macro newest_first() -%}
    partition by coalesce(place_key, organisation), organisation, field, year(period_start), period_type
    order by as_of desc nulls last, period_end desc nulls last, capture_path desc, measure_id
{%- endmacro %}

{# What one source told of a unit in one month, its last word first. #}
{% macro last_told_first() -%}
    partition by
        source_id, coalesce(place_key, organisation), organisation, unit_group, field, line_kind, period_type,
        period_start, date_trunc('month', period_end)
    order by period_end desc, as_of desc nulls last, capture_path desc, measure_id
{%- endmacro %}

{# A series to date within its year, capture after capture. #}
{% macro year_in_order() -%}
    partition by coalesce(place_key, organisation), organisation, field, year(period_end), period_type
    order by period_end nulls last, as_of nulls last, capture_path, measure_id
{%- endmacro %}
