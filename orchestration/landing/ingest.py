"""One pass over raw/: read what is new or changed, keep what is not, account for every file."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import duckdb
import polars as pl

from orchestration import reading
from orchestration.fingerprint import hash_of_files
from orchestration.landing import store
from orchestration.landing.copies import mark_copies
from orchestration.landing.decode import decode
from orchestration.landing.dossiers import NOT_A_TABLE, batches
from orchestration.landing.ids import short_id
from orchestration.landing.land import land_duplicate
from orchestration.landing.people import key_mark, may_be_copied
from orchestration.landing.refusal import OF_THE_MOMENT, Reason, Refused
from orchestration.landing.scan import RawFile
from orchestration.landing.second_reader import SecondReader
from orchestration.landing.sidecar import SUFFIX, Sidecar, read_sidecar
from orchestration.landing.sources import UNDECLARED, Registry, Source, read_registry
from orchestration.landing.workers import Account, Errand, Spread, read_all

Row = dict[str, Any]
Tell = Callable[[str], None]

# of all files; beyond, making every model anew costs less than finding out what to make
MOST_ADDED = 0.1
ORCHESTRATION = Path(__file__).resolve().parent.parent


@dataclass(slots=True)
class Accounts:
    """What became of each file."""

    build_id: str
    quarantine: Path
    files: list[Row] = field(default_factory=list)
    refused: dict[str, Reason] = field(default_factory=dict)

    def record(self, file: RawFile, outcome: str, key: str, **more: Any) -> None:
        blank = {"reason_code": None, "reason": None, "row_count": 0, "document_id": None}
        blank |= {"duplicate_of": None, "quarantine_path": None}
        self.files.append(
            blank
            | {"path": file.path, "room": file.room, "sha256": file.sha256, "bytes": file.size}
            | {"outcome": outcome, "input_key": key, "build_id": self.build_id}
            | more
        )

    def refuse(self, file: RawFile, reason: Reason, key: str, *, source: Source = UNDECLARED) -> None:
        self.refused[file.path] = reason
        copy = set_aside(file, self.quarantine) if may_be_copied(file, source) else None
        self.record(
            file,
            "quarantined",
            "" if reason.code in OF_THE_MOMENT else key,
            reason_code=reason.code,
            reason=reason.text,
            quarantine_path=copy.relative_to(self.quarantine).as_posix() if copy else None,
        )

    def load(self, file: RawFile, account: Account, key: str, warning: Reason | None) -> None:
        self.record(
            file,
            "loaded",
            key,
            row_count=account.row_count,
            document_id=account.document_id,
            reason_code=warning.code if warning else None,
            reason=warning.text if warning else None,
        )


@cache
def landing_version() -> str:
    """Changes whenever the code that reads files changes; everything is read again then."""
    readers = [path for room in ("landing", "portals") for path in (ORCHESTRATION / room).rglob("*") if path.is_file()]
    return short_id(reading.READER_VERSION, hash_of_files(ORCHESTRATION, readers))


def ingest(
    con: duckdb.DuckDBPyConnection,
    files: list[RawFile],
    build: Row,
    quarantine: Path,
    tell: Tell,
    second: SecondReader | None = None,
    spread: Spread | None = None,
) -> list[Row]:
    """Brings the landing tables in line with `files` in one transaction; returns the accounts, a row a file."""
    store.create_tables(con)
    con.begin()
    try:
        rows = bring_in_line(con, files, build["build_id"], quarantine, tell, second, spread)
        store.replace_all(con, "build", [build])
        con.commit()
    except BaseException:
        con.rollback()
        raise
    return rows


def bring_in_line(
    con: duckdb.DuckDBPyConnection,
    files: list[RawFile],
    build_id: str,
    quarantine: Path,
    tell: Tell,
    second: SecondReader | None,
    spread: Spread | None,
) -> list[Row]:
    accounts = Accounts(build_id, quarantine)
    known = store.known_files(con)
    registry = take_registry(files, known, accounts)
    notes = take_sidecars(files, known, accounts)
    store.replace_all(con, "source", [source_row(source) for source in (UNDECLARED, *registry.sources)])

    data = [file for file in files if file.room not in ("registry", "sidecar")]
    planned = [
        (file, original, input_key(file, original, notes, registry, second))
        for file, original in originals_of(data, registry)
    ]
    fresh = [plan for plan in planned if (known.get(plan[0].path) or {}).get("input_key") != plan[2]]
    fresh_paths = {file.path for file, _, _ in fresh}
    kept = [known[file.path] for file, _, _ in planned if file.path not in fresh_paths]
    kept_documents = {row["document_id"] for row in kept}
    gone = [document for row in known.values() if (document := row["document_id"]) and document not in kept_documents]
    store.forget_documents(con, gone)

    for row in kept:
        keep(row, accounts)
    take_originals(con, [plan for plan in fresh if plan[1] is None], notes, registry, accounts, second, spread, tell)
    take_duplicates(
        con, [(file, original, key) for file, original, key in fresh if original], notes, registry, accounts
    )
    of_other_copies = mark_copies(con) if gone or any(file.room == "articles" for file, _, _ in fresh) else []
    store.replace_all(con, "raw_file", accounts.files)
    added = [row["document_id"] for row in accounts.files if row["path"] in fresh_paths and row["document_id"]]
    # to whom a value belongs decides what agrees with it
    store.note_added(con, [*added, *of_other_copies])
    if gone or len(added) > MOST_ADDED * len(planned):
        store.demand_whole_build(con)
    return accounts.files


def originals_of(files: list[RawFile], registry: Registry) -> list[tuple[RawFile, RawFile | None]]:
    """Each file with the earlier one it repeats byte for byte, if any. Rooms and shapes read bytes differently."""
    first: dict[tuple[str, str | None, str], RawFile] = {}
    pairs: list[tuple[RawFile, RawFile | None]] = []
    for file in files:
        shape = registry.source_of(file.path).shape
        original = first.setdefault((file.room, shape, file.sha256), file) if file.sha256 else file
        pairs.append((file, None if original is file else original))
    return pairs


def input_key(
    file: RawFile, original: RawFile | None, notes: dict[str, "Note"], registry: Registry, second: SecondReader | None
) -> str:
    """Everything the file's rows depend on. Same key, same rows: the file need not be read again."""
    note = notes.get(file.path)
    source = registry.source_of(file.path)
    return short_id(
        file.sha256,
        note,
        # when and whence a source is fetched says nothing of how its files are read
        source.model_dump_json(exclude={"fetch"}),
        original.path if original else None,
        file.problem,
        key_mark() if source.shape == "dossiers" else "",
        landing_version(),
        second,
    )


