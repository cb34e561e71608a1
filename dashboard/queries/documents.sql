-- grain: one document that holds every word searched for, accents and case aside
with asked as (
    select
        trim(
            regexp_replace(
                replace(strip_accents(lower(nfc_normalize(cast($search as varchar)))), 'đ', 'd'), '\s+', ' ', 'g'
            )
        ) as words
),

folded as (
    select
        document.*,
        replace(strip_accents(lower(nfc_normalize(document.text))), 'đ', 'd') as body,
        replace(
            strip_accents(lower(nfc_normalize(concat_ws(' ', document.title, document.publisher, document.place_name)))),
            'đ',
            'd'
        ) as head
    from dim_document as document
    where document.duplicate_of is null and ($source = '' or document.source_id = $source)
),

found as (
    select
        folded.*,
        asked.words,
        -- folding keeps the number of letters, so a place in the folded text is a place in the text
        coalesce(
            nullif(position(asked.words in folded.body), 0),
            nullif(position(string_split(asked.words, ' ')[1] in folded.body), 0)
        ) as hit_at,
        case
            when contains(folded.body, asked.words) then length(asked.words)
            else length(string_split(asked.words, ' ')[1])
        end as hit_length
    from folded
    cross join asked
    where list_bool_and(
        list_transform(string_split(asked.words, ' '), lambda word: contains(folded.head || ' ' || folded.body, word))
    )
)

select
    document_id,
    path,
    kind,
    title,
    publisher,
    place_name,
    published_on,
    cast(n_statements as integer) as n_statements,
    case when words <> '' then substring(text, greatest(hit_at - 70, 1), least(70, hit_at - 1)) end as before,
    case when words <> '' then substring(text, hit_at, hit_length) end as hit,
    case when words <> '' then substring(text, hit_at + hit_length, 90) end as after
from found
order by
    words <> '' and contains(lower(text), lower(trim(cast($search as varchar)))) desc,
    words <> '' and contains(body, words) desc,
    published_on desc nulls last,
    path
