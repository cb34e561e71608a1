"""Every setting, its default and the THUOCDO_ variable that changes it."""

from functools import cached_property
from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
DBT_PROJECT = ROOT / "dbt_project"


class Settings(BaseSettings):
    """Where things are. Relative paths are taken from the folder the command is run in.

    raw        THUOCDO_RAW        what the world said, as received (default: raw)
    warehouse  THUOCDO_WAREHOUSE  the published file (default: warehouse.duckdb)
    home       THUOCDO_HOME       everything private to the build (default: .thuocdo)
    address    THUOCDO_ADDRESS    where the app listens (default: 127.0.0.1; before any other, read docs/login.md)
    port       THUOCDO_PORT       and on which port (default: 8501)
    keep_builds    THUOCDO_KEEP_BUILDS    how many earlier builds are kept to return to (default: 3)
    keep_megabytes THUOCDO_KEEP_MEGABYTES and how large they may be together (default: 2048)
    fetch_private  THUOCDO_FETCH_PRIVATE  let fetching connect to private addresses (default: no; for tests)
    person_key     THUOCDO_PERSON_KEY     the secret that identity numbers of case files are hashed with (default: none,
                                          they are dropped)

    An optional second reader of articles, off while it has no address (docs/reading.md):
    reader_url    THUOCDO_READER_URL    base of an OpenAI-compatible endpoint, such as http://127.0.0.1:8000/v1
    reader_model  THUOCDO_READER_MODEL  the model to ask for
    reader_key    THUOCDO_READER_KEY    its key, if it wants one
    """

    model_config = SettingsConfigDict(env_prefix="THUOCDO_", frozen=True, env_ignore_empty=True)

    raw: Path = ROOT / "raw"
    warehouse: Path = ROOT / "warehouse.duckdb"
    home: Path = ROOT / ".thuocdo"
    address: str = "127.0.0.1"
    port: int = 8501
    keep_builds: int = Field(default=3, ge=0)
    keep_megabytes: int = Field(default=2048, ge=0)
    reader_url: str | None = None
    reader_model: str = "default"
    reader_key: SecretStr | None = None
    fetch_private: bool = False
    person_key: SecretStr | None = None

    @field_validator("raw", "warehouse", "home")
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
        return self.home / "dbt"
