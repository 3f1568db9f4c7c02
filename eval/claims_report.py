"""How well claims are judged that no training saw: by held-out evidence and by development minimal pairs."""

from collections import defaultdict
from collections.abc import Sequence

from errors import ModelUnavailable
from eval.metrics import rounded_mean
from eval.training_pairs import TrainingPair
from retriever.claim_reader import ClaimReader
from retriever.embedding import Embedder


def report_on(embedder: Embedder, held: Sequence[TrainingPair]) -> dict[str, object]:
    """Shares of right verdicts over held-out evidence, in all and by language, change and origin."""
    reader = ClaimReader.load(embedder)
    if reader is None:
        raise ModelUnavailable("The reader of claims was trained over another model. Train it again.")
    told = reader.read([pair.beside for pair in held]).argmax(axis=1)
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for pair, verdict in zip(held, told, strict=True):
        for name in ("all", pair.language, pair.change, "documents" if pair.file else "invented"):
            right[name].append(bool(verdict == pair.verdict))
    return {
        "held_out": len(held),
        "held_out_right": {name: rounded_mean(values) for name, values in sorted(right.items())},
    }
