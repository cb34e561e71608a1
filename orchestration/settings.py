"""Every setting, its default and the THUOCDO_ variable that changes it."""

from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
DBT_PROJECT = ROOT / "dbt_project"
CLOCK = r"([01]\d|2[0-3]):[0-5]\d"


class Settings(BaseSettings):
    """Where things are. Relative paths are taken from the folder the command is run in.

    raw        THUOCDO_RAW        what the world said, as received (default: raw)
    warehouse  THUOCDO_WAREHOUSE  the published file (default: warehouse.duckdb)
    home       THUOCDO_HOME       everything private to the build (default: .thuocdo)
    engine     THUOCDO_ENGINE     what builds the models and reads many files: duckdb, in this process, or spark
                                  (default: duckdb; docs/scale.md)
    lake       THUOCDO_LAKE       where Spark keeps its tables, seen from every machine of its cluster (default: lake)
    spark_master   THUOCDO_SPARK_MASTER   the cluster: spark://host:7077, or local[*] (default: local[*])
    address    THUOCDO_ADDRESS    where the app listens (default: 127.0.0.1; before any other, read docs/login.md)
    port       THUOCDO_PORT       and on which port (default: 8501)
    keep_builds    THUOCDO_KEEP_BUILDS    how many earlier builds are kept to return to (default: 3)
    keep_megabytes THUOCDO_KEEP_MEGABYTES and how large they may be together (default: 2048)
    most_lost_percent THUOCDO_MOST_LOST_PERCENT how many of the published figures a new build may lose of unchanged raw
                                          files before it is held back (default: 10)
    fetch_private  THUOCDO_FETCH_PRIVATE  let fetching connect to private addresses (default: no; for tests)
    person_key     THUOCDO_PERSON_KEY     the secret that identity numbers of case files are hashed with (default: none,
                                          they are dropped)

    alert_rules    THUOCDO_ALERT_RULES    when somebody has to look (default: orchestration/alert_rules.yml)

    open_data      THUOCDO_OPEN_DATA      where the open-data release is written (default: open_data)
    open_data_url  THUOCDO_OPEN_DATA_URL  where others will find it (default: http://127.0.0.1:8080/open_data/)
    reports        THUOCDO_REPORTS        where monthly reports are written (default: reports)
    report_places  THUOCDO_REPORT_PLACES  of which places, as place_keys parted by spaces (default: each with figures)

    Messages, off while there is no address to send to (docs/alerts.md):
    alert_urls     THUOCDO_ALERT_URLS     where to send, as apprise addresses parted by spaces: mailto://…, json://…
    alert_lang     THUOCDO_ALERT_LANG     vi or en (default: vi)
    alert_quiet    THUOCDO_ALERT_QUIET    hours of Vietnam in which nothing is sent (default: 21:00-06:30)
    alert_digest   THUOCDO_ALERT_DIGEST   from when on the day's digest is sent (default: 07:00)
    app_url        THUOCDO_APP_URL        where readers open the app (default: http://127.0.0.1:8501)

    An optional second reader of articles, off while it has no address (docs/reading.md):
    reader_url    THUOCDO_READER_URL    base of an OpenAI-compatible endpoint, such as http://127.0.0.1:8000/v1
    reader_model  THUOCDO_READER_MODEL  the model to ask for
    reader_key    THUOCDO_READER_KEY    its key, if it wants one
    """

    model_config = SettingsConfigDict(env_prefix="THUOCDO_", frozen=True, env_ignore_empty=True)

    raw: Path = ROOT / "raw"
    warehouse: Path = ROOT / "warehouse.duckdb"
    home: Path = ROOT / ".thuocdo"
    engine: Literal["duckdb", "spark"] = "duckdb"
    lake: Path = ROOT / "lake"
    spark_master: str = Field(default="local[*]", pattern=r"^(local(\[[0-9*]+\])?|spark://\S+)$")
    address: str = "127.0.0.1"
    port: int = 8501
    keep_builds: int = Field(default=3, ge=0)
    keep_megabytes: int = Field(default=2048, ge=0)
    most_lost_percent: float = Field(default=10, ge=0, le=100)
    reader_url: str | None = None
    reader_model: str = "default"
    reader_key: SecretStr | None = None
    fetch_private: bool = False
    person_key: SecretStr | None = None
    alert_rules: Path = ROOT / "orchestration" / "alert_rules.yml"
    open_data: Path = ROOT / "open_data"
    open_data_url: str = Field(default="http://127.0.0.1:8080/open_data/", pattern=r"^https?://\S+$")
    reports: Path = ROOT / "reports"
    report_places: str = ""
    alert_urls: SecretStr | None = None
    alert_lang: Literal["vi", "en"] = "vi"
    alert_quiet: str = Field(default="21:00-06:30", pattern=rf"^({CLOCK}-{CLOCK})?$")
    alert_digest: str = Field(default="07:00", pattern=rf"^{CLOCK}$")
    app_url: str = "http://127.0.0.1:8501"

    @field_validator("raw", "warehouse", "home", "lake", "alert_rules", "open_data", "reports")
    @classmethod
    def absolute(cls, path: Path) -> Path:
        """dbt-duckdb resolves relative paths against the working directory, so none is left relative."""
        return path.expanduser().absolute()

    @cached_property
    def build_file(self) -> Path:
        """The private database a build works in; kept between builds so that unchanged files are not re-read."""
        return self.home / "build" / "warehouse.duckdb"

    @cached_property
    def lock_file(self) -> Path:
        return self.home / "build.lock"

    @cached_property
    def kept(self) -> Path:
        """The builds that stood published before this one."""
        return self.home / "kept"

    @cached_property
    def held_back(self) -> Path:
        """The note that says since when and why no new build was published; beside the file that stands meanwhile."""
        return self.warehouse.with_name(f".{self.warehouse.name}.held-back.json")

    @cached_property
    def acknowledged(self) -> Path:
        """Who took which alert in hand; written by the app."""
        return self.home / "alerts" / "acknowledged.jsonl"

    @cached_property
    def sent(self) -> Path:
        """What was sent where; forgetting it sends it again."""
        return self.home / "alerts" / "sent.json"

    @cached_property
    def logs(self) -> Path:
        return self.home / "logs"

    @cached_property
    def quarantine(self) -> Path:
        return self.home / "quarantine"

    @cached_property
    def fetching(self) -> Path:
        return self.home / "fetching"

    @cached_property
    def dagster_home(self) -> Path:
        return self.home / "dagster"

    @cached_property
    def dbt_target(self) -> Path:
        return self.home / ("dbt" if self.engine == "duckdb" else f"dbt-{self.engine}")
