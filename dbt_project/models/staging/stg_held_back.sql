-- grain: one row while builds before this one were held back, none otherwise

select
    since_at,
    why
from {{ source('landing', 'held_back') }}
