{# Points of one criterion by the shape of its rule. rate is in percent, and null where the denominator is 0 or nothing
   was told: then when_empty says what is given for nothing to count. Null points are not 0 points. #}
{% macro scorecard_points(shape, when_empty, max_points, threshold, rate, denominator) -%}
    case
        when {{ shape }} = 'none' or {{ max_points }} = 0 then null
        when {{ denominator }} = 0
            then case {{ when_empty }} when 'zero' then 0 when 'full' then {{ max_points }} end
        -- least() and greatest() pass nulls over: without this line, what was never told would get all points
        when {{ rate }} is null then null
        when {{ shape }} = 'share'
            then least({{ max_points }}, {{ max_points }} * {{ rate }} / coalesce({{ threshold }}, 100))
        when {{ shape }} = 'shortfall'
            then greatest(0, {{ max_points }} * (1 - {{ rate }} / {{ threshold }}))
    end
{%- endmacro %}
