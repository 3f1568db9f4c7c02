"""The wheel and the source archive: what is in them, what must not be, and that the wheel stands on its own."""

import ast
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email.message import Message
from email.parser import Parser
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("answer", "api", "cli", "corpus", "eval", "ingest", "prompts", "records", "retriever", "text")
NOT_OURS_TO_PASS_ON = "corpus/files/migration-services-in-wales.txt"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


@pytest.fixture(scope="module")
def installed(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as wheel:
        wheel.extractall(folder)
    return folder


def files_below(root: Path) -> set[str]:
    found = {path.relative_to(root) for package in PACKAGES for path in (root / package).rglob("*") if path.is_file()}
    kept = {path for path in found if "__pycache__" not in path.parts}
    return {path.as_posix() for path in kept if path.parts[:2] != ("eval", "results")}


def run_installed(installed: Path, *command: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(installed), "NODDFA_DATA_DIR": str(installed / "data")}
    run = subprocess.run(
        [sys.executable, *command], cwd=installed, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def plain(requirement: str) -> str:
    """`PyYAML>=6,<7` as `pyyaml`."""
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def declared(*extras: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = [line for extra in extras for line in project["optional-dependencies"][extra]]
    return {plain(line) for line in [*project["dependencies"], *optional]}


def metadata(installed: Path) -> Message:
    return Parser().parsestr(next(installed.glob("*.dist-info/METADATA")).read_text(encoding="utf-8"))


def test_wheel_has_every_file_of_ours_but_the_one(installed: Path) -> None:
    assert files_below(installed) == files_below(ROOT) - {NOT_OURS_TO_PASS_ON}


@pytest.mark.parametrize("suffix", [".toml", ".yaml", ".txt", ".jsonl", ".html", ".css"])
def test_wheel_has_data_of_every_kind(installed: Path, suffix: str) -> None:
    assert any(name.endswith(suffix) for name in files_below(installed))


def test_wheel_has_nothing_beside_the_packages(installed: Path) -> None:
    beside = {path.name for path in installed.iterdir() if not path.name.endswith(".dist-info")}
    assert beside == {*PACKAGES, "errors.py", "settings.py"}


def test_wheel_names_its_licences(installed: Path) -> None:
    assert metadata(installed)["License-Expression"] == "MIT AND OGL-UK-3.0"
    assert list(installed.glob("*.dist-info/licenses/LICENSE"))


def test_wheel_refuses_the_public_index(installed: Path) -> None:
    assert "Private :: Do Not Upload" in (metadata(installed).get_all("Classifier") or [])


def test_wheel_reads_its_own_catalogue(installed: Path) -> None:
    code = (
        "from corpus.catalogue import load_catalogue; from settings import Settings; "
        "c = load_catalogue(Settings().catalogue); "
        "print(c.entries[0].file, c.faults, sum(e.file.exists() for e in c.entries))"
    )
    assert run_installed(installed, "-c", code) == f"{installed.resolve()}/corpus/files/foi-atisn-24923.txt () 4\n"


def test_wheel_answers_help(installed: Path) -> None:
    assert "ingest" in run_installed(installed, "-c", "from cli import main; main()", "--help")


def test_source_archive_leaves_the_page_out(dist: Path) -> None:
    with tarfile.open(next(dist.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert NOT_OURS_TO_PASS_ON not in names
    assert {"corpus/matters.yaml", "tests/test_packaging.py", "requirements.lock", "LICENSE"} <= names
    assert not [name for name in names if name.startswith(("eval/results", "var/", ".venv"))]


def test_dependencies_cover_every_import() -> None:
    brings = packages_distributions()
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    foreign = {name.split(".")[0] for name in names} & brings.keys() - {*PACKAGES, "errors", "settings"}
    assert sorted(name for name in foreign if not declared() & {plain(each) for each in brings[name]}) == []


def test_dependencies_are_each_explained() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    explained = {plain(name) for name in re.findall(r"^\| ([A-Za-z][\w.-]*) \|", page, flags=re.MULTILINE)}
    assert explained - {"package"} == declared("dev")


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_lock_suits_every_machine(lock: str) -> None:
    pins = [line for line in (ROOT / lock).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert "torch==2.13.0" in pins
    assert [pin for pin in pins if not re.match(r"[a-z0-9-]+==[0-9.a-z]+( ; .+)?$", pin)] == []
    assert [pin for pin in pins if pin.startswith(("nvidia-", "cuda-", "triton"))] == []


def test_development_lock_holds_the_application_lock() -> None:
    application, development = (
        set((ROOT / lock).read_text(encoding="utf-8").splitlines())
        for lock in ("requirements.lock", "requirements-dev.lock")
    )
    assert application < development
