"""Sixty texts that hope to run, in every place a stranger can write to, built for real and shown in a real browser."""

import csv
import io
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from dashboard.exports.tables import DANGEROUS
from tests.conftest import Workshop, workshop_in
from tests.e2e.conftest import ADDRESSES, Visit, serving

# what its tests share is made once
pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("payloads")]

KINDS = tomllib.loads((Path(__file__).parents[1] / "payloads.toml").read_text("utf-8"))
PAYLOADS = [payload for kind in KINDS.values() for payload in kind]
LONGEST_NAME = 120
DOORS_TRIED = 6
ARTICLE = (
    "{payload}\n\nNăm 2024, tỉnh Quảng Ninh có {number},5% hồ sơ thanh toán trực tuyến {payload}, theo {payload}.\n"
)
SQL = "select title, publisher, url, path, document_id from dim_document order by path"

# whatever a page must not hold, wherever it came from: elements that run or fetch, attributes that run, other addresses
FOUND = r"""() => {
  const runs = ['script', 'iframe', 'object', 'embed', 'base', 'form', 'math', 'video', 'marquee', 'link', 'meta'];
  const leads = ['href', 'src', 'action', 'data', 'srcset', 'xlink:href', 'formaction'];
  const away = /^\s*(javascript|vbscript|data:text|file|blob)|x\.example/i;
  const styled = /x\.example|position: *fixed; *inset/;
  const is_bad = box => runs.includes(box.localName) || [...box.attributes].some(at => at.name.startsWith('on')
    || leads.includes(at.name) && away.test(at.value) || at.name === 'style' && styled.test(at.value));
  // the drawing library leaves an empty form of its own beside each chart
  const ours = box => box.matches('form.vega-bindings:empty');
  const found = [...document.querySelectorAll('#root *, main *, main')].filter(box => is_bad(box) && !ours(box));
  return [...found.map(box => box.outerHTML.slice(0, 200)), ...(window.__ran ? ['a script ran'] : [])];
}"""


def file_name(payload: str) -> str:
    """What of a payload a file system takes as a name."""
    return payload.replace("/", "∕").replace("\0", "")[:LONGEST_NAME].strip(". ") or "x"


def poison(raw: Path) -> None:
    """Every payload as a title, publisher, address, place, licence, text, the name of a file and of a refused one.

    One more as the name of a source and a body, and in the columns of a published table.
    """
    for number, payload in enumerate(PAYLOADS):
        running = payload.replace("alert(1)", "alert(window.__ran=1)")
        file = raw / "articles" / f"{number:02d} {file_name(running)}.txt"
        file.write_text(ARTICLE.format(payload=running, number=number + 10), "utf-8")
        note = {"title": running, "publisher": running, "url": running, "licence": running, "note": running}
        # a place that is none is told of as it stands; without one the article's own place counts
        note |= {"place": running} if number % 3 == 0 else {}
        file.with_name(f"{file.name}.meta.yml").write_text(yaml.safe_dump(note, allow_unicode=True), "utf-8")
        refused = raw / "articles" / f"r{number:02d} {file_name(running)}.txt"
        refused.write_bytes(b"\0\1\2" + running.encode("utf-8", "replace") * 3)
    sources = yaml.safe_load((raw / "sources.yml").read_text("utf-8"))["sources"]
    worst = PAYLOADS[0].replace("alert(1)", "alert(window.__ran=1)")
    sources[0] |= {"name": worst, "publisher": worst, "organisation": worst, "licence": worst}
    (raw / "sources.yml").write_text(yaml.safe_dump({"sources": sources}, allow_unicode=True), "utf-8")
    ranks = raw / "figures" / "index_ranks.csv"
    with ranks.open("a", encoding="utf-8", newline="") as out:
        rows = csv.reader(ranks.open(encoding="utf-8"))
        head, first = next(rows), next(rows)
        told = dict(zip(head, first, strict=True)) | {"source_name": worst, "source_url": PAYLOADS[40], "year": "2019"}
        csv.writer(out).writerow([told[name] for name in head])


