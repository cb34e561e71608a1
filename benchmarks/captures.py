"""python -m benchmarks.captures FOLDER [DAYS] [UNITS]: generated portal captures of every shape, with their truth.

Counts run to date and never fall within a year. What each line of each capture prints stands in truth.parquet, so that
a build over the folder can be held against it to the last number.
"""

import io
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import xlsxwriter
import yaml

FIRST_DAY = date(2024, 1, 1)
MEASURES = ("carried_over", "received", "early", "on_day", "late", "in_time", "overdue")
NOTICE = "DỮ LIỆU MẪU do Thước Đo sinh ra, không phải số liệu thật"
PLACE = "tỉnh Thanh Hóa"
GROUPS = ("Sở, ban, ngành", "Cấp huyện", "Cấp xã")


@dataclass(frozen=True, slots=True)
class Counts:
    """What a unit tells on a day, from 1 January to that day."""

    unit: str
    carried_over: int
    received: int
    early: int
    on_day: int
    late: int
    in_time: int
    overdue: int

    @property
    def to_process(self) -> int:
        return self.carried_over + self.received

    @property
    def resolved(self) -> int:
        return self.early + self.on_day + self.late

    @property
    def on_time(self) -> int:
        return self.early + self.on_day

    @property
    def rate(self) -> str:
        return f"{100 * self.on_time / self.resolved:.2f}".replace(".", ",") if self.resolved else "--"


def years(units: list[str], days: int, seed: int) -> Iterator[tuple[date, list[Counts]]]:
    """Day after day what each unit tells; on 1 January all begins anew but for what was carried over."""
    dice = np.random.default_rng(seed)
    size = len(units)
    pace = dice.integers(2, 40, size)
    pending = dice.integers(0, 60, size)
    carried, received, early, on_day, late = (np.zeros(size, np.int64) for _ in range(5))
    for number in range(days):
        day = FIRST_DAY + timedelta(days=number)
        if number == 0 or (day.month, day.day) == (1, 1):
            carried = pending.copy()
            received, early, on_day, late = (np.zeros(size, np.int64) for _ in range(4))
        new = dice.poisson(pace)
        done = np.minimum(pending + new, dice.poisson(pace))
        tardy = dice.binomial(done, 0.03)
        prompt = dice.binomial(done - tardy, 0.8)
        received, early, on_day, late = (
            received + new, early + prompt, on_day + (done - tardy - prompt), late + tardy,
        )  # fmt: skip
        pending = pending + new - done
        overdue = dice.binomial(pending, 0.05)
        told = np.stack([carried, received, early, on_day, late, pending - overdue, overdue], axis=1).tolist()
        yield day, [Counts(unit, *row) for unit, row in zip(units, told, strict=True)]


def total_of(lines: list[Counts], name: str) -> Counts:
    return Counts(name, *(sum(getattr(line, measure) for line in lines) for measure in MEASURES))


