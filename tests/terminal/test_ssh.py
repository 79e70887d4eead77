"""Over a real OpenSSH server on this machine: the client dies, the line drops, and nothing that was typed is lost."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.terminal.conftest import LOGIN, ROOT, environment
from tests.terminal.harness import PATIENCE, Program
from workbench.store.store import Store

SERVER = shutil.which("sshd") or "/usr/sbin/sshd"
GONE = 3.0 + 1.0
Connect = Callable[[], Program]

pytestmark = pytest.mark.skipif(
    not (Path(SERVER).exists() and shutil.which("ssh") and shutil.which("ssh-keygen")),
    reason="OpenSSH's server, client and ssh-keygen are not all here",
)


def made_key(path: Path) -> Path:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True)
    return path


def spare_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def connect(tmp_path: Path, begun: Path) -> Iterator[Connect]:
    """Connect to a server of the test's own, whose one key opens the workbench and nothing else."""
    host, key, port = made_key(tmp_path / "host"), made_key(tmp_path / "key"), spare_port()
    start = tmp_path / "start"
    kept = "\n".join(f"export {name}='{value}'" for name, value in environment(TERM=None).items())
    start.write_text(f"#!/bin/sh\n{kept}\necho $$ >> {tmp_path}/pids\ncd {ROOT}\n"
                     f"exec {sys.executable} -m workbench --store {begun}\n")  # fmt: skip
    start.chmod(0o700)
    keys = tmp_path / "authorized_keys"
    keys.write_text(f'restrict,pty,command="{start}" {key.with_suffix(".pub").read_text()}')
    settings = {
        "Port": port, "ListenAddress": "127.0.0.1", "HostKey": host, "PidFile": "none", "AuthorizedKeysFile": keys,
        "StrictModes": "no", "UsePAM": "no", "PasswordAuthentication": "no", "KbdInteractiveAuthentication": "no",
        "PermitRootLogin": "yes", "ClientAliveInterval": 1, "ClientAliveCountMax": 2, "LogLevel": "ERROR",
    }  # fmt: skip
    config = tmp_path / "sshd_config"
    config.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen([SERVER, "-D", "-e", "-f", config], stderr=log)
    words: list[str | Path] = [
        "ssh", "-tt", "-F", "none", "-i", key, "-p", str(port), "-o", "StrictHostKeyChecking=no", "-o", "BatchMode=yes",
        "-o", f"UserKnownHostsFile={tmp_path}/known", "-o", "LogLevel=ERROR", f"{LOGIN}@127.0.0.1",
    ]  # fmt: skip
    running: list[Program] = []

    def connected() -> Program:
        running.append(Program(words, environment(), size=(100, 30)))
        running[-1].shows("Call to visit")
        return running[-1]

    try:
        wait_for(port, server, tmp_path / "log")
        yield connected
    finally:
        for program in running:
            program.close()
        server.terminate()
        server.wait()


def wait_for(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until the server answers; where it cannot run here, say so and leave the test out."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if server.poll() is not None:
            pytest.skip(f"sshd does not run here: {log.read_text().strip()[:200]}")
        with closing(socket.socket()) as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    pytest.skip("sshd does not answer here")


def is_there(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("how", ["the client is killed", "its terminal is closed", "the client is ended"])
def test_a_client_that_goes_while_somebody_types_loses_nothing(
    how: str, connect: Connect, tmp_path: Path, drafted: Callable[[], str], begun: Path
) -> None:
    client = connect()
    client.type("a")
    client.shows("Enter: the next")
    client.type("A sentence written over a thin line")
    client.shows("A sentence written over a thin line")
    (pid,) = map(int, (tmp_path / "pids").read_text().split())
    assert is_there(pid)
    if how == "its terminal is closed":
        client.terminal.hang_up()
    else:
        client.signal(signal.SIGKILL if how == "the client is killed" else signal.SIGTERM)
    end = time.monotonic() + GONE
    while is_there(pid):
        assert time.monotonic() < end, "the workbench is still there"
        time.sleep(0.02)
    assert "A sentence written over a thin line" in drafted()
    store = Store.open(begun)
    assert [process.name for process in store.organization.running()] == ["Call to visit"]
    store.close()


def test_over_ssh_it_starts_takes_keys_and_leaves_the_terminal_as_it_was(connect: Connect) -> None:
    client = connect()
    client.type("aWritten over ssh\r\r")
    client.shows("added P2")
    client.type("q")
    assert client.ended() == 0
    assert client.terminal.left_on() == []
    assert client.terminal.strays == []
