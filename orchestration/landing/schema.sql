-- The landing tables: what the raw files said, before any meaning is given to it. Kept in the private build file.
create schema if not exists landing;

-- one row: the build that is at work
create table if not exists landing.build (
    build_id varchar not null,
    built_at timestamp not null,
    git_sha varchar,
    duckdb_version varchar not null,
    raw_files bigint not null,
    fingerprint varchar not null
);

-- one row a file under raw/, in this build
create table if not exists landing.raw_file (
    path varchar not null,
    room varchar not null,
    sha256 varchar,
    bytes bigint not null,
    outcome varchar not null,
    reason_code varchar,
    reason varchar,
    row_count bigint not null,
    document_id varchar,
    duplicate_of varchar,
    quarantine_path varchar,
    input_key varchar not null,
    build_id varchar not null
);

-- one row a declared source, and one for whatever nobody declared
create table if not exists landing.source (
    source_id varchar not null,
    name varchar not null,
    kind varchar not null,
    shape varchar,
    publisher varchar,
    url varchar,
    licence varchar,
    official boolean not null,
    place_key varchar,
    organisation varchar,
    rhythm_days integer
);

-- one row a readable or duplicate file
create table if not exists landing.document (
    document_id varchar not null,
    path varchar not null,
    sha256 varchar not null,
    bytes bigint not null,
    kind varchar not null,
    source_id varchar not null,
    title varchar not null,
    title_basis varchar not null,
    url varchar,
    publisher varchar,
    author_note varchar,
    licence varchar,
    published_on date,
    published_basis varchar not null,
    captured_at timestamp,
    place_key varchar,
    place_name varchar,
    place_basis varchar not null,
    duplicate_of varchar,
    text varchar
);

-- one row a quantity read in one document
create table if not exists landing.statement (
    statement_id varchar not null,
    document_id varchar not null,
    char_start integer not null,
    char_end integer not null,
    quote varchar not null,
    sentence varchar not null,
    sentence_start integer not null,
    kind varchar not null,
    indicator_code varchar,
    subject varchar,
    value double,
    value_max double,
    unit varchar not null,
    qualifier varchar not null,
    numerator double,
    denominator double,
    period_start date,
    period_end date,
    period_basis varchar not null,
    period_type varchar not null,
    place_key varchar,
    place_code varchar,
    place_name varchar,
    place_level varchar,
    organisation varchar,
    rule varchar not null,
    confidence double not null,
    is_repeat boolean not null,
    reader_version varchar not null
);

-- one row a deliverable that one document plans or reports
create table if not exists landing.milestone (
    milestone_id varchar not null,
    document_id varchar not null,
    char_start integer not null,
    char_end integer not null,
    quote varchar not null,
    sentence varchar not null,
    sentence_start integer not null,
    milestone_code varchar not null,
    is_known boolean not null,
    indicator_code varchar,
    name_vi varchar not null,
    name_en varchar,
    what varchar not null,
    event varchar not null,
    status varchar not null,
    due_start date,
    due_end date,
    due_basis varchar not null,
    place_key varchar,
    place_code varchar,
    place_name varchar,
    place_level varchar,
    rule varchar not null,
    confidence double not null,
    is_repeat boolean not null,
    reader_version varchar not null
);

-- one row a decision, plan or programme named at one place of a document
create table if not exists landing.policy_mention (
    mention_id varchar not null,
    document_id varchar not null,
    char_start integer not null,
    char_end integer not null,
    quote varchar not null,
    sentence varchar not null,
    sentence_start integer not null,
    type varchar not null,
    number varchar,
    number_basis varchar,
    issuer varchar,
    issuer_basis varchar,
    issued_on date,
    title varchar,
    is_draft boolean not null,
    stands_for varchar,
    place_key varchar,
    place_code varchar,
    place_name varchar,
    rule varchar not null,
    confidence double not null,
    reader_version varchar not null
);

-- one row a document × unit × field × period of a portal capture, or of a published table of results
create table if not exists landing.tthc_capture (
    measure_id varchar not null,
    document_id varchar not null,
    locator varchar not null,
    organisation varchar,
    field varchar,
    place_key varchar,
    place_code varchar,
    place_name varchar,
    place_level varchar not null,
    period_label varchar,
    period_start date,
    period_end date,
    period_type varchar not null,
    period_basis varchar not null,
    as_of timestamp,
    received bigint,
    carried_over bigint,
    to_process bigint,
    resolved bigint,
    resolved_early bigint,
    resolved_on_day bigint,
    resolved_on_time bigint,
    resolved_late bigint,
    pending_in_time bigint,
    pending_overdue bigint,
    paused bigint,
    returned bigint,
    stated_on_time_rate double,
    stated_late_rate double,
    stated_decimals integer,
    rate_basis varchar not null,
    approx boolean not null,
    cells varchar
);

