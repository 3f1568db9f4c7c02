"""The house rules that can be read off the syntax trees: who imports whom, sizes and names."""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from importlib.machinery import PathFinder
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

LEVELS = (
    {"cli"},
    {"api", "eval"},
    {"ingest", "answer"},
    {"retriever", "prompts", "records"},
    {"corpus", "text"},
    {"errors", "settings"},
)
OURS = set().union(*LEVELS)
# eval/run.py hands the settings on to open_assistant, and reads none of them; training is a door of its own.
SETTINGS_READERS = {
    "api/app.py",
    "answer/assembly.py",
    "ingest/assembly.py",
    "eval/conflicts.py",
    "eval/run.py",
    "eval/known_questions.py",
    "eval/powers_report.py",
    "eval/train_claims.py",
    "eval/train_evidence.py",
    "eval/train_judge.py",
    "eval/train_likeness.py",
    "eval/train_phrasing.py",
    "eval/train_powers.py",
    "eval/train_questions.py",
    "eval/train_verdicts.py",
    "eval/training_pools.py",
}
# The only package that may import a library, and in how many of its modules.
KNOWN = {
    "chromadb": ("retriever", 1),
    "tantivy": ("retriever", 1),
    "sentence_transformers": ("retriever", 3),  # one prepares the embedding model, one runs it, one the cross-encoder
    "transformers": ("retriever", 5),  # four of them for the type of the tokeniser
    "torch": ("retriever", 7),
    "sqlalchemy": ("records", 10),
    "alembic": ("records", 5),  # one runs the migrations, the others are them
    "docx": ("answer", 1),
    "govuk_bank_holidays": ("answer", 1),
    "icalendar": ("answer", 1),
    "langchain.chat_models": ("answer", 1),
    "langchain_core.language_models": ("answer", 1),
}
# What trains the shipped parts computes with torch as well, and nothing that serves imports it.
TRAINERS = {
    "eval/known_questions.py",
    "eval/lora.py",
    "eval/nearest_passages.py",
    "eval/neighbours.py",
    "eval/sameness.py",
    "eval/train_claims.py",
    "eval/train_evidence.py",
    "eval/train_judge.py",
    "eval/train_likeness.py",
    "eval/train_phrasing.py",
    "eval/train_powers.py",
    "eval/train_questions.py",
    "eval/train_verdicts.py",
}
HELD_AT_IMPORT = re.compile(
    r"^(open|load|create|connect)(_|$)|(Settings|Client|Store|Assistant|Retriever|Ingestor|FastAPI|Environment"
    r"|SentenceTransformer|Console|Connection|Session)$"
)
VAGUE = {"utils", "core", "common", "helpers", "base"}


class Module:
    """One file of ours with its syntax tree."""

    def __init__(self, root: Path, path: Path) -> None:
        self.name = path.relative_to(root).as_posix()
        self.package = self.name.split("/")[0].removesuffix(".py")
        self.text = path.read_text(encoding="utf-8")
        self.tree = ast.parse(self.text)

    def imports(self, tree: ast.AST | None = None) -> Iterator[str]:
        """Dotted names as written, `from a.b import c` as `a.b.c`."""
        for node in ast.walk(tree or self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    def uses(self, name: str) -> bool:
        return any(f"{imported}.".startswith(f"{name}.") for imported in self.imports())

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def modules(root: Path) -> list[Module]:
    files = [path for name in sorted(OURS) for path in (root / f"{name}.py", *sorted((root / name).rglob("*.py")))]
    return [Module(root, path) for path in files if path.is_file()]


def upward(found: list[Module]) -> Iterator[str]:
    level = {name: number for number, names in enumerate(LEVELS) for name in names}
    for module in found:
        for target in {name.split(".")[0] for name in module.imports()} & OURS - {module.package}:
            if module.package == "prompts" or level[target] <= level[module.package]:
                yield f"{module.name} imports {target}"


def settings_elsewhere(found: list[Module]) -> Iterator[str]:
    for module in found:
        if module.uses("settings") and module.package != "cli" and module.name not in SETTINGS_READERS:
            yield f"{module.name} reads the settings"


def second_knower(found: list[Module]) -> Iterator[str]:
    for library, (home, most) in KNOWN.items():
        users = [module for module in found if module.uses(library) and module.name not in TRAINERS]
        yield from (f"{module.name} imports {library}" for module in users if module.package != home)
        if len(users) > most:
            yield f"{library} is known to {', '.join(module.name for module in users)}"


def import_inside_function(found: list[Module]) -> Iterator[str]:
    for module in found:
        for function in module.functions() if module.package != "cli" else ():
            if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function)):
                yield f"{module.name}: {function.name} imports"


