"""Trains tokenizer and model on the corpus. A checkpoint is written every few minutes; `export.py` takes the last one.

Usage: python3 train.py [--steps 5000] [--out build] [--threads 1] [--seed 7] [--rate 2e-3] [--resume]
With --resume the tokenizer and weights in --out are the start, with a new learning-rate schedule.
"""
import argparse
import math
import random
import time
from pathlib import Path

import torch
from torch.nn import functional as F

from conversations import Conversations
from corpus import Corpus
from network import Network, Shape
from tokenizer import Tokenizer

VOCABULARY = 2560
MAX_TOKENS = 1024
BATCH_TOKENS = 2048
POOL = 512
WARMUP_STEPS = 100
AVERAGING = 0.99
CHECKPOINT_STEPS = 250


def batches(conversations, rng):
    """Endless batches of conversations of similar length, as (tokens, weights) tensors padded on the right."""
    while True:
        pool = sorted((conversations.next() for _ in range(POOL)), key=lambda pair: len(pair[0]))
        ready, rows = [], []
        for row in pool:
            if rows and (len(rows) + 1) * len(row[0]) > BATCH_TOKENS:
                ready.append(rows)
                rows = []
            rows.append(row)
        ready.append(rows)
        rng.shuffle(ready)
        yield from map(to_tensors, ready)


def to_tensors(rows):
    length = len(rows[-1][0])
    tokens = torch.zeros(len(rows), length, dtype=torch.long)
    weights = torch.zeros(len(rows), length)
    for i, (row_tokens, row_weights) in enumerate(rows):
        tokens[i, : len(row_tokens)] = torch.tensor(row_tokens)
        weights[i, : len(row_weights)] = torch.tensor(row_weights)
    return tokens, weights


def losses_of(network, tokens, weights):
    """Weighted cross entropy of the answer tokens, each predicted from what stands before it, and that of openings."""
    weights = weights[:, 1:]
    wanted = weights > 0
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = network(tokens[:, :-1], wanted)
    losses = F.cross_entropy(logits.float(), tokens[:, 1:][wanted], reduction="none")
    weights = weights[wanted]
    return (losses * weights).sum() / weights.sum(), losses.detach()[weights > 1].mean().item()


def rate_at(step, peak, steps):
    """Linear warm-up, then a cosine down to a hundredth."""
    if step < WARMUP_STEPS:
        return peak * (step + 1) / WARMUP_STEPS
    done = (step - WARMUP_STEPS) / max(1, steps - WARMUP_STEPS)
    return peak * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * done)))


def average_into(average, network):
    """A running mean of the weights: any checkpoint is usable, also in the middle of training."""
    with torch.no_grad():
        for name, weight in network.state_dict().items():
            average[name].lerp_(weight, 1 - AVERAGING)


class Running:
    """Running means of what is logged."""

    def __init__(self):
        self.means = {}

    def add(self, **values):
        for name, value in values.items():
            self.means[name] = 0.98 * self.means.get(name, value) + 0.02 * value

    def __str__(self):
        return " ".join(f"{name} {mean:.4f}" for name, mean in self.means.items())


def tokenizer_for(args, corpus):
    if args.resume:
        return Tokenizer.load(args.out / "tokenizer.json")
    tokenizer = Tokenizer.train(corpus.texts(), VOCABULARY, always=("system", "user", "assistant"))
    tokenizer.save(args.out / "tokenizer.json")
    return tokenizer


def train(args):
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    corpus = Corpus.load()
    tokenizer = tokenizer_for(args, corpus)
    network = Network(Shape(len(tokenizer)))
    if args.resume:
        network.load_state_dict(torch.load(args.out / "checkpoint.pt")["weights"])
    average = {name: weight.clone() for name, weight in network.state_dict().items()}
    optimizer = torch.optim.AdamW(network.parameters(), betas=(0.9, 0.98), weight_decay=0.01)
    source = batches(Conversations(corpus, tokenizer, args.seed, MAX_TOKENS), random.Random(args.seed))
    parameters = sum(weight.numel() for weight in network.parameters())
    print(f"{parameters} parameters, {len(tokenizer)} pieces", flush=True)
    started, seen, running = time.time(), 0, Running()
    for step in range(args.steps):
        tokens, weights = next(source)
        for group in optimizer.param_groups:
            group["lr"] = rate_at(step, args.rate, args.steps)
        loss, opening_loss = losses_of(network, tokens, weights)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        average_into(average, network)
        seen += tokens.numel()
        running.add(loss=loss.item(), opening=opening_loss)
        if (step + 1) % 50 == 0:
            minutes = (time.time() - started) / 60
            print(f"step {step + 1} {running} tokens {seen} minutes {minutes:.1f}", flush=True)
        if (step + 1) % CHECKPOINT_STEPS == 0 or step + 1 == args.steps:
            torch.save({"weights": average, "loss": running.means["loss"], "step": step + 1}, args.out / "checkpoint.pt")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=5000)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "build")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rate", type=float, default=2e-3, help="peak learning rate")
    parser.add_argument("--resume", action="store_true")
    train(parser.parse_args())
