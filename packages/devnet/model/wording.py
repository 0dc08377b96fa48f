"""Puts a question into many wordings, as people type them."""
import re

from corpus import LANGUAGES

LETTERS = {"en": "qwertyuiopasdfghjklzxcvbnm", "ru": "йцукенгшщзхъфывапролджэячсмитьбю"}


class Wording:
    """Draws all its chances from `rng`, so that one seed repeats everything."""

    def __init__(self, corpus, rng):
        self.corpus, self.rng = corpus, rng

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

    def follow(self, language):
        """A request to go on with the last answer."""
        return self.slip(language, self.rng.choice(self.corpus.phrasing[language]["follow"]))

    def unrelated(self, language):
        """A question that has nothing to do with Spindle, or mere letters."""
        if self.rng.random() < 0.04:
            return "".join(self.rng.choices(LETTERS[language], k=self.rng.randint(3, 12)))
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
        return text[:at] + self.rng.choice(LETTERS[language]) + text[at + 1 :]