def eval_rebound(found: list[Module]) -> Iterator[str]:
    for module in found:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Import) and any(alias.name.split(".")[0] == "eval" for alias in node.names):
                yield f"{module.name}:{node.lineno} rebinds eval"


def held_at_import(found: list[Module]) -> Iterator[str]:
    for module in found:
        for node in module.tree.body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call):
                maker = ast.unparse(node.value.func).split(".")[-1]
                if HELD_AT_IMPORT.search(maker):
                    yield f"{module.name}:{node.lineno} holds {maker}()"


def too_long(found: list[Module]) -> Iterator[str]:
    for module in found:
        if len(module.text.splitlines()) > 300:
            yield f"{module.name} has over 300 lines"
        for function in module.functions():
            if (function.end_lineno or 0) - function.lineno >= 40:
                yield f"{module.name}: {function.name} has over 40 lines"


def misleading_name(found: list[Module]) -> Iterator[str]:
    for module in found:
        stem = Path(module.name).stem
        if stem in VAGUE or stem in sys.stdlib_module_names:
            yield f"{module.name} has a name that says nothing or is Python's own"


RULES: dict[str, Callable[[list[Module]], Iterator[str]]] = {
    "no-upward-import": upward,
    "settings-in-place": settings_elsewhere,
    "one-module-knows": second_knower,
    "imports-at-head": import_inside_function,
    "eval-stays-the-builtin": eval_rebound,
    "nothing-held": held_at_import,
    "house-sizes": too_long,
    "telling-names": misleading_name,
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_house_keeps_the_rule(rule: Callable[[list[Module]], Iterator[str]]) -> None:
    found = modules(ROOT)
    assert {"corpus", "errors"} <= {module.package for module in found}
    assert sorted(rule(found)) == []


def test_tests_keep_eval_and_sizes() -> None:
    found = [Module(ROOT, path) for path in sorted((ROOT / "tests").rglob("*.py"))]
    assert sorted([*eval_rebound(found), *too_long(found)]) == []


@pytest.mark.parametrize(
    ("rule", "file", "source"),
    [
        pytest.param("no-upward-import", "corpus/planted.py", "from retriever.hit import Hit", id="upward"),
        pytest.param("no-upward-import", "answer/planted.py", "import ingest.report", id="sideways"),
        pytest.param("no-upward-import", "prompts/planted.py", "from errors import NoddfaError", id="prompts"),
        pytest.param("settings-in-place", "retriever/planted.py", "from settings import Settings", id="settings"),
        pytest.param("one-module-knows", "answer/planted.py", "import chromadb.config", id="chroma-in-answer"),
        pytest.param("one-module-knows", "retriever/planted.py", "from tantivy import Index", id="second-tantivy"),
        pytest.param("one-module-knows", "api/planted.py", "from docx import Document", id="docx-in-api"),
        pytest.param("one-module-knows", "cli/planted.py", "from langchain import chat_models", id="model-in-cli"),
        pytest.param("one-module-knows", "api/planted.py", "from sqlalchemy import select", id="sqlalchemy-in-api"),
        pytest.param("one-module-knows", "cli/planted.py", "from alembic import command", id="alembic-in-cli"),
        pytest.param("imports-at-head", "text/planted.py", "def read() -> None:\n    import json", id="late-import"),
        pytest.param("eval-stays-the-builtin", "cli/planted.py", "import eval.gate", id="eval"),
        pytest.param("nothing-held", "api/planted.py", "app = FastAPI()", id="app-held"),
        pytest.param("nothing-held", "api/planted.py", "held = answer.open_assistant(x)", id="assistant-held"),
        pytest.param("house-sizes", "text/planted.py", "x = 1\n" * 301, id="long-file"),
        pytest.param("house-sizes", "text/planted.py", "def f():\n" + "    x = 1\n" * 40, id="long-function"),
        pytest.param("telling-names", "ingest/html.py", "", id="stdlib-name"),
        pytest.param("telling-names", "ingest/utils.py", "", id="vague-name"),
    ],
)
def test_planted_fault_is_caught(tmp_path: Path, rule: str, file: str, source: str) -> None:
    for name, text in {"retriever/keywords.py": "import tantivy", file: source}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [line for line in RULES[rule](modules(tmp_path)) if Path(file).name in line]


def test_names_of_ours_are_in_no_other_distribution() -> None:
    elsewhere = [folder for folder in sys.path if folder and Path(folder).resolve() not in (ROOT, ROOT / "tests")]
    assert sorted(name for name in OURS if PathFinder.find_spec(name, elsewhere)) == []
    assert sorted(name for name in OURS if (ROOT / name).is_dir() and not (ROOT / name / "__init__.py").is_file()) == []
