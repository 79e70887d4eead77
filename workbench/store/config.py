"""The configuration: theme, glyphs and keys, in a TOML file that people edit."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workbench.domain.errors import BadInput
from workbench.store import paths
from workbench.store.errors import NotWritten
from workbench.store.files import make_folder, replace_file

GLYPHS = ("auto", "unicode", "ascii")
KNOWN = ("theme", "glyphs", "keys")


@dataclass(frozen=True, slots=True)
class Config:
    """What a person has set; "" and {} for what they have not. `problems` say what could not be understood."""

    theme: str = ""
    glyphs: str = "auto"
    keys: Mapping[str, str] = field(default_factory=dict[str, str])
    problems: tuple[str, ...] = ()


def read() -> Config:
    """The configuration as far as it can be understood; never fails."""
    path = paths.config()
    try:
        with open(path, "rb") as file:
            content = tomllib.load(file)
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Config(problems=(f"{path}: {error}. It is left out.",))
    problems = [f"{path}: there is no setting “{name}”." for name in content if name not in KNOWN]
    theme, glyphs, keys = content.get("theme", ""), content.get("glyphs", "auto"), content.get("keys", {})
    if not isinstance(theme, str):
        problems.append(f"{path}: theme must be a name in quotes.")
        theme = ""
    if glyphs not in GLYPHS:
        problems.append(f"{path}: glyphs must be one of {', '.join(GLYPHS)}.")
        glyphs = "auto"
    return Config(theme, glyphs, _keys(path, keys, problems), tuple(problems))


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
    """Set theme, glyphs or keys.ACTION, keeping everything else in the file. Raises BadInput, NotWritten."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    section, _, action = name.partition(".")
    if section not in KNOWN or (section == "keys") != bool(action):
        raise BadInput(f"There is no setting “{name}”. The settings are theme, glyphs and keys.ACTION.")
    if section == "glyphs" and value not in GLYPHS:
        raise BadInput(f"glyphs is one of {', '.join(GLYPHS)}.")
    path = Path(paths.config())
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document()
    except (OSError, ValueError, TOMLKitError) as error:
        raise BadInput(f"{path}: {error}. Mend it first.") from None
    if action:
        document.setdefault("keys", tomlkit.table())[action] = value
    else:
        document[section] = value
    try:
        make_folder(path.parent)
        replace_file(path, tomlkit.dumps(document).encode(), 0o600)
    except OSError as error:
        raise NotWritten(path, error) from None
