"""The Spark session of a build, as dbt's profile describes it: the models and the reader work on one cluster."""

import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from orchestration.settings import DBT_PROJECT, ROOT, Settings

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOOPBACK = "127.0.0.1"


class NoSpark(RuntimeError):
    """Spark is asked for and not installed."""


def name_places(settings: Settings) -> None:
    """Tells dbt's profile, and Spark itself, where things are. Raises NoSpark."""
    if find_spec("pyspark") is None:
        raise NoSpark("THUOCDO_ENGINE=spark needs Spark, which `make spark` installs (docs/scale.md)")
    os.environ["THUOCDO_LAKE"] = str(settings.lake)
    os.environ["THUOCDO_SPARK_MASTER"] = settings.spark_master
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if settings.spark_master.startswith("local"):
        # nobody else has business with a session of this machine alone
        os.environ.setdefault("SPARK_LOCAL_IP", LOOPBACK)


def session(settings: Settings) -> "SparkSession":
    """The session of this process, begun when there is none. Raises NoSpark."""
    name_places(settings)
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.enableHiveSupport()
    for name, value in parameters().items():
        builder = builder.config(name, value)
    # executors read files by this project's own code
    return builder.config("spark.executorEnv.PYTHONPATH", str(ROOT)).getOrCreate()


def parameters() -> dict[str, str]:
    """What dbt's profile says to Spark."""
    import yaml
    from jinja2 import Template

    written = Template((DBT_PROJECT / "profiles.yml").read_text("utf-8")).render(env_var=os.environ.get)
    told: dict[str, str] = yaml.safe_load(written)["thuocdo"]["outputs"]["spark"]["server_side_parameters"]
    return told
