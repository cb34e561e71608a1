"""The published tables as one archive of CSV files, with a README that says what each column holds."""

import io
import zipfile
from collections.abc import Mapping, Sequence

# an archive of the same content has the same bytes whenever it is made
WHEN = (2000, 1, 1, 0, 0, 0)


def package(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, WHEN), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def readme(
    title: str, citation: str, about: Mapping[str, str], columns: Mapping[str, Sequence[tuple[str, str, str]]]
) -> str:
    """about: table → its comment; columns: table → name, type and comment of each column."""
    parts = [f"# {title}", citation]
    for table, listed in columns.items():
        parts += [f"## {table}", about[table], "\n".join(f"- `{name}` ({kind}): {told}" for name, kind, told in listed)]
    return "\n\n".join(parts) + "\n"
