"""The boundary that personal data does not cross: what may be copied, and the key that identities are hashed with."""

import codecs
import hashlib
import hmac
from pathlib import PurePosixPath

from orchestration.landing.refusal import Refused
from orchestration.landing.scan import RawFile
from orchestration.landing.sources import Source
from orchestration.portals.dossier_export import speaks_of_people
from orchestration.settings import Settings

SHORTEST_KEY = 16
HEAD_BYTES = 16 * 1024
TABLES = (".csv", ".parquet", ".xlsx", ".xls", ".json")


def person_key() -> bytes | None:
    """The secret of the environment (THUOCDO_PERSON_KEY); null when there is none. Raises Refused when it is weak."""
    secret = Settings().person_key
    if secret is None:
        return None
    key = secret.get_secret_value().encode()
    if len(key) < SHORTEST_KEY:
        raise Refused("weak_key", f"THUOCDO_PERSON_KEY phải dài ít nhất {SHORTEST_KEY} ký tự.")
    return key


def key_mark() -> str:
    """Differs from key to key and tells none of it: with another key the same file gives other rows."""
    secret = Settings().person_key
    return hmac.new(secret.get_secret_value().encode(), b"mark", hashlib.sha256).hexdigest() if secret else ""


def may_be_copied(file: RawFile, source: Source) -> bool:
    """False for what holds or may hold a row a person: exports of case files, and tables that nobody declared."""
    if source.shape == "dossiers":
        return False
    suffix = PurePosixPath(file.path).suffix.lower()
    if suffix in TABLES and file.room in ("portals", "other") and source.shape is None:
        return False
    return suffix != ".csv" or not speaks_of_people(head_of(file))


def head_of(file: RawFile) -> str:
    try:
        with file.full_path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    except OSError:
        return ""
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return head.decode("utf-16" if wide else "utf-8", "ignore")
