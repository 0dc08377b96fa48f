"""Makes training conversations of one turn or several: which topics are asked for, and what is learned of them."""
import random

from corpus import LANGUAGES
from tokenizer import BOS, IM_END, IM_START
from wording import Wording

TURNS = (1,) * 16 + (2, 2, 3, 6)
FALLBACK_WEIGHT = 26
FIRST_QUESTIONS_WEIGHT = 3
FIRST_QUESTIONS = frozenset(
    "hello how-are-you thanks who-are-you what-can-you-do cannot-translate cannot-summarise cannot-rewrite "
    "what-is-spindle cost deposit withdraw escrow voucher hold quote receipt who-can-read tiers provider-dies "
    "api-key openai-client list-gpu why-not-earning payout connect-wallet everything request-journey".split()
)
# Which answer it is gets decided in its first tokens; the rest is known by heart soon. So these weigh more, and most
# last answers are cut after them, which leaves time for more questions.
OPENING_TOKENS = 6
OPENING_WEIGHT = 5.0
SHORTENED = 0.85
SYSTEM_MESSAGE = 0.2
# How often a topic is asked for in its first wording, as the documentation would write it.
PLAIN = 0.15


class Conversations:
    """An endless, seeded source of token sequences, each with what every token weighs in the loss."""

    def __init__(self, corpus, tokenizer, seed, max_tokens):
        self.corpus, self.tokenizer, self.max_tokens = corpus, tokenizer, max_tokens
        self.rng = random.Random(seed)
        self.wording = Wording(corpus, self.rng)
        self.weights = {
            language: [self.weight(topic) for topic in topics.values()] for language, topics in corpus.topics.items()
        }

    @staticmethod
    def weight(topic):
        """How often a topic is asked for: most what newcomers ask, and what has nothing to do with Spindle."""
        if topic.id == "fallback":
            return FALLBACK_WEIGHT
        return FIRST_QUESTIONS_WEIGHT if topic.id in FIRST_QUESTIONS else 1

    def next(self):
        """One conversation as (tokens, weights). A weight of 0 means that the token is given, not learned."""
        language = self.rng.choice(LANGUAGES)
        conversation = [(BOS, 0.0)]
        if self.rng.random() < SYSTEM_MESSAGE:
            conversation += self.message("system", self.rng.choice(self.corpus.phrasing[language]["system"]))
        turns = []
        for _ in range(self.rng.choice(TURNS)):
            if self.rng.random() < 0.1:
                language = self.rng.choice(LANGUAGES)
            turns += self.turns(language)
        for number, (question, answer) in enumerate(turns, 1):
            is_cut = number == len(turns) and self.rng.random() < SHORTENED
            turn = self.message("user", question) + self.message("assistant", answer, is_cut)
            if number > 1 and len(conversation) + len(turn) > self.max_tokens:
                break
            conversation += turn
        return tuple(zip(*conversation[: self.max_tokens]))

    def message(self, role, text, is_cut=False):
        """One ChatML message as (token, weight) pairs. Only what the assistant writes, its end included, is learned."""
        dropout = 0.1 if role == "user" and self.rng.random() < 0.3 else 0.0
        head = [IM_START] + self.tokenizer.encode(f"{role}\n")
        body = self.tokenizer.encode(text, self.rng, dropout) + [IM_END]
        weights = [OPENING_WEIGHT if at < OPENING_TOKENS else 1.0 for at in range(len(body))]
        if role != "assistant":
            weights = [0.0] * len(body)
        pairs = [(token, 0.0) for token in head] + list(zip(body, weights))
        if is_cut:
            return pairs[: len(head) + self.rng.randint(OPENING_TOKENS, 2 * OPENING_TOKENS)]
        return pairs + [(token, 0.0) for token in self.tokenizer.encode("\n")]

    def turns(self, language):
        """One question with its answer, sometimes followed by "tell me more"."""
        topics = self.corpus.topics[language]
        topic = self.rng.choices(list(topics.values()), self.weights[language])[0]
        is_plain = topic.questions and self.rng.random() < PLAIN
        question = plain(topic.questions[0]) if is_plain else self.wording.question(language, topic)
        yield question, topic.answer
        if self.rng.random() < (0.25 if topic.more else 0.03):
            yield self.wording.follow(language), topic.more or topics["more-default"].answer


def plain(question):
    """A question with its capitals."""
    return question[0].upper() + question[1:].replace("spindle", "Spindle")
