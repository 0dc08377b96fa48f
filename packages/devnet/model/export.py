"""Writes the last checkpoint as spindle-guide.gguf (matrices in Q8_0, norms in F32) and describes it in model.json.
Beside them go texts with their tokens, for check.mjs to compare with llama.cpp's.

Usage: python3 export.py [--build build]
"""
import argparse
import hashlib
import json
import random
import struct
from pathlib import Path

import numpy
import torch

from corpus import LANGUAGES, Corpus
from network import Network, Shape
from tokenizer import BOS, FIRST_BYTE, FIRST_PIECE, IM_END, UNKNOWN, Tokenizer
from wording import Wording

HERE = Path(__file__).parent
NAME = "Spindle Guide"
CHAT_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}"
    "{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)
ALIGNMENT = 32
F32, Q8_0 = 0, 8
FILE_TYPE_Q8_0 = 7
UINT32, INT32, FLOAT32, BOOL, STRING, ARRAY = 4, 5, 6, 7, 8, 9
NORMAL, UNKNOWN_TYPE, CONTROL, BYTE = 1, 2, 3, 6
FORMATS = {UINT32: "<I", INT32: "<i", FLOAT32: "<f", BOOL: "<?"}


def packed(kind, value):
    """One GGUF metadata value without its type."""
    if kind == STRING:
        raw = value.encode()
        return struct.pack("<Q", len(raw)) + raw
    if kind == ARRAY:
        item_kind, items = value
        return struct.pack("<IQ", item_kind, len(items)) + b"".join(packed(item_kind, item) for item in items)
    return struct.pack(FORMATS[kind], value)


def quantized(matrix):
    """Q8_0: blocks of 32 values, each a half-float scale and 32 signed bytes."""
    blocks = matrix.reshape(-1, 32)
    scale = (numpy.abs(blocks).max(axis=1, keepdims=True) / 127).astype(numpy.float32)
    inverse = numpy.divide(1, scale, out=numpy.zeros_like(scale), where=scale > 0)
    out = numpy.empty(len(blocks), dtype=[("scale", "<f2"), ("values", "i1", 32)])
    out["scale"], out["values"] = scale[:, 0], numpy.rint(blocks * inverse)
    return out.tobytes()


def token_types(tokenizer):
    specials = [CONTROL] * FIRST_BYTE
    specials[UNKNOWN] = UNKNOWN_TYPE
    return specials + [BYTE] * 256 + [NORMAL] * (len(tokenizer) - FIRST_PIECE)


def metadata(shape, tokenizer, parameters):
    """Key → (type, value), in the order in which they are written."""
    return {
        "general.architecture": (STRING, "llama"),
        "general.type": (STRING, "model"),
        "general.name": (STRING, NAME),
        "general.author": (STRING, "The Spindle authors"),
        "general.license": (STRING, "apache-2.0"),
        "general.description": (STRING, "A test model that only answers questions about Spindle, in English and Russian"),
        "general.size_label": (STRING, f"{parameters / 1e6:.1f}M"),
        "general.languages": (ARRAY, (STRING, ["en", "ru"])),
        "general.file_type": (UINT32, FILE_TYPE_Q8_0),
        "general.quantization_version": (UINT32, 2),
        "general.alignment": (UINT32, ALIGNMENT),
        "llama.context_length": (UINT32, shape.context),
        "llama.embedding_length": (UINT32, shape.width),
        "llama.block_count": (UINT32, shape.layers),
        "llama.feed_forward_length": (UINT32, shape.hidden),
        "llama.attention.head_count": (UINT32, shape.heads),
        "llama.attention.head_count_kv": (UINT32, shape.kv_heads),
        "llama.attention.layer_norm_rms_epsilon": (FLOAT32, shape.epsilon),
        "llama.rope.dimension_count": (UINT32, shape.head_width),
        "llama.rope.freq_base": (FLOAT32, shape.rope_base),
        "llama.vocab_size": (UINT32, shape.vocabulary),
        "tokenizer.ggml.model": (STRING, "llama"),
        "tokenizer.ggml.pre": (STRING, "default"),
        "tokenizer.ggml.tokens": (ARRAY, (STRING, tokenizer.pieces)),
        "tokenizer.ggml.scores": (ARRAY, (FLOAT32, tokenizer.scores())),
        "tokenizer.ggml.token_type": (ARRAY, (INT32, token_types(tokenizer))),
        "tokenizer.ggml.unknown_token_id": (UINT32, UNKNOWN),
        "tokenizer.ggml.bos_token_id": (UINT32, BOS),
        "tokenizer.ggml.eos_token_id": (UINT32, IM_END),
        "tokenizer.ggml.eot_token_id": (UINT32, IM_END),
        "tokenizer.ggml.padding_token_id": (UINT32, UNKNOWN),
        "tokenizer.ggml.add_bos_token": (BOOL, True),
        "tokenizer.ggml.add_eos_token": (BOOL, False),
        "tokenizer.ggml.add_space_prefix": (BOOL, False),
        "tokenizer.chat_template": (STRING, CHAT_TEMPLATE),
    }


