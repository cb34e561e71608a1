"""The proof that what stands published is what raw/ and the code give: built once more elsewhere, and compared."""

import shutil

from orchestration.settings import Settings
from orchestration.warehouse.compare import Difference, differences


def rebuilt_elsewhere(settings: Settings) -> list[Difference]:
    """Builds from raw/ into a home of its own, from nothing, and tells where the published tables differ from that.

    Raises BuildFailed when the rebuild does not publish, duckdb.Error when the published file cannot be read.
    """
    from orchestration.build import build_warehouse

    home = settings.home / "verify"
    shutil.rmtree(home, ignore_errors=True)
    elsewhere = settings.model_copy(
        update={"home": home, "warehouse": home / "warehouse.duckdb", "lake": home / "lake"}
    )
    try:
        build_warehouse(elsewhere)
        return list(differences(settings.warehouse, elsewhere.warehouse))
    finally:
        shutil.rmtree(home, ignore_errors=True)
