"""Trains low-rank changes of the embedding model: what `retriever.adapter` applies when it is done."""

import copy
import json
import math
import random
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar, cast

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from retriever.adapter import PLACES

SCALE = 2.0
_TOLD = 50
_SORTED = 40
"""Batches that are sorted by length at once."""

Batch = TypeVar("Batch")
Item = TypeVar("Item")


class LowRank(nn.Module):
    """A linear map with a trained low-rank one beside it (Hu et al. 2021); it begins as the map alone."""

    def __init__(self, linear: nn.Linear, rank: int) -> None:
        super().__init__()
        self.linear = linear
        self.down = nn.Parameter(torch.empty(rank, linear.in_features))
        self.up = nn.Parameter(torch.zeros(linear.out_features, rank))
        nn.init.kaiming_uniform_(self.down, a=math.sqrt(5))

    def forward(self, inputs: Tensor) -> Tensor:
        """The sum of both maps."""
        down, up = self.down.to(inputs.dtype), self.up.to(inputs.dtype)
        added: Tensor = (inputs @ down.T) @ up.T * SCALE
        return cast(Tensor, self.linear(inputs)) + added


class Trainable:
    """A copy of a BERT model in which only low-rank maps of the layers from `first` on are trained.

    What stays as it is computes in bfloat16, which takes half the time, and without dropout, which would keep the
    attention from its fast path; the trained maps are kept in float32.
    """

    def __init__(self, model: nn.Module, rank: int, first: int = 0) -> None:
        self.model = copy.deepcopy(model).to(torch.bfloat16)
        self.model.requires_grad_(False)
        self.maps: dict[str, LowRank] = {}
        for module in self.model.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0
        layers = self.model.get_submodule("encoder.layer")
        for number in range(first, len(list(layers.children()))):
            for place in PLACES:
                self._adapt(layers.get_submodule(str(number)), f"{number}.{place}", rank)
        self.model.train()

    def _adapt(self, layer: nn.Module, name: str, rank: int) -> None:
        path, last = name.split(".", 1)[1].rsplit(".", 1)
        parent = layer.get_submodule(path)
        self.maps[name] = LowRank(cast(nn.Linear, parent.get_submodule(last)), rank)
        setattr(parent, last, self.maps[name])

    @property
    def parameters(self) -> list[nn.Parameter]:
        """What is trained."""
        return [part for one in self.maps.values() for part in (one.down, one.up)]

    def states(self, tokens: Mapping[str, Tensor]) -> Tensor:
        """The vectors of all tokens (n, length, d)."""
        out: Tensor = self.model(**tokens).last_hidden_state
        return out.float()

    def go_on_from(self, tensors: Mapping[str, Tensor]) -> None:
        """Take the maps as they were shipped."""
        with torch.no_grad():
            for name, one in self.maps.items():
                one.down.copy_(tensors[f"{name}.down"])
                one.up.copy_(tensors[f"{name}.up"])

    def tensors(self) -> dict[str, Tensor]:
        """What is to be shipped of the maps."""
        return {
            f"{name}.{part}": getattr(one, part).detach() for name, one in self.maps.items() for part in ("down", "up")
        }


def ship(path: Path, tensors: Mapping[str, Tensor], facts: Mapping[str, object]) -> None:
    """Write tensors in half precision with their facts."""
    halves = {name: value.detach().half().contiguous() for name, value in tensors.items()}
    save_file(halves, path, {"facts": json.dumps(facts, ensure_ascii=False)})
    # The library writes for its owner's eyes alone; an index may be read, and its models used, by another account.
    path.chmod(0o644)


def descend(
    change: Trainable,
    heads: Iterable[nn.Parameter],
    rates: tuple[float, float],
    batches: Sequence[Batch],
    loss_of: Callable[[Batch], Tensor],
    then: Callable[[], None] = lambda: None,
) -> None:
    """Train the maps of `change` and the heads over it, at their rates, a step for each batch.

    Every fifty steps it writes the mean loss to standard error and calls `then`.
    """
    groups = [{"params": change.parameters, "lr": rates[0]}, {"params": list(heads), "lr": rates[1]}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    rate, begun, total = schedule(optimiser, len(batches)), time.monotonic(), 0.0
    for done, batch in enumerate(batches, 1):
        loss = loss_of(batch)
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(change.parameters, 1.0)
        optimiser.step()
        rate.step()
        total += float(loss.detach())
        if done % _TOLD == 0:
            sys.stderr.write(f"{done}/{len(batches)} loss {total / _TOLD:.3f} {time.monotonic() - begun:.0f} s\n")
            total = 0.0
            then()


def batched(
    items: Sequence[Item], length: Callable[[Item], int], together: int, chance: random.Random
) -> list[list[Item]]:
    """Items of like length together, in an order of chance."""
    mixed, batches = chance.sample(list(items), len(items)), []
    for first in range(0, len(mixed), together * _SORTED):
        some = sorted(mixed[first : first + together * _SORTED], key=length)
        batches += [some[at : at + together] for at in range(0, len(some), together)]
    return chance.sample(batches, len(batches))


def schedule(optimiser: torch.optim.Optimizer, steps: int) -> torch.optim.lr_scheduler.LambdaLR:
    """A short rise, then a straight fall to a fiftieth."""
    return torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / 80) * max(0.02, 1.0 - step / steps)
    )