def take_originals(
    con: duckdb.DuckDBPyConnection,
    plans: list[tuple[RawFile, RawFile | None, str]],
    notes: dict[str, "Note"],
    registry: Registry,
    accounts: Accounts,
    second: SecondReader | None,
    spread: Spread | None,
    tell: Tell,
) -> None:
    """Reads files whose bytes stand nowhere else, and writes what they gave."""
    types = {table: store.types_of(con, table) for table in ("document", *store.CONTENT_TABLES)}
    errands = [
        Errand(file, notes.get(file.path, Note()).sidecar, registry.source_of(file.path)) for file, _, _ in plans
    ]
    done = 0
    for told in read_all(errands, types, second, spread):
        for table, frame in told.frames.items():
            store.insert_frame(con, table, frame)
        for account in told.accounts:
            file, _, key = plans[done]
            done += 1
            if refused := account.refused or take_bulk(con, account):
                accounts.refuse(file, refused, key, source=registry.source_of(file.path))
                continue
            accounts.load(file, account, key, notes.get(file.path, Note()).warning or account.warning)
        tell(f"{done}/{len(plans)} tệp mới")


def take_bulk(con: duckdb.DuckDBPyConnection, account: Account) -> Reason | None:
    """Writes rows too many for memory as they come. A file that breaks in their midst leaves none, and is refused."""
    try:
        for table, stream in (account.bulk or {}).items():
            for frame in batches(stream):
                store.insert_frame(con, table, frame)
    except pl.exceptions.PolarsError:
        # columns that no month needs are unpacked only here
        store.forget_documents(con, [account.document_id] if account.document_id else [])
        return NOT_A_TABLE
    return None


