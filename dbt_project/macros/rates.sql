{# A part of a whole, in percent; null of nothing. Not rounded: a rate rounded twice is judged wrongly. #}
{% macro percent_of(part, whole) -%}
    1e2 * ({{ part }}) / nullif({{ whole }}, 0)
{%- endmacro %}

{# How a stated rate agrees with the one its parts give. A tenth of a point is what sources show most often: within
   half of it the two are the same figure; beyond, they may still be equal to the digits that the source chose. #}
{% macro rate_check(stated, computed, decimals) -%}
    case
        when {{ stated }} is null or {{ computed }} is null then 'not_checkable'
        when abs({{ stated }} - {{ computed }}) <= 0.05 + 1e-9 then 'match'
        when abs({{ stated }} - {{ rounded(computed, decimals) }}) < 1e-9 then 'rounded'
        else 'mismatch'
    end
{%- endmacro %}

{# Decimals a number was given with, as far as its value still tells. #}
{% macro decimals_shown(value) -%}
    case
        when abs({{ value }} - {{ rounded(value, 0) }}) < 1e-9 then 0
        when abs({{ value }} - {{ rounded(value, 1) }}) < 1e-9 then 1
        else 2
    end
{%- endmacro %}

{# Decimals as above; below zero for a round number of thousands or more ("1,4 triệu" shows its hundred thousands). #}
{% macro digits_shown(value) -%}
    case
        when {{ value }} >= 1000 and {{ value }} % 1000 = 0
            then cast(-length(regexp_extract(cast(cast({{ value }} as bigint) as string), '0*$', 0)) as integer)
        else {{ decimals_shown(value) }}
    end
{%- endmacro %}
