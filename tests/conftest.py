"""What every test needs: the account's own files stay unseen, no clock is watched, no core stands idle."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def _home_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """HOME and the XDG folders lie in the test's own folder; nothing is chosen by the environment."""
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    monkeypatch.setenv("HOME", str(home))
    for variable in ("WORKBENCH_STORE", "WORKBENCH_THEME", "NO_COLOR", "TMUX", "VISUAL", "EDITOR"):
        monkeypatch.delenv(variable, raising=False)
    for variable, folder in {
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_CONFIG_HOME": ".config",
        "XDG_CACHE_HOME": ".cache",
    }.items():
        monkeypatch.setenv(variable, str(home / folder))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)


def pytest_xdist_auto_num_workers() -> int:
    """Two to a core: whoever sits before the panes waits for them more than half of the time."""
    return 2 * (os.cpu_count() or 1)
