"""A standalone Spark cluster on this machine: a master and its workers, each a process of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
PATIENCE_SECONDS = 60
CLASSES = "org.apache.spark.deploy"
QUIETLY = {"spark.ui.showConsoleProgress": "false"}
# two hundred partitions, the default, would be two hundred tasks
LITTLE_DATA = {"spark.sql.shuffle.partitions": "4"}


@dataclass(frozen=True, slots=True)
class Cluster:
    master: str
    workers: list["subprocess.Popen[bytes]"]
    conf: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            "THUOCDO_ENGINE": "spark",
            "THUOCDO_SPARK_MASTER": self.master,
            "SPARK_LOCAL_IP": HOST,
            "SPARK_CONF_DIR": str(self.conf),
        }


@contextmanager
def cluster(folder: Path, workers: int, memory: str = "1g", told: Mapping[str, str] = LITTLE_DATA) -> Iterator[Cluster]:
    """So many workers of one core and so much memory each, gone when the block ends."""
    conf = defaults(folder / "conf", {**told, "spark.executor.memory": memory})
    port = free_port()
    started = [start(folder, "master.Master", "--host", HOST, "--port", str(port), "--webui-port", str(free_port()))]
    try:
        wait_for(port)
        master = f"spark://{HOST}:{port}"
        for number in range(workers):
            room = str(folder / f"worker-{number}")
            options = ["--host", HOST, "--webui-port", str(free_port()), "-c", "1", "-m", memory, "-d", room, master]
            started.append(start(folder, "worker.Worker", *options))
        yield Cluster(master, started[1:], conf)
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def defaults(conf: Path, told: Mapping[str, str]) -> Path:
    """A folder for SPARK_CONF_DIR in which Spark is told what is its own business."""
    conf.mkdir(parents=True)
    lines = [f"{name} {value}\n" for name, value in {**QUIETLY, **told}.items()]
    (conf / "spark-defaults.conf").write_text("".join(lines), "utf-8")
    return conf


def start(folder: Path, name: str, *options: str) -> "subprocess.Popen[bytes]":
    here = Path(sys.executable).parent
    # as in an activated environment: the program asks the first Python of the path where Spark is
    environment = os.environ | {"PATH": f"{here}:{os.environ['PATH']}", "SPARK_LOCAL_IP": HOST}
    with (folder / f"{name}.log").open("ab") as log:
        command = [here / "spark-class", f"{CLASSES}.{name}", *options]
        return subprocess.Popen(command, stdout=log, stderr=log, env=environment)


def free_port() -> int:
    with socket.socket() as held:
        held.bind((HOST, 0))
        return int(held.getsockname()[1])


def wait_for(port: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        with socket.socket() as knocking:
            if knocking.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError("the master does not answer")