def vi(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def widget(day: date, lines: list[Counts]) -> bytes:
    """A page with one block of results, of the first unit."""
    line = lines[0]
    late = f"{100 * line.late / line.resolved:.1f}".replace(".", ",") if line.resolved else "--"
    return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{NOTICE}</title></head><body>
<header><div class="banner">{line.unit.upper()}</div></header><aside><h3>Kết quả giải quyết TTHC</h3>
<p>Đến tháng {day:%m} đã giải quyết: {line.rate}%</p><ul><li>Số hồ sơ xử lý: {vi(line.to_process)}</li>
<li>Trước &amp; đúng hạn: {vi(line.on_time)}</li><li>Trễ hạn: {vi(line.late)}</li><li>Trễ hạn: {late}%</li></ul>
<em>( Cập nhật lúc:{day:%d/%m/%Y} 18:00:05)</em></aside></body></html>""".encode()


def table(day: date, lines: list[Counts]) -> bytes:
    """The 20-column table of one-stop software: headers in three rows, a row of indices, groups, a total."""
    body = []
    for roman, (name, members) in zip(("I", "II", "III"), grouped(lines), strict=False):
        body.append(row([roman, name, *[""] * 18]))
        body += [row([str(n), line.unit, *twenty(line)]) for n, line in enumerate(members, start=1)]
    whole = total_of(lines, "Tổng số")
    body.append(row(["", whole.unit, *twenty(whole)]))
    return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{NOTICE}</title></head><body>
<h1>Thống kê tình hình giải quyết hồ sơ</h1><p>{NOTICE}.</p>
<p>Từ ngày 01/01/{day:%Y} đến ngày {day:%d/%m/%Y}. Cập nhật lúc: {day:%d/%m/%Y} 18:00:05</p><table><thead>
<tr><th rowspan="3">STT</th><th rowspan="3">Đơn vị</th><th colspan="5">Nhận giải quyết</th>
<th colspan="7">Kết quả nhận giải quyết</th><th colspan="3">Đang giải quyết</th>
<th rowspan="3">Tạm dừng bổ sung điều kiện</th><th rowspan="3">Rút không giải quyết</th>
<th rowspan="3">Tỉ lệ sớm và đúng hạn</th></tr>
<tr><th rowspan="2">Tổng số</th><th rowspan="2">Tồn trước</th><th colspan="3">Nhận trong kì</th>
<th rowspan="2">Tổng số</th><th colspan="3">Tình hình thực hiện</th><th rowspan="2">Từ chối giải quyết</th>
<th colspan="2">Trả kết quả</th><th rowspan="2">Tổng số</th><th rowspan="2">Còn hạn</th>
<th rowspan="2">Quá hạn</th></tr>
<tr><th>Tổng số</th><th>Một cửa</th><th>Trực tuyến</th><th>Trước hạn</th><th>Đúng hạn</th><th>Quá hạn</th>
<th>Đã trả</th><th>Chưa trả</th></tr>
{row([f"({n})" for n in range(1, 21)], "th")}</thead><tbody>
{"".join(body)}</tbody></table></body></html>""".encode()


def row(cells: list[str], tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>\n"


def twenty(line: Counts) -> list[str]:
    online = line.received * 7 // 10
    pending = line.in_time + line.overdue
    numbers = [line.to_process, line.carried_over, line.received, line.received - online, online]
    numbers += [line.resolved, line.early, line.on_day, line.late, 0, line.resolved, 0]
    numbers += [pending, line.in_time, line.overdue, 0, 0]
    return [*map(vi, numbers), line.rate]


def grouped(lines: list[Counts]) -> list[tuple[str, list[Counts]]]:
    """The units in three groups, the last of them the largest."""
    first, second = max(1, len(lines) // 6), max(1, len(lines) // 3)
    parts = (lines[:first], lines[first:second], lines[second:])
    return [(name, part) for name, part in zip(GROUPS, parts, strict=True) if part]


HEADERS = ("STT", "Đơn vị", "Số hồ sơ tiếp nhận", "", "", "Số hồ sơ đã giải quyết", "", "", "",
           "Số hồ sơ đang giải quyết", "", "")  # fmt: skip
LEAVES = ("", "", "Tổng số", "Trong kỳ", "Từ kỳ trước", "Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn",
          "Tổng số", "Trong hạn", "Quá hạn")  # fmt: skip
FORMULAS = ("(1)", "(2)", "(3)=(4)+(5)", "(4)", "(5)", "(6)=(7)+(8)+(9)", "(7)", "(8)", "(9)", "(10)=(11)+(12)",
            "(11)", "(12)")  # fmt: skip


def twelve(line: Counts) -> list[int]:
    received = [line.to_process, line.received, line.carried_over]
    resolved = [line.resolved, line.early, line.on_day, line.late]
    return [*received, *resolved, line.in_time + line.overdue, line.in_time, line.overdue]


def above(day: date) -> list[str]:
    return ["Biểu số II.06a", f"BÁO CÁO KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH ({NOTICE})",
            f"Từ ngày 01/01/{day:%Y} đến ngày {day:%d/%m/%Y}"]  # fmt: skip


def sheet_csv(day: date, lines: list[Counts]) -> bytes:
    """The monthly form as CSV, in UTF-8 with a mark and cut by semicolons."""
    rows = [[text] for text in above(day)] + [list(HEADERS), list(LEAVES), list(FORMULAS)]
    rows += [[str(n), line.unit, *map(vi, twelve(line))] for n, line in enumerate(lines, start=1)]
    rows += [["", "Tổng cộng", *map(vi, twelve(total_of(lines, "")))], ["", "NGƯỜI LẬP BIỂU"]]
    return ("\ufeff" + "\r\n".join(";".join(cells) for cells in rows)).encode()


def workbook(day: date, lines: list[Counts]) -> bytes:
    """The same form as a spreadsheet, its headers merged and its counts held as numbers."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"created": datetime.combine(day, time())})
        sheet = book.add_worksheet("II.06a")
        for number, text in enumerate(above(day)):
            sheet.write(number, 0, text)
        for column, (top, leaf) in enumerate(zip(HEADERS, LEAVES, strict=True)):
            sheet.write(4, column, leaf)
            if not leaf:
                sheet.merge_range(3, column, 4, column, top)
        for left, right in ((2, 4), (5, 8), (9, 11)):
            sheet.merge_range(3, left, 3, right, HEADERS[left])
        sheet.write_row(5, 0, FORMULAS)
        for number, line in enumerate(lines, start=1):
            sheet.write_row(5 + number, 0, [number, line.unit, *twelve(line)])
        sheet.write_row(6 + len(lines), 1, ["Tổng cộng", *twelve(total_of(lines, ""))])
        sheet.write_row(8 + len(lines), 1, ["NGƯỜI LẬP BIỂU"])
    return data.getvalue()


def api(day: date, lines: list[Counts]) -> bytes:
    """Rows of one-stop software, its rate spoilt by the whole-number division that is seen in the wild."""

    def told(line: Counts, code: str, name: str) -> dict[str, object]:
        return {
            "month": day.month, "year": day.year, "govAgencyCode": code, "govAgencyName": name, "domainCode": "",
            "domainName": "", "totalCount": line.to_process, "processCount": line.to_process,
            "remainingCount": line.carried_over, "receivedCount": line.received, "releaseCount": line.resolved,
            "betimesCount": line.early, "ontimeCount": line.on_day, "overtimeCount": line.late,
            "undueCount": line.in_time, "overdueCount": line.overdue,
            "ontimePercentage": 100 * (line.on_time // line.resolved if line.resolved else 1),
        }  # fmt: skip

    rows = [told(line, f"MAU.{n:05}", line.unit) for n, line in enumerate(lines, start=1)]
    rows.append(told(total_of(lines, ""), "", ""))
    return json.dumps({"note": NOTICE, "total": len(rows), "data": rows}, ensure_ascii=False).encode()


Shape = tuple[str, str, Callable[[date, list[Counts]], bytes]]
SHAPES: dict[str, Shape] = {
    "widget": ("widget", "html", widget),
    "table": ("table", "html", table),
    "sheet": ("sheet", "csv", sheet_csv),
    "workbook": ("sheet", "xlsx", workbook),
    "api": ("json", "json", api),
}


def write(folder: Path, captures: int, units: int, kinds: tuple[str, ...] = tuple(SHAPES), seed: int = 1) -> int:
    """Writes raw/ with `captures` captures dealt to `kinds` in turn, a day each; returns how many lines they print."""
    sources = []
    truth = Truth(folder.parent / "truth.parquet")
    for number, kind in enumerate(kinds):
        shape, suffix, render = SHAPES[kind]
        names = [f"{kind} · đơn vị mẫu {n}" for n in range(1, (1 if kind == "widget" else units) + 1)]
        days = captures // len(kinds) + (number < captures % len(kinds))
        place = folder / "portals" / kind
        place.mkdir(parents=True, exist_ok=True)
        whole = names[0] if kind == "widget" else f"{kind} · mẫu"
        sources.append({"id": kind, "folder": f"portals/{kind}", "kind": "portal", "shape": shape,
                        "name": f"{kind} ({NOTICE})", "organisation": whole, "place": PLACE})  # fmt: skip
        for day, lines in years(names, days, seed + number):
            path = place / f"{day}.{suffix}"
            path.write_bytes(render(day, lines))
            told = lines if kind == "widget" else [*lines, total_of(lines, whole)]
            truth.add([(f"portals/{kind}/{path.name}", *shown(line)) for line in told])
    (folder / "sources.yml").write_text(yaml.safe_dump({"sources": sources}, allow_unicode=True), "utf-8")
    return truth.close()


class Truth:
    """What the captures print, written part by part: twenty million lines are too many to hold."""

    COLUMNS = ("capture_path", "organisation", "to_process", "resolved_on_time", "resolved_late", "resolved")
    PART = 1_000_000

    def __init__(self, path: Path) -> None:
        self.path = path
        self.held: list[tuple[str, str, int, int, int, int]] = []
        self.parts: list[Path] = []
        self.lines = 0

    def add(self, lines: list[tuple[str, str, int, int, int, int]]) -> None:
        self.held += lines
        if len(self.held) >= self.PART:
            self.flush()

    def flush(self) -> None:
        part = self.path.with_name(f"{self.path.stem}-{len(self.parts)}.parquet")
        pl.DataFrame(self.held, schema=self.COLUMNS, orient="row").write_parquet(part)
        self.parts.append(part)
        self.lines += len(self.held)
        self.held = []

    def close(self) -> int:
        """Makes one file of the parts; returns how many lines it holds."""
        self.flush()
        pl.scan_parquet(self.parts).sink_parquet(self.path)
        for part in self.parts:
            part.unlink()
        return self.lines


def shown(line: Counts) -> tuple[str, int, int, int, int]:
    return line.unit, line.to_process, line.on_time, line.late, line.resolved


if __name__ == "__main__":
    count, size = (int(told) for told in (*sys.argv[2:4], *("100", "10")[len(sys.argv[2:4]) :]))
    print(f"{write(Path(sys.argv[1]), count, size):,} lines in {count:,} captures")