@dataclass(frozen=True, slots=True)
class Poisoned:
    url: str
    workshop: Workshop


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Poisoned]:
    workshop = workshop_in(tmp_path_factory.mktemp("poisoned"))
    poison(workshop.raw)
    done = workshop.build()
    assert done.returncode == 0, done.stdout + done.stderr
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("THUOCDO_HOME", str(workshop.home))
        with serving(workshop.warehouse) as url:
            yield Poisoned(url, workshop)


def clean(page: Page, where: str) -> None:
    assert page.evaluate(FOUND) == [], where


def test_the_folder_is_the_fixture_with_sixty_payloads(poisoned: Poisoned) -> None:
    assert len(set(PAYLOADS)) >= 60
    outcomes = dict(
        poisoned.workshop.ask("select outcome, count(*) from load_audit where path like 'articles/%.txt' group by 1")
    )
    # one text more is refused: control characters make it none
    assert outcomes["loaded"] >= len(PAYLOADS) - 1
    assert outcomes["quarantined"] >= len(PAYLOADS)


def test_no_page_runs_any_of_them(poisoned: Poisoned, visit: Visit) -> None:
    paths = [
        "",
        *ADDRESSES,
        "nguon?see=sources",
        "nguon?see=files",
        "nguon?see=files&outcome=quarantined",
        "nguon?q=alert",
    ]
    for path in paths:
        page = visit.open(f"{poisoned.url}/{path}")
        page.wait_for_timeout(300)
        clean(page, path)
    page = visit.page
    page.goto(f"{poisoned.url}/brief?place=<script>alert(1)</script>&lang=<img src=x onerror=alert(1)>")
    clean(page, "/brief")


def test_no_document_and_no_refused_file_runs(poisoned: Poisoned, visit: Visit) -> None:
    documents = poisoned.workshop.ask("select document_id from dim_document where path like 'articles/%' order by path")
    assert len(documents) >= len(PAYLOADS)
    for (document,) in documents:
        page = visit.open(f"{poisoned.url}/nguon?doc={document}")
        clean(page, str(document))
    page = visit.open(f"{poisoned.url}/nguon?see=files")
    page.locator(".st-key-open-files-0 button").click()
    expect(page.locator("pre.td-detail")).to_be_visible(timeout=30_000)
    clean(page, "a refused file")


def test_no_drawer_runs(poisoned: Poisoned, visit: Visit) -> None:
    for path in ("", "nguon", "ban-tin", "chi-so", "xep-hang"):
        page = visit.open(f"{poisoned.url}/{path}")
        doors = page.locator(".stMain .stButton button:enabled").filter(has_text="Nguồn").filter(visible=True)
        for number in range(min(doors.count(), DOORS_TRIED)):
            doors.nth(number).click()
            expect(page.get_by_role("dialog").locator(".td-drawer")).to_be_visible(timeout=30_000)
            clean(page, f"drawer {number} of /{path}")
            page.keyboard.press("Escape")
            expect(page.get_by_role("dialog")).to_have_count(0)


def test_an_answer_in_sql_and_what_is_taken_away_hold_text(poisoned: Poisoned, visit: Visit, tmp_path: Path) -> None:
    page = visit.open(f"{poisoned.url}/truy-van?sql={SQL}")
    expect(page.locator("[data-testid=stDataFrame]")).to_be_visible(timeout=30_000)
    clean(page, "sql")
    for kind in ("csv", "xlsx"):
        with page.expect_download() as download:
            page.locator(f".st-key-{kind} button").click()
        download.value.save_as(tmp_path / kind)
    rows = list(csv.reader(io.StringIO((tmp_path / "csv").read_bytes().decode("utf-8-sig"), newline="")))
    assert len(rows) > len(PAYLOADS)
    assert [cell for row in rows for cell in row if cell.startswith(DANGEROUS)] == []
    with zipfile.ZipFile(tmp_path / "xlsx") as book:
        sheets = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<hyperlink" in sheet]
