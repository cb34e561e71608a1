"""Is there anything to build? What stands published says of which raw files and which code it is."""

from orchestration.fingerprint import fingerprint
from orchestration.landing.refusal import OF_THE_MOMENT
from orchestration.landing.scan import scan
from orchestration.settings import Settings
from orchestration.warehouse.publish import published_fingerprint, published_refusals


def is_up_to_date(settings: Settings) -> bool:
    # what was refused for a reason of the moment is worth another look, though nothing has changed
    if published_refusals(settings.warehouse) & OF_THE_MOMENT:
        return False
    return published_fingerprint(settings.warehouse) == fingerprint(scan(settings.raw), settings)
