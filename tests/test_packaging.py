"""What is built from the tree holds all of it, under one import name."""

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

HERE = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS: dict[str, Any] = PROJECT["tool"]["setuptools"]
BESIDE = ("screens", "data")


def test_every_package_of_the_tree_is_in_the_list() -> None:
    found = {"workbench", *(f"workbench.{name}" for name in BESIDE)}
    for folder in [HERE / "workbench", *(HERE / name for name in BESIDE)]:
        for path in folder.rglob("__init__.py"):
            package = path.parent.relative_to(HERE)
            parts = package.parts if package.parts[0] == "workbench" else ("workbench", *package.parts)
            found.add(".".join(parts))
    assert sorted(found) == sorted(SETUPTOOLS["packages"])


def test_every_folder_with_python_in_it_is_a_package() -> None:
    for folder in [HERE / "workbench", *(HERE / name for name in BESIDE)]:
        for path in folder.rglob("*.py"):
            assert (path.parent / "__init__.py").exists(), path


@pytest.mark.parametrize("name", BESIDE)
def test_what_stands_beside_is_linked_and_installed_inside(name: str) -> None:
    link = HERE / "workbench" / name
    assert link.is_symlink()
    assert link.readlink() == Path("..") / name
    assert SETUPTOOLS["package-dir"][f"workbench.{name}"] == name


def test_content_and_style_sheets_are_package_data() -> None:
    kinds = {"workbench.data": {".json"}, "workbench.screens": {".tcss"}}
    for package, endings in kinds.items():
        folder = HERE / package.removeprefix("workbench.")
        others = {path.suffix for path in folder.iterdir() if path.is_file() and path.suffix not in (".py", ".pyc")}
        assert others <= endings
        assert set(SETUPTOOLS["package-data"][package]) == {f"*{ending}" for ending in endings}
    assert not [path for path in (HERE / "data").iterdir() if path.is_dir() and path.name != "__pycache__"]


def test_the_layers_say_what_they_are_and_load_nothing() -> None:
    for package in SETUPTOOLS["packages"]:
        if package not in ("workbench", "workbench.cli"):
            text = (HERE / package.replace(".", "/") / "__init__.py").read_text(encoding="utf-8")
            assert text.startswith('"""')
            assert "import" not in text.rpartition('"""')[2]


def test_the_command_and_the_name_are_as_people_install_them() -> None:
    assert PROJECT["project"]["name"] == "process-workbench"
    assert PROJECT["project"]["scripts"] == {"workbench": "workbench.cli:main"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel and the source archive, built from a copy of what git knows and what is new beside it."""
    if _version("build") == 0:
        pytest.skip("the package build is not installed")
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=HERE, capture_output=True, check=True,
        ).stdout.decode()  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git tree")
    tree, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("dist")
    for name in filter(None, listed.split("\0")):
        if os.path.lexists(HERE / name):
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HERE / name, tree / name, follow_symlinks=False)
    (tree / "README.md").touch()
    here = ["--no-isolation"] if _version("setuptools") >= 77 else []
    made = subprocess.run(
        [sys.executable, "-m", "build", *here, "--outdir", str(out), str(tree)],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    if made.returncode and not here and "setuptools>=" in made.stdout + made.stderr:
        pytest.skip("setuptools cannot be had for an isolated build")
    assert made.returncode == 0, made.stdout + made.stderr
    assert "would be ignored" not in made.stdout + made.stderr
    return out


def _version(package: str) -> int:
    """The main version of an installed package, 0 where there is none."""
    try:
        return int(version(package).partition(".")[0])
    except PackageNotFoundError:
        return 0


def _expected() -> set[str]:
    """Every file of the product, as it is named in the wheel."""
    found: set[str] = set()
    for folder in ("workbench", *BESIDE):
        for path in (HERE / folder).rglob("*"):
            relative = path.relative_to(HERE)
            if path.is_file() and path.suffix in (".py", ".json", ".tcss", ".typed"):
                parts = relative.parts if folder == "workbench" else ("workbench", *relative.parts)
                found.add("/".join(parts))
    return found


def test_the_wheel_holds_every_module_screen_and_content(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(ZipFile(wheel).namelist())
    assert _expected() <= names
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {"workbench"}


def test_the_source_archive_holds_what_the_wheel_is_built_from(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as file:
        names = {name.partition("/")[2] for name in file.getnames()}
    assert {"pyproject.toml", "data/sample.json", "data/__init__.py", "screens/__init__.py"} <= names
    for name in _expected():
        path = name.removeprefix("workbench/") if name.split("/")[1] in BESIDE else name
        assert path in names
