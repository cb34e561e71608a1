"""Is there anything to build? What stands published says of which raw files and which code it is."""

from orchestration.fingerprint import fingerprint
from orchestration.landing.scan import scan
from orchestration.settings import Settings
from orchestration.warehouse.publish import published_fingerprint


def is_up_to_date(settings: Settings) -> bool:
    return published_fingerprint(settings.warehouse) == fingerprint(scan(settings.raw), settings)