def padded(raw):
    return raw + b"\0" * (-len(raw) % ALIGNMENT)


def gguf(values, weights):
    """The bytes of a GGUF v3 file. Without an output matrix llama.cpp uses the embedding for it, as we trained it."""
    head = struct.pack("<4sIQQ", b"GGUF", 3, len(weights), len(values))
    for key, (kind, value) in values.items():
        head += packed(STRING, key) + struct.pack("<I", kind) + packed(kind, value)
    data = b""
    for name, weight in weights.items():
        kind = Q8_0 if weight.ndim == 2 else F32
        head += packed(STRING, name) + struct.pack("<I", weight.ndim)
        head += struct.pack(f"<{weight.ndim}Q", *reversed(weight.shape)) + struct.pack("<IQ", kind, len(data))
        data += padded(quantized(weight) if kind == Q8_0 else weight.astype("<f4").tobytes())
    return padded(head) + data


def tokenizer_samples(tokenizer):
    """Questions as people type them, answers, and texts that are likely to be cut differently."""
    corpus = Corpus.load()
    wording = Wording(corpus, random.Random(1))
    texts = ["", " ", "  two  spaces ", "line\nbreak\n\nend", "tab\t", "emoji 🙂🚀 漢字", "▁", "don't – «да» – “no”", "0.1TON=1e9"]
    for language in LANGUAGES:
        for topic in list(corpus.topics[language].values())[::5]:
            texts += [wording.question(language, topic), topic.answer]
    return "".join(
        json.dumps({"text": text, "tokens": tokenizer.encode(text)}, ensure_ascii=False) + "\n" for text in texts
    )


def main(build):
    tokenizer = Tokenizer.load(build / "tokenizer.json")
    shape = Shape(len(tokenizer))
    checkpoint = torch.load(build / "checkpoint.pt")
    network = Network(shape)
    network.load_state_dict(checkpoint["weights"])
    weights = {name: weight.detach().numpy() for name, weight in network.named_parameters()}
    parameters = sum(weight.size for weight in weights.values())
    raw = gguf(metadata(shape, tokenizer, parameters), weights)
    (HERE / "spindle-guide.gguf").write_bytes(raw)
    (HERE / "tokenizer-samples.jsonl").write_text(tokenizer_samples(tokenizer), encoding="utf-8")
    description = {
        "file": "spindle-guide.gguf",
        "sha256": hashlib.sha256(raw).hexdigest(),
        "parameters": parameters,
        "contextLength": shape.context,
        "name": NAME,
    }
    (HERE / "model.json").write_text(json.dumps(description, indent=2) + "\n")
    print(f"step {checkpoint['step']}, loss {checkpoint['loss']:.4f}, {len(raw)} bytes, sha256 {description['sha256']}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path, default=HERE / "build")
    main(parser.parse_args().build)
