{% set first_day = '2004-01-01' %}
{% set last_day = '2035-12-31' %}
-- grain: one day, from the first day of the first era of places to the farthest due date worth a calendar

with days as (
    select cast(day as date) as date_on
    from generate_series(date '{{ first_day }}', date '{{ last_day }}', interval 1 day) as series (day)
),

holidays as (
    select
        holiday_on,
        name_vi,
        name_en
    from {{ ref('vietnam_holidays') }}
),

known as (
    select
        min(year(holiday_on)) as first_year,
        max(year(holiday_on)) as last_year
    from holidays
)

select
    days.date_on,
    cast(year(days.date_on) as integer) as year,
    cast(quarter(days.date_on) as integer) as quarter,
    cast(month(days.date_on) as integer) as month_of_year,
    cast(date_trunc('month', days.date_on) as date) as month_start_on,
    last_day(days.date_on) as month_end_on,
    strftime(days.date_on, '%d/%m/%Y') as day_label_vi,
    'Tháng ' || month(days.date_on) || '/' || year(days.date_on) as month_label_vi,
    'Quý ' || ['I', 'II', 'III', 'IV'][quarter(days.date_on)] || '/' || year(days.date_on) as quarter_label_vi,
    'Năm ' || year(days.date_on) as year_label_vi,
    [
        'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật'
    ][isodow(days.date_on)] as weekday_vi,
    isodow(days.date_on) >= 6 as is_weekend,
    holidays.name_vi as holiday_vi,
    holidays.name_en as holiday_en,
    -- outside the years whose days off are on record nobody can say
    case
        when year(days.date_on) between known.first_year and known.last_year then holidays.holiday_on is not null
    end as is_holiday,
    case
        when year(days.date_on) between known.first_year and known.last_year
            then isodow(days.date_on) < 6 and holidays.holiday_on is null
    end as is_working_day,
    days.date_on >= date '2025-07-01' as is_after_merger
from days
cross join known
left join holidays on days.date_on = holidays.holiday_on
order by days.date_on
