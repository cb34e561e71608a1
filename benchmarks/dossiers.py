"""python -m benchmarks.dossiers FILE [ROWS]: an export of generated case files, seeded; no person is in it."""

import sys
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl

AS_OF = datetime(2025, 6, 30, 17)
BEGIN = datetime(2025, 1, 2)
HEADERS = {
    "code": "Mã hồ sơ",
    "procedure_code": "Mã TTHC",
    "field": "Lĩnh vực",
    "agency": "Cơ quan thực hiện",
    "channel": "Hình thức nộp",
    "received_at": "Ngày tiếp nhận",
    "due_at": "Ngày hẹn trả",
    "renewed_due_at": "Ngày hẹn trả lại",
    "result_at": "Ngày có kết quả",
    "handed_over_at": "Ngày trả kết quả",
    "status": "Trạng thái",
}
CHANNELS = ["Trực tuyến", "Trực tiếp", "BCCI"]
STATUSES = ["Đã trả kết quả", "Đang xử lý", "Tạm dừng chờ bổ sung", "Trả lại hồ sơ"]


def generate(rows: int, agencies: int = 2, fields: int = 2, days: int = 178, seed: int = 1) -> pl.DataFrame:
    """Dossiers received over `days` days: some late, renewed, paused, returned, without appointment or told twice."""
    dice = np.random.default_rng(seed)
    received = dice.integers(0, days * 24 * 60, rows)
    promised = dice.choice([1, 3, 5, 10, 15, 30], rows)
    taken = np.maximum(0, promised + dice.integers(-14, 3, rows))
    agency, serial = dice.integers(1, agencies + 1, rows), np.arange(rows)
    frame = pl.DataFrame(
        {
            "n": serial,
            "agency": agency,
            "field": dice.integers(1, fields + 1, rows),
            "procedure": dice.integers(1, 40, rows),
            "channel": dice.choice(3, rows, p=[0.7, 0.25, 0.05]),
            "minutes": received,
            "promised": promised,
            "taken": taken,
            "fate": dice.random(rows),
            "renewed": dice.random(rows) < 0.04,
            "no_due": dice.random(rows) < 0.03,
            "twice": dice.random(rows) < 0.01,
        }
    )
    received_at = pl.lit(BEGIN) + pl.duration(minutes="minutes") + pl.duration(hours=8)
    result_at = received_at + pl.duration(days="taken", hours=3)
    has_result = (result_at <= AS_OF) & (pl.col("fate") < 0.93)
    returned = (result_at <= AS_OF) & (pl.col("fate") >= 0.97)
    status = (
        pl.when(has_result).then(pl.lit(STATUSES[0])).when(returned).then(pl.lit(STATUSES[3]))
        .when(pl.col("fate") >= 0.95).then(pl.lit(STATUSES[2])).otherwise(pl.lit(STATUSES[1]))
    )  # fmt: skip
    due_day = received_at.dt.truncate("1d") + pl.duration(days="promised", hours=17)
    dossiers = frame.select(
        pl.format(
            "H00.{}-{}-{}",
            pl.col("agency").cast(pl.String).str.zfill(2),
            received_at.dt.strftime("%y%m%d"),
            pl.col("n").cast(pl.String).str.zfill(8),
        ).alias("code"),
        pl.format("2.{}", pl.col("procedure").cast(pl.String).str.zfill(6)).alias("procedure_code"),
        pl.format("Lĩnh vực mẫu {}", "field").alias("field"),
        pl.format("Đơn vị mẫu hồ sơ {} (hồ sơ sinh ra)", "agency").alias("agency"),
        pl.col("channel").replace_strict(range(3), CHANNELS, return_dtype=pl.String).alias("channel"),
        received_at.alias("received_at"),
        pl.when(~pl.col("no_due")).then(due_day).alias("due_at"),
        pl.when(pl.col("renewed") & ~pl.col("no_due")).then(due_day + timedelta(days=7)).alias("renewed_due_at"),
        pl.when(has_result | returned).then(result_at).alias("result_at"),
        pl.when(has_result & (pl.col("fate") < 0.9)).then(result_at + timedelta(hours=5)).alias("handed_over_at"),
        status.alias("status"),
        "twice",
    )
    again = dossiers.filter("twice").with_columns(
        pl.lit(None, dtype=pl.Datetime("us")).alias("result_at"),
        pl.lit(None, dtype=pl.Datetime("us")).alias("handed_over_at"),
        pl.lit(STATUSES[1]).alias("status"),
    )
    return pl.concat([dossiers, again]).select(pl.col(name).alias(header) for name, header in HEADERS.items())


def write(frame: pl.DataFrame, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".parquet":
        frame.write_parquet(path)
    else:
        frame.write_csv(path, datetime_format="%d/%m/%Y %H:%M")


if __name__ == "__main__":
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 240
    write(generate(count), Path(sys.argv[1]))
