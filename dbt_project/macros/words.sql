{# a number as a Vietnamese sentence writes it: 98,23 and 90 #}
{% macro vi_number(number) -%}
    replace(regexp_replace({{ number_text(rounded(number, 2)) }}, '[.]0$', ''), '.', ',')
{%- endmacro %}

{# whether a lower-case name says that its data is made up #}
{% macro says_sample(said) -%}
    (contains({{ said }}, 'dữ liệu mẫu') or contains({{ said }}, 'sinh ra'))
{%- endmacro %}
