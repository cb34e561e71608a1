{# The first question of the order of trust (docs/reconciliation.md): what was captured from the system itself, then what
   was published as a table, then what was told in an article. #}
{% macro trust_of_kind(source_kind) -%}
    case {{ source_kind }} when 'capture' then 1 when 'figures' then 2 else 3 end
{%- endmacro %}
