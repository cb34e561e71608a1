{# Whatever stands in the model is a thing to put right. #}
{% test no_rows(model) %}
select *
from {{ model }}
{% endtest %}
