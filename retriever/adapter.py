"""A trained change of the embedding model that is small enough to ship: low-rank matrices added to its layers."""

import copy
import hashlib
import json
from dataclasses import dataclass
from importlib.resources import as_file, files

import torch
from safetensors import safe_open
from safetensors.torch import load_file
from torch import Tensor, nn

from errors import ModelUnavailable

# The linear maps of a BERT layer that are adapted, by their path in the layer.
PLACES = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)


@dataclass(frozen=True)
class Adapter:
    """Low-rank adaptation (Hu et al. 2021, LoRA): a map W of a layer becomes W + scale * up @ down."""

    name: str
    base: str
    """SHA-256 of the weights of the embedding model that it was trained over."""
    scale: float
    tensors: dict[str, Tensor]
    """`<layer>.<place>.down` (rank, in), `<layer>.<place>.up` (out, rank), and what heads stand over it."""
    sha256: str

    @classmethod
    def load(cls, name: str) -> "Adapter":
        """The adapter of that name that comes with this package; raises ModelUnavailable."""
        try:
            with as_file(files("retriever").joinpath(f"{name}.safetensors")) as path:
                with safe_open(path, framework="pt") as opened:
                    facts = json.loads(opened.metadata()["facts"])
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                tensors = {key: value.float() for key, value in load_file(path).items()}
        except (OSError, KeyError, TypeError, ValueError) as error:
            raise ModelUnavailable(
                f"The trained part '{name}' of this installation cannot be read: {error}. Install Noddfa again."
            ) from error
        return cls(name, facts["base"], facts["scale"], tensors, digest)

    def applied(self, model: nn.Module) -> nn.Module:
        """A changed copy of a BERT model; the two share the word embeddings, which are most of its memory."""
        embeddings = model.get_submodule("embeddings")
        changed = copy.deepcopy(model, {id(embeddings): embeddings})
        layers = changed.get_submodule("encoder.layer")
        with torch.no_grad():
            for key in [key for key in self.tensors if key.endswith(".down")]:
                layer, place = key.removesuffix(".down").split(".", 1)
                weight = layers.get_submodule(layer).get_submodule(place).get_parameter("weight")
                delta = self.scale * self.tensors[f"{layer}.{place}.up"] @ self.tensors[key]
                weight.copy_((weight.float() + delta).to(weight.dtype))
        return changed.eval()
