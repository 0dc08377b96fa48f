"""A small SentencePiece-style BPE whose rules are those of llama.cpp's "llama" tokenizer.

Spaces become "▁", nothing is normalised, no prefix is added. Text is split into characters; the adjacent pair whose
joined piece has the best score is merged, leftmost first, until none is left; what has no piece falls back to bytes.
"""
import heapq
import json
import re
from collections import Counter, defaultdict

UNKNOWN, BOS, EOS, IM_START, IM_END = range(5)
SPECIALS = ["<unk>", "<s>", "</s>", "<|im_start|>", "<|im_end|>"]
FIRST_BYTE = len(SPECIALS)
FIRST_PIECE = FIRST_BYTE + 256
SPACE = "▁"
WORD = re.compile(r"▁?[^\W\d_]+|▁?\d|▁?[^\w▁]|▁|_")
UNMERGED_CHUNK = re.compile(r"▁?[^▁]*")


def words_of(text):
    """The units inside which merges are learned: a word, a digit or a sign, with the space before it."""
    return WORD.findall(text.replace(" ", SPACE))


def learn_merges(counts, limit):
    """Classic BPE over `counts` (word → frequency): the list of pieces in the order they were merged."""
    words = [(list(word), n) for word, n in counts.items()]
    pairs, where = Counter(), defaultdict(set)
    for index, (symbols, n) in enumerate(words):
        for pair in zip(symbols, symbols[1:]):
            pairs[pair] += n
            where[pair].add(index)
    merges, known = [], set()
    while len(merges) < limit and pairs:
        best = max(pairs, key=lambda pair: (pairs[pair], pair))
        if pairs[best] < 2:
            break
        piece = "".join(best)
        if piece not in known:
            known.add(piece)
            merges.append(piece)
        for index in where.pop(best):
            symbols, n = words[index]
            for pair in zip(symbols, symbols[1:]):
                pairs[pair] -= n
            merged, at = [], 0
            while at < len(symbols):
                if tuple(symbols[at : at + 2]) == best:
                    merged.append(piece)
                    at += 2
                else:
                    merged.append(symbols[at])
                    at += 1
            words[index] = (merged, n)
            for pair in zip(merged, merged[1:]):
                pairs[pair] += n
                where[pair].add(index)
        pairs.pop(best, None)
    return merges


class Tokenizer:
    """Pieces in id order: specials, 256 bytes, merged pieces (best first), single characters."""

    def __init__(self, merges, characters):
        self.merges, self.characters = merges, characters
        self.pieces = SPECIALS + [f"<0x{byte:02X}>" for byte in range(256)] + merges + characters
        self.ids = {piece: FIRST_PIECE + i for i, piece in enumerate(merges + characters)}
        self.rank = {piece: i for i, piece in enumerate(merges)}
        self.cache = {}

    @classmethod
    def train(cls, texts, vocabulary, always=()):
        """Learn from `texts`; every word of `always` becomes one piece. All their characters get a piece."""
        counts = Counter(word for text in texts for word in words_of(text))
        counts.update({word: 10**6 for word in always})
        characters = sorted({char for word in counts for char in word} | {SPACE})
        return cls(learn_merges(counts, vocabulary - FIRST_PIECE - len(characters)), characters)

    @classmethod
    def load(cls, path):
        with open(path, encoding="utf-8") as file:
            return cls(**json.load(file))

    def save(self, path):
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"merges": self.merges, "characters": self.characters}, file, ensure_ascii=False)

    def __len__(self):
        return len(self.pieces)

    def scores(self):
        """llama.cpp merges the pair with the greatest score: earlier merges score higher."""
        return [0.0] * FIRST_PIECE + [-float(i + 1) for i in range(len(self.ids))]

    def encode(self, text, rng=None, dropout=0.0):
        """Ids of plain text. With `dropout`, merges are skipped at random, so that the model sees other splits."""
        out = []
        for chunk in UNMERGED_CHUNK.findall(text.replace(" ", SPACE)):
            if dropout:
                out += self._encode_chunk(chunk, rng, dropout)
                continue
            if chunk not in self.cache:
                self.cache[chunk] = self._encode_chunk(chunk)
            out += self.cache[chunk]
        return out

    def _encode_chunk(self, chunk, rng=None, dropout=0.0):
        symbols = list(chunk)
        following = list(range(1, len(symbols) + 1))
        previous = list(range(-1, len(symbols) - 1))
        queue = []

        def propose(left):
            right = following[left]
            if right >= len(symbols) or (dropout and rng.random() < dropout):
                return
            piece = symbols[left] + symbols[right]
            if piece in self.rank:
                heapq.heappush(queue, (self.rank[piece], left, right, piece))

        for left in range(len(symbols) - 1):
            propose(left)
        while queue:
            _, left, right, piece = heapq.heappop(queue)
            if following[left] != right or symbols[left] is None or symbols[right] is None:
                continue
            if symbols[left] + symbols[right] != piece:
                continue
            symbols[left], symbols[right] = piece, None
            following[left] = following[right]
            if following[left] < len(symbols):
                previous[following[left]] = left
            if previous[left] >= 0:
                propose(previous[left])
            propose(left)
        ids = []
        for symbol in symbols:
            if symbol in self.ids:
                ids.append(self.ids[symbol])
            elif symbol is not None:
                ids += [FIRST_BYTE + byte for byte in symbol.encode()]
        return ids

    def decode(self, ids):
        """Readable text of ids; specials are left out."""
        raw = b""
        for token in ids:
            if FIRST_BYTE <= token < FIRST_PIECE:
                raw += bytes([token - FIRST_BYTE])
            elif token >= FIRST_PIECE:
                raw += self.pieces[token].encode()
        return raw.decode(errors="replace").replace(SPACE, " ")
