"""The configuration: theme, glyphs, output and keys, in a TOML file that people edit."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workbench.domain.errors import BadInput
from workbench.store import paths
from workbench.store.errors import NotWritten
from workbench.store.files import make_folder, replace_file

CHOICES = {"glyphs": ("auto", "unicode", "ascii"), "output": ("thrifty", "plain")}
KNOWN = ("theme", "glyphs", "output", "keys")


@dataclass(frozen=True, slots=True)
class Config:
    """What a person has set; "" and {} for what they have not. `problems` say what could not be understood.

    `$WORKBENCH_OUTPUT` stands above the file.
    """

    theme: str = ""
    glyphs: str = "auto"
    output: str = "thrifty"
    keys: Mapping[str, str] = field(default_factory=dict[str, str])
    problems: tuple[str, ...] = ()


def read() -> Config:
    """The configuration as far as it can be understood; never fails."""
    path = paths.config()
    if not os.path.exists(path):
        return Config(output=_output("thrifty"))
    import tomllib

    try:
        with open(path, "rb") as file:
            content = tomllib.load(file)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Config(output=_output("thrifty"), problems=(f"{path}: {error}. It is left out.",))
    problems = [f"{path}: there is no setting “{name}”." for name in content if name not in KNOWN]
    theme, keys = content.get("theme", ""), content.get("keys", {})
    if not isinstance(theme, str):
        problems.append(f"{path}: theme must be a name in quotes.")
        theme = ""
    chosen: dict[str, str] = {}
    for name, choices in CHOICES.items():
        chosen[name] = content.get(name, choices[0])
        if chosen[name] not in choices:
            problems.append(f"{path}: {name} must be one of {', '.join(choices)}.")
            chosen[name] = choices[0]
    known = _keys(path, keys, problems)
    return Config(theme, chosen["glyphs"], _output(chosen["output"]), known, tuple(problems))


def _output(setting: str) -> str:
    wanted = os.environ.get("WORKBENCH_OUTPUT", "")
    return wanted if wanted in CHOICES["output"] else setting


def _keys(path: str, keys: object, problems: list[str]) -> dict[str, str]:
    if not isinstance(keys, dict):
        problems.append(f"{path}: keys must be a table of action = key.")
        return {}
    known: dict[str, str] = {}
    for action, key in keys.items():  # pyright: ignore[reportUnknownVariableType]
        listed: list[object] = key if isinstance(key, list) else [key]  # pyright: ignore[reportUnknownVariableType]
        if all(isinstance(one, str) and one for one in listed):
            known[str(action)] = ",".join(map(str, listed))  # pyright: ignore[reportUnknownArgumentType]
        else:
            problems.append(f"{path}: the key of {action} must be a name in quotes, or a list of them.")
    return known


def set_value(name: str, value: str) -> None:
    """Set theme, glyphs, output or keys.ACTION, keeping everything else in the file. Raises BadInput, NotWritten.

    An empty text takes a setting other than a key out again.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    section, _, action = name.partition(".")
    if section not in KNOWN or (section == "keys") != bool(action):
        raise BadInput(f"There is no setting “{name}”. The settings are theme, glyphs, output and keys.ACTION.")
    if value and value not in CHOICES.get(section, (value,)):
        raise BadInput(f"{section} is one of {', '.join(CHOICES[section])}.")
    path = Path(paths.config())
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document()
    except (OSError, ValueError, TOMLKitError) as error:
        raise BadInput(f"{path}: {error}. Mend it first.") from None
    if action:
        document.setdefault("keys", tomlkit.table())[action] = value
    elif value:
        document[section] = value
    elif section in document:
        del document[section]
    try:
        make_folder(path.parent)
        replace_file(path, tomlkit.dumps(document).encode(), 0o600)
    except OSError as error:
        raise NotWritten(path, error) from None
