"""The llama architecture, small: RMSNorm, rotary positions, grouped-query attention, SwiGLU, tied embeddings.

Weights are named and laid out as GGUF wants them. Rotary pairs are neighbours (2i, 2i+1), as llama.cpp turns them for
this architecture, so nothing is permuted on export.
"""
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F


@dataclass(frozen=True)
class Shape:
    vocabulary: int
    context: int = 1024
    width: int = 256
    layers: int = 4
    heads: int = 4
    kv_heads: int = 2
    hidden: int = 640
    rope_base: float = 10000.0
    epsilon: float = 1e-5

    @property
    def head_width(self):
        return self.width // self.heads


def rotary_table(shape):
    """cos and sin of each position's angles, [context, head_width / 2]."""
    exponents = torch.arange(0, shape.head_width, 2).float() / shape.head_width
    angles = torch.outer(torch.arange(shape.context).float(), shape.rope_base**-exponents)
    return angles.cos(), angles.sin()


def rotate(x, cos, sin):
    """Turn neighbouring pairs of the last dimension. x: [batch, length, heads, head_width]."""
    even, odd = x[..., 0::2], x[..., 1::2]
    cos, sin = cos[: x.shape[1], None], sin[: x.shape[1], None]
    return torch.stack((even * cos - odd * sin, even * sin + odd * cos), dim=-1).flatten(-2)


class Norm(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.weight, self.epsilon = nn.Parameter(torch.ones(shape.width)), shape.epsilon

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.epsilon) * self.weight


class Block(nn.Module):
    def __init__(self, shape):
        super().__init__()
        kv_width = shape.kv_heads * shape.head_width
        self.shape = shape
        self.attn_norm, self.ffn_norm = Norm(shape), Norm(shape)
        self.attn_q = nn.Linear(shape.width, shape.width, bias=False)
        self.attn_k = nn.Linear(shape.width, kv_width, bias=False)
        self.attn_v = nn.Linear(shape.width, kv_width, bias=False)
        self.attn_output = nn.Linear(shape.width, shape.width, bias=False)
        self.ffn_gate = nn.Linear(shape.width, shape.hidden, bias=False)
        self.ffn_up = nn.Linear(shape.width, shape.hidden, bias=False)
        self.ffn_down = nn.Linear(shape.hidden, shape.width, bias=False)

    def attend(self, x, cos, sin, mask):
        batch, length, _ = x.shape
        groups = self.shape.heads // self.shape.kv_heads
        split = lambda y: y.view(batch, length, -1, self.shape.head_width)
        q = rotate(split(self.attn_q(x)), cos, sin).transpose(1, 2)
        k = rotate(split(self.attn_k(x)), cos, sin).transpose(1, 2).repeat_interleave(groups, dim=1)
        v = split(self.attn_v(x)).transpose(1, 2).repeat_interleave(groups, dim=1)
        scores = q @ k.transpose(-1, -2) * self.shape.head_width**-0.5 + mask
        return self.attn_output((scores.softmax(-1) @ v).transpose(1, 2).flatten(-2))

    def forward(self, x, cos, sin, mask):
        x = x + self.attend(self.attn_norm(x), cos, sin, mask)
        y = self.ffn_norm(x)
        return x + self.ffn_down(F.silu(self.ffn_gate(y)) * self.ffn_up(y))


class Network(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        self.token_embd = nn.Embedding(shape.vocabulary, shape.width)
        self.blk = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.output_norm = Norm(shape)
        cos, sin = rotary_table(shape)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                last = name.endswith(("attn_output.weight", "ffn_down.weight"))
                nn.init.normal_(weight, std=0.02 / (2 * shape.layers) ** 0.5 if last else 0.02)

    def forward(self, tokens, wanted):
        """Logits at the positions where the mask `wanted` is true: [number wanted, vocabulary]."""
        length = tokens.shape[1]
        mask = torch.full((length, length), float("-inf")).triu(1)
        x = self.token_embd(tokens)
        for block in self.blk:
            x = block(x, self.cos, self.sin, mask)
        return self.output_norm(x[wanted]) @ self.token_embd.weight.T

    @torch.no_grad()
    def complete(self, tokens, stop, limit=400):
        """Greedy continuation of `tokens` until `stop`."""
        out = []
        while len(out) < limit:
            row = torch.tensor([tokens + out])
            wanted = torch.zeros_like(row, dtype=torch.bool)
            wanted[0, -1] = True
            token = int(self(row, wanted).argmax())
            if token == stop:
                break
            out.append(token)
        return out
