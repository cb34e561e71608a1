{# A model stands in the schema it names, not in <target>_<name>: the build file has one owner. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name or target.schema }}
{%- endmacro %}
