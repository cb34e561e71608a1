"""The pages a person reads beside the files: what is here, what not to do with it, and every column."""

from collections.abc import Sequence

from orchestration.warehouse.open_data.files import Resource
from orchestration.warehouse.open_data.terms import (
    ABOUT_EN,
    ABOUT_VI,
    LICENCE_NAME,
    LICENCE_URL,
    TITLE_EN,
    TITLE_VI,
    Release,
)


def readme(release: Release, resources: Sequence[Resource]) -> str:
    lines = [
        f"# {TITLE_VI}",
        "",
        f"{ABOUT_VI} Bản dựng {release.build_id}. Giấy phép: [{LICENCE_NAME}]({LICENCE_URL}); khi dùng, nêu “Thước Đo” "
        "và nguồn gốc của từng số.",
        "",
        f"*{TITLE_EN}. {ABOUT_EN} Cite “Thước Đo” and each number's own source.*",
        "",
        "CSV: UTF-8 (có BOM cho Excel), dấu phẩy; văn bản bắt đầu bằng =, +, -, @ có dấu ' ở trước. Parquet giữ nguyên "
        "giá trị. `datapackage.json` mô tả từng cột; `catalog.jsonld` là danh mục DCAT-AP; `dictionary.vi.md`, "
        "`dictionary.en.md` là từ điển; `CHANGES.md` là thay đổi.",
        "",
    ]
    for resource in resources:
        table = resource.table
        lines += [
            f"## {table.name}",
            "",
            f"{table.title_vi} / *{table.title_en}*: {resource.rows} dòng.",
            "",
            f"- **Lưu ý.** {table.warning_vi}",
            f"- *{table.warning_en}*",
            "",
        ]
    return "\n".join(lines)


def dictionary(resources: Sequence[Resource], lang: str) -> str:
    vi = lang == "vi"
    lines = ["# Từ điển dữ liệu" if vi else "# Data dictionary", ""]
    for resource in resources:
        table = resource.table
        lines += [f"## {table.name}", "", table.title_vi if vi else f"{table.title_en}. {table.about}", ""]
        if table.key:
            named = ", ".join(f"`{name}`" for name in table.key)
            lines += [f"{'Mỗi dòng một' if vi else 'One row each'}: {named}.", ""]
        lines += [f"> {table.warning_vi if vi else table.warning_en}", ""]
        lines += ["| cột | kiểu | nghĩa |" if vi else "| column | type | meaning |", "| --- | --- | --- |"]
        for column in table.columns:
            meaning = (column.vi if vi else column.en).replace("|", "\\|")
            lines.append(f"| `{column.name}` | {column.type} | {meaning} |")
        lines.append("")
    return "\n".join(lines)
