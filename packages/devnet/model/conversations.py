"""Makes training conversations: questions phrased in many ways, with slips of the keyboard, in one turn or several."""
import random
import re

from corpus import LANGUAGES
from tokenizer import BOS, IM_END, IM_START

NEIGHBOURS = {"en": "qwertyuiop asdfghjkl zxcvbnm", "ru": "йцукенгшщзхъ фывапролджэ ячсмитьбю"}
TURNS = (1,) * 16 + (2, 2, 3, 6)
LONG_ANSWER_CHARACTERS = 900
TOPIC_WEIGHT = {"fallback": 20, "what-is-spindle": 3, "cost": 2, "who-can-read": 2, "list-gpu": 2, "deposit": 2}
# Which answer it is gets decided in its first tokens; the rest is known by heart soon. So these weigh more, and most
# last answers are cut after them, which leaves time for more questions.
OPENING_TOKENS = 6
OPENING_WEIGHT = 5.0
SHORTENED = 0.85
SYSTEM_MESSAGE = 0.2


class Conversations:
    """An endless, seeded source of token sequences, each with what every token weighs in the loss."""

    def __init__(self, corpus, tokenizer, seed, max_tokens):
        self.corpus, self.tokenizer, self.max_tokens = corpus, tokenizer, max_tokens
        self.rng = random.Random(seed)
        self.weights = {
            language: [self.weight(topic) for topic in topics.values()] for language, topics in corpus.topics.items()
        }

    @staticmethod
    def weight(topic):
        return TOPIC_WEIGHT.get(topic.id, 0.7 if len(topic.answer) > LONG_ANSWER_CHARACTERS else 1)

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
        is_learned = role == "assistant"
        dropout = 0.1 if role == "user" and self.rng.random() < 0.3 else 0.0
        head = [IM_START] + self.tokenizer.encode(f"{role}\n")
        body = self.tokenizer.encode(text, self.rng, dropout) + [IM_END]
        weights = [OPENING_WEIGHT if at < OPENING_TOKENS else 1.0 for at in range(len(body))] if is_learned else []
        pairs = [(token, 0.0) for token in head] + list(zip(body, weights or [0.0] * len(body)))
        if is_cut:
            return pairs[: len(head) + self.rng.randint(OPENING_TOKENS, 2 * OPENING_TOKENS)]
        return pairs + [(token, 0.0) for token in self.tokenizer.encode("\n")]

    def turns(self, language):
        """One question with its answer, sometimes followed by "tell me more"."""
        topics = self.corpus.topics[language]
        topic = self.rng.choices(list(topics.values()), self.weights[language])[0]
        yield self.question(language, topic), topic.answer
        if self.rng.random() < (0.25 if topic.more else 0.03):
            follow = self.slip(language, self.rng.choice(self.corpus.phrasing[language]["follow"]))
            yield follow, topic.more or topics["more-default"].answer

    def question(self, language, topic):
        """One of the many ways to ask for `topic`."""
        presets = self.corpus.unrelated[language].get(topic.id)
        if presets and self.rng.random() < 0.7:
            return self.fill(language, self.rng.choice(presets))
        if topic.id == "fallback" and self.rng.random() < 0.9:
            return self.dress(language, self.unrelated(language))
        if topic.id == "more-default":
            return self.rng.choice(self.corpus.phrasing[language]["follow"])
        if topic.names and self.rng.random() < 0.35:
            form = self.rng.choice(self.corpus.phrasing[language]["about"])
            return self.dress(language, form.replace("{t}", self.rng.choice(topic.names)))
        return self.dress(language, self.rng.choice(topic.questions))

    def unrelated(self, language):
        if self.rng.random() < 0.04:
            letters = NEIGHBOURS[language].replace(" ", "")
            return "".join(self.rng.choices(letters, k=self.rng.randint(3, 12)))
        if self.rng.random() < 0.25:
            thing = self.fill(language, self.rng.choice(("{thing}", "{thing}", "{person}", "{place}", "{food}", "{sport}")))
            return self.rng.choice(self.corpus.phrasing[language]["about"]).replace("{t}", thing)
        return self.fill(language, self.rng.choice(self.corpus.unrelated[language]["questions"]))

    def fill(self, language, form):
        """Put words into the {slots} of a form."""

        def word(match):
            slot = match.group(1)
            if slot == "n":
                return str(self.rng.randint(0, 999))
            if slot == "text":
                return self.sample_text()
            return self.rng.choice(self.corpus.unrelated[language][slot])

        return re.sub(r"\{(\w+)\}", word, form)

    def sample_text(self):
        """Some sentences that a user might want translated: any answer or question of the corpus, in any language."""
        language = self.rng.choice(LANGUAGES)
        topic = self.rng.choice(list(self.corpus.topics[language].values()))
        if self.rng.random() < 0.4:
            return self.unrelated(language)
        sentences = re.split(r"(?<=[.!?]) ", topic.answer)
        start = self.rng.randrange(len(sentences))
        return " ".join(sentences[start : start + self.rng.randint(1, 2)])

    def dress(self, language, question):
        """Vary the wording: synonyms, words before and after, lost small words; then slips."""
        phrasing = self.corpus.phrasing[language]
        if self.rng.random() < 0.35:
            question = self.swap(question, phrasing["swap"])
        if self.rng.random() < 0.15:
            words = question.split(" ")
            kept = [w for w in words if w.lower() not in phrasing["drop"] or self.rng.random() < 0.4]
            question = " ".join(kept if len(kept) > 1 else words)
        if self.rng.random() < 0.2:
            question = self.rng.choice(phrasing["before"]) + " " + question
        if self.rng.random() < 0.12:
            mark = re.search(r"[?!.]*$", question).group()
            after = self.rng.choice(phrasing["after"])
            space = "" if after.startswith(",") else " "
            question = question[: len(question) - len(mark)] + space + after + mark
        return self.slip(language, question)

    def swap(self, question, groups):
        """Replace one expression by another of its group."""
        lowered = question.lower()
        fitting = [(word, group) for group in groups for word in group if re.search(rf"\b{re.escape(word)}\b", lowered)]
        if not fitting:
            return question
        word, group = self.rng.choice(fitting)
        return re.sub(rf"\b{re.escape(word)}\b", self.rng.choice(group), lowered, count=1)

    def slip(self, language, text):
        """Case, punctuation and typing as people do them."""
        style = self.rng.random()
        if style < 0.25:
            text = text.lower()
        elif style < 0.28:
            text = text.upper()
        elif style < 0.75:
            text = text[:1].upper() + text[1:]
        ending = self.rng.random()
        if ending < 0.3:
            text = text.rstrip("?!.")
        elif ending < 0.6 and text[-1:].isalpha():
            text += "?"
        elif ending < 0.64:
            text = text.rstrip("?!.") + self.rng.choice(("??", "!", ".", "...", " ?", "?!"))
        if self.rng.random() < 0.1:
            text = text.replace(",", "").replace("'", "").replace("ё", "е")
        for _ in range(self.rng.choices((0, 1, 2), (80, 15, 5))[0]):
            text = self.mistype(language, text)
        return text

    def mistype(self, language, text):
        """Drop, double, exchange or replace one letter."""
        if len(text) < 5:
            return text
        at = self.rng.randrange(1, len(text) - 1)
        kind = self.rng.randrange(4)
        if kind == 0:
            return text[:at] + text[at + 1 :]
        if kind == 1:
            return text[:at] + text[at] + text[at:]
        if kind == 2:
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        return text[:at] + self.rng.choice(NEIGHBOURS[language].replace(" ", "")) + text[at + 1 :]
