{# The decision that defines the DTI of a year; scores and ranks under two decisions are not one series. #}
{% macro dti_framework(year) -%}
    case
        when {{ year }} <= 2021 then 'QĐ 1726/QĐ-BTTTT'
        when {{ year }} <= 2023 then 'QĐ 922/QĐ-BTTTT'
        when {{ year }} is not null then 'QĐ 405/QĐ-BKHCN'
    end
{%- endmacro %}
