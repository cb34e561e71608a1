"""What assets are handed: where this build's files are."""

import dagster as dg

from orchestration.settings import Settings


class Build(dg.ConfigurableResource[None]):
    """The settings of the build at work, overridable in tests and in Dagster's launchpad."""

    raw: str
    warehouse: str
    home: str
    engine: str = "duckdb"
    lake: str
    spark_master: str = "local[*]"
    open_data: str
    reports: str
    fetch_private: bool = False

    @classmethod
    def of(cls, settings: Settings) -> "Build":
        return cls(
            raw=str(settings.raw),
            warehouse=str(settings.warehouse),
            home=str(settings.home),
            engine=settings.engine,
            lake=str(settings.lake),
            spark_master=settings.spark_master,
            open_data=str(settings.open_data),
            reports=str(settings.reports),
            fetch_private=settings.fetch_private,
        )

    @property
    def settings(self) -> Settings:
        places = {"raw": self.raw, "warehouse": self.warehouse, "home": self.home}
        places |= {"engine": self.engine, "lake": self.lake, "spark_master": self.spark_master}
        places |= {"open_data": self.open_data, "reports": self.reports}
        return Settings.model_validate(places | {"fetch_private": self.fetch_private})