-- dossiers without an appointed day are in no other count; added later, so that older build files get them too
alter table landing.tthc_capture add column if not exists resolved_without_due bigint;
alter table landing.tthc_capture add column if not exists pending_without_due bigint;
-- reports print units, groups of units and a total; how far a group or the total is from the sum of its parts
alter table landing.tthc_capture add column if not exists line_kind varchar;
alter table landing.tthc_capture add column if not exists unit_group varchar;
alter table landing.tthc_capture add column if not exists children_gap bigint;
-- a line of a large report says only what cannot be written back from its values
alter table landing.tthc_capture alter column cells drop not null;
alter table landing.tthc_capture add column if not exists labels varchar;
alter table landing.tthc_capture add column if not exists spans varchar;

-- one row a metric by which the national portal scores one body, in one captured answer
create table if not exists landing.portal_metric (
    measure_id varchar not null,
    document_id varchar not null,
    locator varchar not null,
    organisation varchar,
    place_key varchar,
    place_code varchar,
    place_name varchar,
    place_level varchar not null,
    line_kind varchar not null,
    metric_code varchar not null,
    metric_name varchar,
    numerator double,
    denominator double,
    ratio double,
    score double,
    max_score double,
    cell_text varchar not null,
    period_label varchar,
    period_start date,
    period_end date,
    period_type varchar not null,
    period_basis varchar not null,
    as_of timestamp
);

-- one row a dossier of an export of case files; nothing in it tells who applied
create table if not exists landing.dossier (
    document_id varchar not null,
    row_number bigint not null,
    dossier_code varchar,
    agency_code varchar,
    agency varchar,
    field varchar,
    procedure_code varchar,
    channel varchar,
    received_at timestamp,
    first_due_at timestamp,
    due_at timestamp,
    is_renewed boolean not null,
    paused_days integer,
    finished_at timestamp,
    ended_at timestamp,
    outcome varchar not null,
    working_days integer,
    late_working_days integer,
    is_repeat boolean not null,
    applicant_key varchar
);

-- one row a data line of figures/index_ranks.csv
create table if not exists landing.index_rank (
    measure_id varchar not null,
    document_id varchar not null,
    row_number integer not null,
    index_code varchar not null,
    year integer not null,
    place_key varchar,
    place_code varchar,
    place_name varchar,
    score double,
    scale_max double,
    rank integer,
    rank_base integer,
    source_name varchar,
    source_url varchar,
    published_on date,
    confidence varchar
);

-- one row a data line of figures/national_targets.csv
create table if not exists landing.national_target (
    measure_id varchar not null,
    document_id varchar not null,
    row_number integer not null,
    indicator_code varchar,
    subject varchar,
    value double,
    value_max double,
    unit varchar,
    comparator varchar,
    due_on date,
    level varchar,
    policy_document varchar,
    issuer varchar,
    issued_on date,
    source_name varchar,
    source_url varchar,
    confidence varchar
);

-- one row a filled indicator cell of figures/online_services.csv and tables like it
create table if not exists landing.published_value (
    measure_id varchar not null,
    document_id varchar not null,
    row_number integer not null,
    indicator_code varchar not null,
    place_key varchar,
    place_code varchar,
    place_name varchar,
    place_level varchar not null,
    place_label varchar,
    period_start date,
    period_end date,
    period_type varchar not null,
    value double not null,
    cell_text varchar not null,
    source_name varchar,
    source_url varchar,
    published_on date,
    confidence varchar
);

-- one row a check of this build: of the landing tables here, or a test of dbt
create table if not exists landing.check_result (
    check_name varchar not null,
    kind varchar not null,
    about varchar not null,
    severity varchar not null,
    outcome varchar not null,
    n_failing bigint not null,
    description varchar
);

-- the place as a sidecar or a source writes it; added later, so that older build files get it too
alter table landing.source add column if not exists place_stated varchar;
alter table landing.document add column if not exists place_stated varchar;

-- one row a document that was read since the published file last held what the build file holds
create table if not exists landing.added_document (
    document_id varchar not null
);

-- one row: the code that all models were last made by, and the published build whose rows they then were; no row, and
-- the next build makes every model anew
create table if not exists landing.model_state (
    code varchar not null,
    published_build_id varchar
);

-- the earlier article that this one copies, by its words; and what articles are compared by, kept from build to build
alter table landing.document add column if not exists near_duplicate_of varchar;
create table if not exists landing.article_print (
    document_id varchar not null,
    print blob
);

-- one row a rule of alert_rules.yml
create table if not exists landing.alert_rule (
    rule_id varchar not null,
    kind varchar not null,
    severity integer not null,
    name_vi varchar not null,
    name_en varchar not null,
    indicator_code varchar,
    place_key varchar,
    limit_value double,
    factor double
);

-- one row an alert of the file that stands published, with who has acknowledged it since
create table if not exists landing.alert_before (
    cause_key varchar not null,
    rule_id varchar not null,
    kind varchar not null,
    severity integer not null,
    place_key varchar,
    place_code varchar,
    place_name varchar,
    indicator_code varchar,
    name_vi varchar not null,
    name_en varchar,
    why varchar,
    value double,
    limit_value double,
    unit varchar,
    since_on date,
    opened_at timestamp not null,
    closed_at timestamp,
    acknowledged_by varchar,
    acknowledged_at timestamp,
    evidence varchar
);

-- one row while builds before this one were held back, none otherwise
create table if not exists landing.held_back (
    since_at timestamp not null,
    why varchar
);
