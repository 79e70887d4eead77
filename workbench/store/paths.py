"""Where things lie: the store, the account's own data, state and configuration (XDG Base Directory).

Worked out by hand, since the look-ups start in the time that a library for it takes to load.
"""

import os
import sys

APP = "workbench"


def _base(variable: str, unix: str, mac: str) -> str:
    given = os.environ.get(variable, "")
    base = given if os.path.isabs(given) else os.path.expanduser(f"~/{mac if sys.platform == 'darwin' else unix}")
    return f"{base}/{APP}"


def data() -> str:
    """The account's own data folder."""
    return _base("XDG_DATA_HOME", ".local/share", "Library/Application Support")


def state() -> str:
    """The folder of drafts, fold state and crash files."""
    return _base("XDG_STATE_HOME", ".local/state", "Library/Application Support")


def runtime() -> str:
    """The folder of texts that are with an editor: in memory where the account has such a place."""
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    if os.path.isabs(given) and os.access(given, os.W_OK) and os.stat(given).st_uid == os.getuid():
        return f"{given}/{APP}"
    return f"{state()}/editing"


def config() -> str:
    """The configuration file."""
    return _base("XDG_CONFIG_HOME", ".config", "Library/Application Support") + "/config.toml"


def store(given: str = "") -> str:
    """The store that is meant: the one given, else $WORKBENCH_STORE, else the one in the data folder."""
    chosen = given or os.environ.get("WORKBENCH_STORE", "")
    return os.path.abspath(os.path.expanduser(chosen)) if chosen else f"{data()}/store"
