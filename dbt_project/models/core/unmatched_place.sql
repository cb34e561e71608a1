-- grain: one name that is no place we know × where it was met

-- a body that a source declares for what it is, such as a made-up unit of sample data, is no failed place name
with declared_bodies as (
    select distinct organisation
    from {{ ref('stg_source') }}
    where organisation is not null
),

met as (
    select
        place_stated as name,
        'sources.yml' as met_in,
        'sources.yml' as path
    from {{ ref('stg_source') }}
    where place_key is null
    union all
    select
        document.place_stated,
        'sidecar',
        document.path
    from {{ ref('stg_document') }} as document
    where document.place_basis not in ('sidecar', 'source')
    union all
    select
        line.place_name,
        'index_ranks',
        document.path
    from {{ ref('stg_index_rank') }} as line
    inner join {{ ref('stg_document') }} as document on line.document_id = document.document_id
    where line.place_key is null
    union all
    select
        line.place_label,
        'published_values',
        document.path
    from {{ ref('stg_published_value') }} as line
    inner join {{ ref('stg_document') }} as document on line.document_id = document.document_id
    where line.place_key is null
    union all
    select
        line.place_name,
        'tthc_results',
        document.path
    from {{ ref('stg_tthc_capture') }} as line
    inner join {{ ref('stg_document') }} as document on line.document_id = document.document_id
    inner join {{ ref('stg_source') }} as source on document.source_id = source.source_id
    -- a unit under a declared body has that body's place, which may be none
    where line.place_key is null and source.organisation is null
    union all
    select
        statement.place_name,
        'statements',
        document.path
    from {{ ref('stg_statement') }} as statement
    inner join {{ ref('stg_document') }} as document on statement.document_id = document.document_id
    where statement.place_key is null
)

select
    met.name,
    met.met_in,
    count(*) as n_times,
    count(distinct met.path) as n_documents,
    min(met.path) as example_path
from met
left join declared_bodies on met.name = declared_bodies.organisation
where met.name is not null and declared_bodies.organisation is null
group by met.name, met.met_in
order by n_times desc, met.name, met.met_in
