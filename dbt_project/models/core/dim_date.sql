{% set first_day = "date '2004-01-01'" %}
{% set last_day = "date '2035-12-31'" %}
-- grain: one day, from the first day of the first era of places to the farthest due date worth a calendar

with days as (
    select
        date_on,
        -- Monday is 1: the first of January 2001 was one
        1 + {{ days_between("date '2001-01-01'", 'date_on') }} % 7 as weekday
    from (
        select {{ each_of(days_from(first_day, last_day, 1)) }} as date_on
    ) as series
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
    lpad(cast(day(days.date_on) as string), 2, '0') || '/' || lpad(cast(month(days.date_on) as string), 2, '0')
    || '/' || year(days.date_on) as day_label_vi,
    'Tháng ' || month(days.date_on) || '/' || year(days.date_on) as month_label_vi,
    'Quý ' || case quarter(days.date_on) when 1 then 'I' when 2 then 'II' when 3 then 'III' else 'IV' end || '/'
    || year(days.date_on) as quarter_label_vi,
    'Năm ' || year(days.date_on) as year_label_vi,
    case days.weekday
        when 1 then 'Thứ Hai'
        when 2 then 'Thứ Ba'
        when 3 then 'Thứ Tư'
        when 4 then 'Thứ Năm'
        when 5 then 'Thứ Sáu'
        when 6 then 'Thứ Bảy'
        else 'Chủ Nhật'
    end as weekday_vi,
    days.weekday >= 6 as is_weekend,
    holidays.name_vi as holiday_vi,
    holidays.name_en as holiday_en,
    -- outside the years whose days off are on record nobody can say
    case
        when year(days.date_on) between known.first_year and known.last_year then holidays.holiday_on is not null
    end as is_holiday,
    case
        when year(days.date_on) between known.first_year and known.last_year
            then days.weekday < 6 and holidays.holiday_on is null
    end as is_working_day,
    days.date_on >= date '2025-07-01' as is_after_merger
from days
cross join known
left join holidays on days.date_on = holidays.holiday_on
order by days.date_on
