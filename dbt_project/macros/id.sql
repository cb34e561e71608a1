{# 16 hex characters over the parts: the same parts give the same id in every build. #}
{% macro short_id(parts) -%}
    left(md5(concat_ws('|', {% for part in parts %}coalesce(cast({{ part }} as string), '~'){{ ", " if not loop.last }}{% endfor %})), 16)
{%- endmacro %}
