"""The training data and what was made of them: no test case is among them, and what ships is what they make."""

import ast
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file
from transformers import BertConfig, BertModel

from answer.foi.sameness import WEIGHTS as SAMENESS
from answer.matcher import ASIDES, NONE, OPEN
from answer.shipped import read_part
from corpus.matter import load_matters
from eval import known_questions as known
from eval import train_questions as questions
from eval.case import Asked, Split
from eval.cases import tasks_of
from eval.lora import SCALE, Trainable
from eval.text_cases import ClaimsCase, PairCase, RequestCase
from eval.train_evidence import REPORT, TARGET
from eval.training_passages import TRAINING, rows
from eval.training_pools import hashes
from eval.training_questions import labelled_questions, labelled_sides, labelled_terms
from retriever.adapter import Adapter
from settings import Settings

ROOT = Path(__file__).resolve().parents[1]
TRAINERS = sorted(ROOT.glob("eval/train*.py")) + sorted(ROOT.glob("eval/*_report.py"))
ALIKE = 0.7
"""Share of their words that two questions have in common when one is only the other reworded."""
SHIPPED = 25_000_000


def asked() -> Iterator[str]:
    """Every question that anything is trained on."""
    for path in TRAINING.glob("*.jsonl"):
        for row in rows(path):
            yield from ([row["question"]] if "question" in row else [one["q"] for one in row["questions"]])


def words(question: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", question.casefold()))


def claimed() -> Iterator[str]:
    """Every claim that anything is trained on."""
    for path in TRAINING.glob("*/*.jsonl"):
        for row in rows(path):
            yield from (row[name] for name in ("claim", "text") if name in row)
            yield from (one[name] for one in row.get("claims", ()) for name in ("claim", "words"))


def assert_unlike(cases: Sequence[frozenset[str]], texts: Iterable[str]) -> None:
    """No text shares seven tenths of its words with a case."""
    with_word = defaultdict(set)
    for number, own in enumerate(cases):
        for word in own:
            with_word[word].add(number)
    for text in texts:
        own = words(text)
        near = set().union(*(with_word[word] for word in own))
        assert all(len(own & cases[at]) < ALIKE * len(own | cases[at]) for at in near), text


def test_training_holds_no_test_question() -> None:
    tasks = tasks_of(("competence", "facts", "unanswerable"), (Split.TEST,))
    cases = [words(task.case.question) for task in tasks if isinstance(task.case, Asked)]
    assert len(cases) > 400
    assert_unlike(cases, asked())


def requested() -> Iterator[str]:
    """Every question of a request that anything is trained on."""
    for path in TRAINING.glob("requests/*.jsonl"):
        yield from (question for row in rows(path) for question in row["questions"])
    for path in TRAINING.glob("likeness/*.jsonl"):
        for row in rows(path):
            yield from (row["past"], *(one["q"] for one in (*row["same"], *row["near"])))


def test_training_holds_no_test_request() -> None:
    tasks = [task.case for task in tasks_of(("requests",), (Split.TEST,))]
    cases = [words(one) for case in tasks if isinstance(case, RequestCase) for one in case.expected.questions]
    assert len(cases) > 100
    assert_unlike(cases, requested())


def test_training_holds_no_test_claim() -> None:
    tasks = tasks_of(("claims", "minimal-pairs"), (Split.TEST,))
    posts = [task.case for task in tasks if isinstance(task.case, ClaimsCase)]
    pairs = [task.case for task in tasks if isinstance(task.case, PairCase)]
    texts = [text for post in posts for text in (post.text, *(one.claim for one in post.expected))]
    texts += [text for pair in pairs for text in (pair.claim_a, pair.claim_b)]
    assert len(texts) > 300
    assert_unlike([words(text) for text in texts], claimed())


def test_trainers_read_the_development_split_alone() -> None:
    for path in TRAINERS:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        splits = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and _is_split(node.value)}
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) == "tasks_of"]
        assert splits <= {"DEVELOPMENT"}, path
        assert all(len(call.args) == 2 for call in calls), f"{path}: tasks_of without its splits reads all of them"
        assert "suites" not in [_name(node) for node in ast.walk(tree)], path


def test_every_matter_is_asked_about(settings: Settings) -> None:
    counts: dict[str | None, int] = defaultdict(int)
    welsh: dict[str | None, int] = defaultdict(int)
    aliases = json.loads((TRAINING / "aliases.json").read_text(encoding="utf-8"))
    for path in TRAINING.glob("questions-*.jsonl"):
        for row in rows(path):
            matter = aliases.get(row["matter"], row["matter"])
            counts[matter] += 1
            welsh[matter] += row["language"] == "cy"
    matters = load_matters(settings.matters)
    few = [matter.id for matter in matters if counts[matter.id] < 12 or welsh[matter.id] < 3]
    assert few == []


def test_labels_are_of_the_register(settings: Settings) -> None:
    matters = load_matters(settings.matters)
    statuses = {matter.id: matter.status.value for matter in matters}
    for one in (*labelled_questions(matters), *labelled_sides(matters), *labelled_terms(matters)):
        deed = one.name is None and one.sides == (OPEN,)
        assert deed or one.name in statuses or one.name in (NONE, *ASIDES, f"other-{one.status}"), one
        assert statuses.get(one.name or "", one.status) == one.status, one


