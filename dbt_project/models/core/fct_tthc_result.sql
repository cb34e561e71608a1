{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
    pre_hook="{{ forget_touched(ref('int_touched_capture'), 'measure_id') }}"
) }}

-- grain: one portal capture (or line of a published table) × unit × field × period

-- depends_on: {{ ref('int_touched_capture') }} {{ ref('int_touched_document') }}

-- where each capture stands among its kin, told by the few columns that decide it: sorting whole rows costs twice
with documents as (
    {{ documents_in_order(ref('stg_document')) }}
),

kin as (
    select
        capture.measure_id,
        {{ body_of('capture') }} as body,
        {{ line_of('capture', 'document') }} as line,
        capture.period_type,
        capture.period_start,
        capture.period_end,
        capture.as_of,
        document.path_order,
        capture.resolved_late,
        coalesce(capture.resolved_on_time, capture.resolved_early + capture.resolved_on_day) as on_time
    from {{ ref('stg_tthc_capture') }} as capture
    inner join documents as document on capture.document_id = document.document_id
),

placed as (
    {% if is_incremental() -%}
        select * from {{ ref('int_touched_capture') }}
    {%- else -%}
        select
            measure_id,
            {{ standing() }}
        from kin
        {{ among_kin() }}
    {%- endif %}
),

captures as (
    select
        capture.*,
        document.path as capture_path,
        document.kind = 'capture' as is_capture,
        coalesce(capture.resolved_on_time, capture.resolved_early + capture.resolved_on_day) as on_time
    from {{ ref('stg_tthc_capture') }} as capture
    inner join {{ ref('stg_document') }} as document on capture.document_id = document.document_id
    {{ only_touched(ref('int_touched_document'), 'capture.document_id') }}
),

-- the widget prints no total of what is resolved: it is what was in time and what was late
totalled as (
    select
        *,
        coalesce(resolved, on_time + resolved_late) as resolved_in_all,
        -- with no rate printed there is no other basis to respect
        case when stated_on_time_rate is null and on_time is not null then 'resolved' else rate_basis end as basis
    from captures
),

rated as (
    select
        *,
        -- rounded only where it is shown: a rate rounded twice is judged wrongly
        1e2 * on_time / case basis
            -- without an appointed day a dossier is neither in time nor late
            when 'resolved' then nullif(resolved_in_all - coalesce(resolved_without_due, 0), 0)
            when 'received' then nullif(received, 0)
        end as computed_rate
    from totalled
),

followed as (
    select
        rated.*,
        placed.is_latest,
        placed.is_told_later,
        placed.on_time_before,
        placed.late_before
    from rated
    inner join placed on rated.measure_id = placed.measure_id
),

-- the identities a line should hold; null where a line does not tell enough
checked as (
    select
        *,
        carried_over + received <> to_process as received_astray,
        resolved <> resolved_early + resolved_on_day + resolved_late + coalesce(resolved_without_due, 0)
            as resolved_astray,
        not approx and abs(stated_on_time_rate - computed_rate)
        > 5e-1 * power(10, -coalesce(stated_decimals, 2)) + 1e-9 as rate_astray,
        children_gap <> 0 as total_astray,
        period_type = 'ytd' and (on_time < on_time_before or resolved_late < late_before) as year_falls,
        as_of < period_start as stamped_early,
        period_end > cast(as_of as date) + interval 31 days as stamped_late
    from followed
),

judged as (
    select
        *,
        concat_ws(
            '; ',
            case when received_astray then 'tiếp nhận + kỳ trước ≠ phải giải quyết' end,
            case when resolved_astray then 'trước hạn + đúng hạn + quá hạn ≠ đã giải quyết' end,
            case when rate_astray then 'tỷ lệ in ra ≠ tỷ lệ tính lại' end,
            case when total_astray then 'tổng in ra ≠ tổng các dòng' end,
            case when year_falls then 'lũy kế giảm trong năm' end,
            case when stamped_early then 'thời điểm cập nhật trước kỳ báo cáo' end,
            case when stamped_late then 'kỳ báo cáo kết thúc sau khi cập nhật' end
        ) as failed_checks
    from checked
)

select
    measure_id,
    document_id,
    capture_path,
    locator,
    place_key,
    place_code,
    place_name,
    place_level,
    organisation,
    field,
    period_label,
    period_start,
    period_end,
    period_type,
    period_basis,
    as_of,
    received,
    carried_over,
    to_process,
    resolved_in_all as resolved,
    resolved_early,
    resolved_on_day,
    on_time as resolved_on_time,
    resolved_late,
    pending_in_time,
    pending_overdue,
    paused,
    returned,
    resolved_without_due,
    pending_without_due,
    stated_on_time_rate,
    stated_late_rate,
    {{ rounded('computed_rate', 2) }} as on_time_rate,
    basis as rate_basis,
    {{ rate_check(
        'stated_on_time_rate', 'case when not approx then computed_rate end', 'coalesce(stated_decimals, 2)'
    ) }} as rate_check,
    to_process - resolved_in_all - coalesce(pending_in_time, 0) - coalesce(pending_overdue, 0)
    - coalesce(paused, 0) - coalesce(returned, 0) - coalesce(pending_without_due, 0) as balance_gap,
    is_latest,
    approx as is_approximate,
    line_kind,
    unit_group,
    children_gap,
    failed_checks,
    -- figures of an impossible period are shown, but measure nothing
    case when stamped_early then 'stamped_before_period' when stamped_late then 'period_after_stamp' end as kept_out_by,
    is_capture and period_end is not null and is_told_later as is_superseded,
    labels,
    cells,
    spans
from judged