def take_duplicates(
    con: duckdb.DuckDBPyConnection,
    plans: list[tuple[RawFile, RawFile, str]],
    notes: dict[str, "Note"],
    registry: Registry,
    accounts: Accounts,
) -> None:
    """Files whose bytes were read elsewhere: a document of their own, and what became of the original."""
    documents = []
    for file, original, key in plans:
        source = registry.source_of(file.path)
        if original.path in accounts.refused:
            accounts.refuse(file, accounts.refused[original.path], key, source=source)
            continue
        landed = land_duplicate(file, notes.get(file.path, Note()).sidecar, source, original)
        documents.append(landed.document)
        accounts.record(
            file,
            "duplicate",
            key,
            document_id=landed.document["document_id"],
            duplicate_of=original.path,
            reason_code="duplicate",
            reason=f"Trùng từng byte với {original.path}; chỉ đọc một lần.",
        )
    store.insert(con, "document", documents)


def keep(row: Row, accounts: Accounts) -> None:
    """The file and all it depends on are as they were; what was said of it still holds."""
    outcome = "unchanged" if row["outcome"] in ("loaded", "unchanged") else row["outcome"]
    if row["outcome"] == "quarantined":
        accounts.refused[row["path"]] = Reason(row["reason_code"], row["reason"])
    accounts.files.append(row | {"outcome": outcome, "build_id": accounts.build_id})


@dataclass(frozen=True, slots=True)
class Note:
    """The sidecar of a file as far as it could be read, and what to say of the file when it could not."""

    sidecar: Sidecar = field(default_factory=Sidecar)
    warning: Reason | None = None


def outcome_of(file: RawFile, known: dict[str, Row]) -> str:
    """Sidecars and the registry are read in every build; in the accounts they are new only when their bytes are."""
    return "unchanged" if (known.get(file.path) or {}).get("sha256") == file.sha256 else "loaded"


def take_sidecars(files: list[RawFile], known: dict[str, Row], accounts: Accounts) -> dict[str, Note]:
    """The notes by the path of the file they describe. A broken sidecar never keeps its file out."""
    described = {file.path for file in files}
    notes: dict[str, Note] = {}
    for file in files:
        if file.room != "sidecar":
            continue
        target = file.path.removesuffix(SUFFIX)
        try:
            if file.problem:
                raise Refused(file.problem.code, file.problem.text)
            notes[target] = Note(read_sidecar(decode(file.read())))
            orphan = Reason("orphan_sidecar", f"Không có tệp {target} để mô tả.")
            warning = None if target in described else orphan
            accounts.record(
                file,
                outcome_of(file, known),
                short_id(file.sha256),
                reason_code=warning.code if warning else None,
                reason=warning.text if warning else None,
            )
        except Refused as refused:
            accounts.refuse(file, refused.reason, short_id(file.sha256))
            said = f"Đã đọc, nhưng tệp mô tả bị bỏ qua: {refused.reason.text}"
            notes[target] = Note(warning=replace(refused.reason, text=said))
    return notes


def take_registry(files: list[RawFile], known: dict[str, Row], accounts: Accounts) -> Registry:
    for file in files:
        if file.room != "registry":
            continue
        try:
            registry = read_registry(decode(file.read()))
            accounts.record(file, outcome_of(file, known), short_id(file.sha256), row_count=len(registry.sources))
            return registry
        except Refused as refused:
            accounts.refuse(file, refused.reason, short_id(file.sha256))
    return Registry()


def source_row(source: Source) -> Row:
    place = reading.resolve_place(source.place, on=reading.eras()[-1]) if source.place else None
    return {
        "source_id": source.id,
        "place_key": place.place_key if place else None,
        "place_stated": source.place,
    } | source.model_dump(
        include={
            "name",
            "kind",
            "shape",
            "publisher",
            "url",
            "licence",
            "official",
            "organisation",
            "rhythm_days",
        }
    )


def set_aside(file: RawFile, quarantine: Path) -> Path | None:
    """A copy of a refused file, kept so that raw/ may be tidied without losing anything."""
    if file.sha256 is None:
        return None
    copy = quarantine / file.sha256[:16] / PurePosixPath(file.path).name
    if not copy.exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        half = copy.with_name(f".{file.sha256[:16]}.half")
        try:
            shutil.copyfile(file.full_path, half)
            half.replace(copy)
        except FileNotFoundError:
            # gone since it was seen
            return None
        except OSError:
            half.unlink(missing_ok=True)
            raise
    return copy
