-- grain: one row, the build shown
select
    build_info.build_id,
    build_info.built_at,
    build_info.raw_files,
    (select count(*) from fct_statement) + (select count(*) from fct_tthc_result) as n_figures,
    (select count(*) from dim_document where duplicate_of is null) as n_documents
from build_info
