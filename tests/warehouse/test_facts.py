"""Arithmetic that must come out of the articles: of raw/, which tells the facts in sentences of its own, and of the
original texts, which are kept outside this repository.
"""

import os
import shutil
from pathlib import Path

import pytest

from orchestration.settings import ROOT
from tests.conftest import Workshop

pytestmark = pytest.mark.xdist_group("default_raw")

# THUOCDO_CORPUS: a folder whose seeds/ holds the original texts
CORPUS = Path(os.environ.get("THUOCDO_CORPUS", ROOT.parent / "shared" / "corpus"))

FACTS = {
    "92 % is 91,58 % rounded": (
        "select value, computed_value, check_status from fct_observation "
        "where indicator_code = 'essential_services_25_online_rate' and place_key = '30-2004' and numerator = 453520",
        [(92.0, 91.58, "rounded")],
    ),
    "73,7 % agrees although both its parts are bounds": (
        """
        select rate.value, round(100 * part.value / whole.value, 2), part.qualifier, whole.qualifier
        from fct_statement as rate, fct_statement as part, fct_statement as whole
        where rate.indicator_code = 'civil_status_population_db_rate' and rate.place_key = '30-2004'
            and part.value = 1400000 and part.document_id = rate.document_id
            and whole.indicator_code = 'civil_status_records_digitised' and whole.document_id = rate.document_id
        """,
        [(73.7, 73.68, "over", "over")],
    ),
    "the levels add up to the services offered": (
        """
        select sum(value) filter (where indicator_code <> 'services_offered'),
            max(value) filter (where indicator_code = 'services_offered')
        from fct_observation
        where place_key = '30-2004'
            and indicator_code in ('services_offered', 'services_level_2', 'services_level_3', 'services_level_4')
        """,
        [(1900.0, 1900.0)],
    ),
    "the two stated shares leave level 2, and each is rounded": (
        """
        select sum(value), bool_and(check_status = 'rounded'),
            (select round(100 * value / 1900, 1) from fct_observation
             where place_key = '30-2004' and indicator_code = 'services_level_2')
        from fct_observation
        where place_key = '30-2004' and numerator in (1427, 375) and denominator = 1900
        """,
        [(95.0, True, 5.2)],
    ),
    "815 of 159 + 716 = 875 services are on the national portal": (
        """
        with told as (
            select indicator_code, max(value) as value from fct_observation
            where place_name = 'Thanh Hóa' and period_end is not distinct from {thanh_hoa_told_on}
            group by indicator_code
        )
        select three.value + four.value, round(100 * portal.value / (three.value + four.value), 2)
        from told as three, told as four, told as portal
        where three.indicator_code = 'services_level_3' and four.indicator_code = 'services_level_4'
            and portal.indicator_code = 'services_on_national_portal'
        """,
        [(875.0, 93.14)],
    ),
    "the portal's rate is over what was resolved, and 1.206 dossiers are in no count": (
        """
        select resolved, stated_on_time_rate, on_time_rate, rate_check, rate_basis, balance_gap,
            round(100.0 * resolved / to_process, 2)
        from fct_tthc_result where to_process = 67039
        """,
        [(65833, 99.3, 99.31, "match", "resolved", 1206, 98.2)],
    ),
    "IOC and SOC were promised for 2022 and again for the first quarter of 2025": (
        """
        select milestone_code, cast(first_due as varchar), cast(latest_due as varchar), slip_months
        from kpi_milestone_slip where place_key = '30-2004' and milestone_code in ('ioc', 'soc') order by 1
        """,
        [("ioc", "2022-12-31", "2025-03-31", 27), ("soc", "2022-12-31", "2025-03-31", 27)],
    ),
    "DTI 14, 14, 13": (
        "select year, rank, rank_base from kpi_rank_history "
        "where index_code = 'dti' and place_name = 'Hải Dương' and year between 2020 and 2022 order by year",
        [(2020, 14, 63), (2021, 14, 63), (2022, 13, 63)],
    ),
    "PCI 17 in 2023": (
        "select rank from kpi_rank_history where index_code = 'pci' and place_name = 'Hải Dương' and year = 2023",
        [(17,)],
    ),
    "every figure stands under its own province and under today's": (
        "select distinct place.name_vi, place.current_name_vi from fct_observation join dim_place as place using "
        "(place_key) where place_key = '30-2004'",
        [("Hải Dương", "Hải Phòng")],
    ),
}


@pytest.fixture(scope="session")
def from_original_texts(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    texts = CORPUS / "seeds"
    if not texts.is_dir():
        pytest.skip(f"the original texts are not here ({texts}); THUOCDO_CORPUS says where they are")
    folder = tmp_path_factory.mktemp("original")
    articles = folder / "raw" / "articles"
    articles.mkdir(parents=True)
    for text in texts.glob("*.txt"):
        shutil.copy(text, articles)
    made = Workshop(folder / "raw", folder / "home", folder / "warehouse.duckdb")
    done = made.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return made


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_comes_out_of_the_default_raw(from_default_raw: Workshop, fact: str) -> None:
    sql, answer = FACTS[fact]
    assert from_default_raw.ask(sql.replace("{thanh_hoa_told_on}", "date '2022-10-08'")) == answer


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_comes_out_of_the_original_texts(from_original_texts: Workshop, fact: str) -> None:
    sql, answer = FACTS[fact]
    assert from_original_texts.ask(sql.replace("{thanh_hoa_told_on}", "null")) == answer
