{# What DuckDB and Spark say in different words. Models are written in the SQL that both understand, and in these for
   the rest; nothing else names an engine. tests/spark holds each to the same answer on both. #}

{# After a star: all columns but these. #}
{% macro without() -%}{{ adapter.dispatch('without')(varargs) }}{%- endmacro %}
{% macro default__without(columns) -%}exclude ({{ columns | join(', ') }}){%- endmacro %}
{% macro spark__without(columns) -%}except ({{ columns | join(', ') }}){%- endmacro %}

{# Whole days from one date to another. #}
{% macro days_between(earlier, later) -%}{{ adapter.dispatch('days_between')(earlier, later) }}{%- endmacro %}
{% macro default__days_between(earlier, later) -%}date_diff('day', {{ earlier }}, {{ later }}){%- endmacro %}
{% macro spark__days_between(earlier, later) -%}datediff({{ later }}, {{ earlier }}){%- endmacro %}

{# How many times the month turns from one date to another. #}
{% macro months_between(earlier, later) -%}
    12 * (year({{ later }}) - year({{ earlier }})) + month({{ later }}) - month({{ earlier }})
{%- endmacro %}

{% macro months_later(day, months) -%}{{ adapter.dispatch('months_later')(day, months) }}{%- endmacro %}
{% macro default__months_later(day, months) -%}cast({{ day }} + to_months({{ months }}) as date){%- endmacro %}
{% macro spark__months_later(day, months) -%}add_months({{ day }}, {{ months }}){%- endmacro %}

{# Every so many days from the first to the last, as a list of dates. #}
{% macro days_from(first, last, step) -%}{{ adapter.dispatch('days_from')(first, last, step) }}{%- endmacro %}
{% macro default__days_from(first, last, step) -%}
    cast(generate_series(cast({{ first }} as timestamp), cast({{ last }} as timestamp), to_days({{ step }})) as date[])
{%- endmacro %}
{% macro spark__days_from(first, last, step) -%}
    sequence({{ first }}, {{ last }}, make_dt_interval({{ step }}))
{%- endmacro %}

{% macro years_from(first, last) -%}{{ adapter.dispatch('years_from')(first, last) }}{%- endmacro %}
{% macro default__years_from(first, last) -%}cast(generate_series({{ first }}, {{ last }}) as integer[]){%- endmacro %}
{% macro spark__years_from(first, last) -%}sequence({{ first }}, {{ last }}){%- endmacro %}

{# Halves away from zero, of the number as it is stored: 1.005 is a little less, and gives 1.0. Spark rounds what it
   would print. #}
{% macro rounded(number, digits) -%}{{ adapter.dispatch('rounded')(number, digits) }}{%- endmacro %}
{% macro default__rounded(number, digits) -%}round({{ number }}, {{ digits }}){%- endmacro %}
{% macro spark__rounded(number, digits) -%}
    (round(cast({{ number }} as double) * power(10, {{ digits }}), 0) / power(10, {{ digits }}))
{%- endmacro %}

{# A number as text, never as 1.2E7. #}
{% macro number_text(number) -%}{{ adapter.dispatch('number_text')(number) }}{%- endmacro %}
{% macro default__number_text(number) -%}cast({{ number }} as string){%- endmacro %}
{% macro spark__number_text(number) -%}
    case
        when {{ number }} = floor({{ number }}) and abs({{ number }}) < 1e15
            then cast(cast({{ number }} as bigint) as string) || '.0'
        when abs({{ number }}) >= 1e7 or abs({{ number }}) < 1e-3
            then regexp_replace(cast(cast(cast({{ number }} as string) as decimal(38, 18)) as string), '0+$', '')
        else cast({{ number }} as string)
    end
{%- endmacro %}

{# A count with its thousands parted as Vietnamese does: 1.234.567 #}
{% macro thousands(count) -%}{{ adapter.dispatch('thousands')(count) }}{%- endmacro %}
{% macro default__thousands(count) -%}replace(format('{:,}', {{ count }}), ',', '.'){%- endmacro %}
{% macro spark__thousands(count) -%}replace(format_number({{ count }}, 0), ',', '.'){%- endmacro %}

{# Whether a regular expression is found in the text. #}
{% macro is_found(pattern, text) -%}{{ adapter.dispatch('is_found')(pattern, text) }}{%- endmacro %}
{% macro default__is_found(pattern, text) -%}regexp_matches({{ text }}, '{{ pattern }}'){%- endmacro %}
{% macro spark__is_found(pattern, text) -%}regexp_like({{ text }}, '{{ pattern }}'){%- endmacro %}

{% macro list_of(items) -%}{{ adapter.dispatch('list_of')(items) }}{%- endmacro %}
{% macro default__list_of(items) -%}[{{ items | join(', ') }}]{%- endmacro %}
{% macro spark__list_of(items) -%}array({{ items | join(', ') }}){%- endmacro %}

{% macro first_of(list) -%}{{ adapter.dispatch('first_of')(list) }}{%- endmacro %}
{% macro default__first_of(list) -%}({{ list }})[1]{%- endmacro %}
{% macro spark__first_of(list) -%}get({{ list }}, 0){%- endmacro %}

{# One row an element of the list. #}
{% macro each_of(list) -%}{{ adapter.dispatch('each_of')(list) }}{%- endmacro %}
{% macro default__each_of(list) -%}unnest({{ list }}){%- endmacro %}
{% macro spark__each_of(list) -%}explode({{ list }}){%- endmacro %}

{# The values of a group as a list in the order of another column. #}
{% macro listed(value, by) -%}{{ adapter.dispatch('listed')(value, by) }}{%- endmacro %}
{% macro default__listed(value, by) -%}list({{ value }} order by {{ by }}){%- endmacro %}
{% macro spark__listed(value, by) -%}
    transform(array_sort(collect_list(struct({{ by }} as place, {{ value }} as value))), one -> one.value)
{%- endmacro %}

{# The different values of a group, in their own order; nulls are passed over. #}
{% macro listed_once(value) -%}{{ adapter.dispatch('listed_once')(value) }}{%- endmacro %}
{% macro default__listed_once(value) -%}
    list(distinct {{ value }} order by {{ value }}) filter (where {{ value }} is not null)
{%- endmacro %}
{% macro spark__listed_once(value) -%}array_sort(collect_set({{ value }})){%- endmacro %}

{# The texts of a group as one, in the order of another column; nulls are passed over. #}
{% macro joined(text, separator, by) -%}{{ adapter.dispatch('joined')(text, separator, by) }}{%- endmacro %}
{% macro default__joined(text, separator, by) -%}
    string_agg({{ text }}, '{{ separator }}' order by {{ by }})
{%- endmacro %}
{% macro spark__joined(text, separator, by) -%}
    nullif(array_join({{ spark__listed(text, by) }}, '{{ separator }}'), '')
{%- endmacro %}

{# The names of a JSON object. #}
{% macro json_names(json) -%}{{ adapter.dispatch('json_names')(json) }}{%- endmacro %}
{% macro default__json_names(json) -%}json_keys({{ json }}){%- endmacro %}
{% macro spark__json_names(json) -%}json_object_keys({{ json }}){%- endmacro %}

{# What stands under a path of a JSON text, as text; null where nothing does. path is an expression. #}
{% macro json_at(json, path) -%}{{ adapter.dispatch('json_at')(json, path) }}{%- endmacro %}
{% macro default__json_at(json, path) -%}({{ json }} ->> ({{ path }})){%- endmacro %}
{% macro spark__json_at(json, path) -%}get_json_object({{ json }}, {{ path }}){%- endmacro %}

{# A JSON object as text, of the columns of one relation: those in `numbers` are numbers, the others texts. #}
{% macro json_object(columns, numbers=[], of='') -%}
    {{ adapter.dispatch('json_object')(columns, numbers, of ~ '.' if of else '') }}
{%- endmacro %}
{% macro default__json_object(columns, numbers, of) -%}
    cast(to_json({
        {%- for column in columns %}'{{ column }}': {{ of }}{{ column }}{{ ", " if not loop.last }}{% endfor -%}
    }) as string)
{%- endmacro %}
{% macro spark__json_object(columns, numbers, of) -%}
    concat('{', {% for column in columns -%}
        '"{{ column }}":', coalesce({{ number_text(of ~ column) if column in numbers else json_string(of ~ column) }}, 'null')
        {{- ", ',', " if not loop.last }}
    {%- endfor %}, '}')
{%- endmacro %}

{# Spark writes only lists and structs as JSON: what stands between the brackets. #}
{% macro json_string(text) -%}
    substring(to_json(array({{ text }})), 2, length(to_json(array({{ text }}))) - 2)
{%- endmacro %}