@pytest.mark.parametrize("part", ["evidence-reader", "matcher", "questions"])
def test_part_belongs_to_data(part: str, settings: Settings) -> None:
    report = json.loads((ROOT / "docs" / f"{part}.json").read_text(encoding="utf-8"))
    trained_on = report["runs"][-1]["data"] if "runs" in report else report["data"]
    present = hashes([settings.matters, *TRAINING.glob("*.json*")])
    assert trained_on.items() <= present.items(), "run 'make train': data that it was trained on changed since"
    assert {"answers.jsonl", "synthetic-passages.jsonl"} <= trained_on.keys()


def test_evidence_reader_belongs_to_report() -> None:
    report = json.loads(REPORT.read_text(encoding="utf-8"))["runs"][-1]
    assert hashlib.sha256(TARGET.read_bytes()).hexdigest() == report["weights_sha256"]


def test_known_questions_belong_to_report() -> None:
    report = json.loads(known.REPORT.read_text(encoding="utf-8"))
    adapter = hashlib.sha256(questions.ADAPTER.read_bytes()).hexdigest()
    with safe_open(known.TARGET, framework="np") as opened:
        facts = json.loads(opened.metadata()["facts"])
        assert len(opened.get_tensor("vectors")) == len(facts["answers"]) == report["known_questions"]
    assert adapter == report["adapter_sha256"] == facts["adapter"]


def test_what_ships_is_small_and_no_pickle() -> None:
    shipped = [*ROOT.glob("retriever/*.safetensors"), *ROOT.glob("answer/*.safetensors")]
    assert sum(path.stat().st_size for path in shipped) < SHIPPED
    assert all(load_file(path) for path in shipped)
    assert not [*ROOT.glob("retriever/*.p*t"), *ROOT.glob("answer/*.p*t"), *ROOT.glob("*/*.pkl")]


@pytest.mark.parametrize("first", [0, 1], ids=["all layers", "later layers"])
def test_applied_adapter_computes_what_was_trained(first: int) -> None:
    torch.manual_seed(0)
    config = BertConfig(vocab_size=40, hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32)
    model = BertModel(config).bfloat16().float().eval()
    before = {name: value.clone() for name, value in model.state_dict().items()}
    trained = Trainable(model, rank=2, first=first)
    trained.model.float()
    for part in trained.parameters:
        torch.nn.init.normal_(part, std=0.1)
    tokens = {"input_ids": torch.tensor([[5, 6, 7]]), "attention_mask": torch.ones(1, 3, dtype=torch.long)}
    applied = Adapter("test", "", SCALE, trained.tensors(), "").applied(model)
    with torch.inference_mode():
        wanted, got, plain = (one(**tokens).last_hidden_state for one in (trained.model, applied, model))
    assert torch.allclose(wanted, got, atol=1e-5)
    assert not torch.allclose(plain, got, atol=1e-2)
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    assert applied.get_submodule("embeddings") is model.get_submodule("embeddings")


def _is_split(node: ast.expr) -> bool:
    return _name(node) == "Split"


def _name(node: ast.AST) -> str | None:
    return node.id if isinstance(node, ast.Name) else None


def test_judge_of_claims_belongs_to_data() -> None:
    report = json.loads((ROOT / "docs" / "claim-reader.json").read_text(encoding="utf-8"))
    assert report["data"].items() <= hashes((TRAINING / "pairs").glob("*.jsonl")).items()
    assert (
        report["weights_sha256"] == hashlib.sha256((ROOT / "retriever" / "claims.safetensors").read_bytes()).hexdigest()
    )
    judge = json.loads((ROOT / "docs" / "claim-judge.json").read_text(encoding="utf-8"))
    assert judge["weights_sha256"] == hashlib.sha256((ROOT / "answer" / "judge.safetensors").read_bytes()).hexdigest()
    assert judge["reader_sha256"] == report["weights_sha256"]


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_verdicts_belong_to_data() -> None:
    report = json.loads((ROOT / "docs" / "verdicts.json").read_text(encoding="utf-8"))
    assert report["data"] == {f"posts/{name}": own for name, own in hashes((TRAINING / "posts").glob("*")).items()}
    assert report["weights_sha256"] == _sha256(ROOT / "answer" / "verdicts.safetensors")
    assert report["judge_sha256"] == _sha256(ROOT / "answer" / "judge.safetensors")


def test_phrasing_belongs_to_data() -> None:
    report = json.loads((ROOT / "docs" / "phrasing.json").read_text(encoding="utf-8"))
    assert report["data"] == {name: _sha256(TRAINING / name) for name in report["data"]}
    folders = {path.parent.name for path in TRAINING.glob("*/*.jsonl")}
    assert folders == {"pairs", "phrases", "posts", "requests", "likeness", "disclosures"}
    assert report["weights_sha256"] == _sha256(ROOT / "answer" / "phrasing.safetensors")


def test_likeness_belongs_to_data() -> None:
    report = json.loads((ROOT / "docs" / "likeness.json").read_text(encoding="utf-8"))
    assert report["data"] == {
        f"likeness/{path.name}": _sha256(path) for path in sorted((TRAINING / "likeness").glob("*.jsonl"))
    }
    assert report["adapter_sha256"] == _sha256(ROOT / "retriever" / "likeness.safetensors")
    facts, _ = read_part(SAMENESS)
    assert (facts["likeness"], facts["enough"]) == (report["adapter_sha256"], report["sameness"]["enough"])
