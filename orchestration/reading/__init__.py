"""Text → statements, milestones and the documents it names.

Pure: no network, no database; the only files read are its own vocabulary.

>>> from orchestration.reading import Document, read_statements
>>> [s.value for s in read_statements(Document("Năm 2024, tỉnh đạt 89,27% hồ sơ trực tuyến."))]
[89.27]
"""

import hashlib
from pathlib import Path

from orchestration.reading.documents import PolicyMention, read_policy_mentions
from orchestration.reading.milestone_forms import Milestone
from orchestration.reading.milestones import read_milestones, read_names
from orchestration.reading.place_names import eras, place_of_key, resolve_place
from orchestration.reading.principal import principal_place
from orchestration.reading.reader import read_statements
from orchestration.reading.statement import Document, Statement
from orchestration.reading.vocabulary import INDICATORS, PLACES, Place

__all__ = [
    "READER_VERSION",
    "Document",
    "Milestone",
    "Place",
    "PolicyMention",
    "Statement",
    "eras",
    "place_of_key",
    "principal_place",
    "read_milestones",
    "read_names",
    "read_policy_mentions",
    "read_statements",
    "resolve_place",
]


def version() -> str:
    digest = hashlib.sha256()
    code = [path for path in Path(__file__).parent.iterdir() if path.suffix in (".py", ".toml")]
    for path in [*sorted(code), PLACES, INDICATORS]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


# what statements were read by: it changes when the code or a word of the vocabulary does
READER_VERSION = version()
