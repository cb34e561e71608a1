-- grain: what figures of no indicator are about, in the words of the texts × unit

with uncatalogued as (
    select
        *,
        lower(trim(subject)) as about
    from {{ ref('fct_statement') }}
    where indicator_code is null and subject is not null and not is_repeat
),

counted as (
    select
        about,
        unit,
        count(*) as n_statements,
        count(distinct document_id) as n_documents,
        count(distinct place_key) as n_places,
        min(period_end) as first_period_end,
        max(period_end) as last_period_end
    from uncatalogued
    group by about, unit
),

-- the words of the latest, to look at before a row is added to the catalogue
latest as (
    select
        about,
        unit,
        subject,
        value,
        sentence,
        statement_id as evidence,
        document_id
    from uncatalogued
    qualify row_number() over (
        partition by about, unit
        order by period_end desc nulls last, document_id, char_start
    ) = 1
)

select
    latest.subject,
    counted.unit,
    counted.n_statements,
    counted.n_documents,
    counted.n_places,
    counted.first_period_end,
    counted.last_period_end,
    latest.value as latest_value,
    latest.sentence as latest_sentence,
    latest.evidence,
    latest.document_id
from counted
inner join latest on counted.about = latest.about and counted.unit = latest.unit
order by counted.n_documents desc, counted.n_statements desc, latest.subject, counted.unit
