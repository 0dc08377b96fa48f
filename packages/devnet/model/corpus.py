"""Reads the corpus: topics, ways of asking and unrelated questions of each language, from corpus/*.md."""
import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "corpus"
LANGUAGES = ("en", "ru")


@dataclass
class Topic:
    id: str
    questions: list = field(default_factory=list)
    names: list = field(default_factory=list)
    answer: str = ""
    more: str = ""


def read_topics(language):
    """Topics of one language, by id. A line that is no heading, question, name or answer is prose for the reader."""
    topics = {}
    for line in (FOLDER / f"{language}.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            topic = topics[line[3:]] = Topic(line[3:])
        elif match := re.match(r"([QTAM]): (.+)", line):
            kind, text = match.groups()
            if kind == "Q":
                topic.questions = text.split(" | ")
            elif kind == "T":
                topic.names = text.split(" | ")
            elif kind == "A":
                topic.answer = text
            else:
                topic.more = text
    return topics


def read_sections(name):
    """Heading → its lines, each a list of expressions. Prose before the first heading is for the reader."""
    sections = {}
    for line in (FOLDER / f"{name}.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            lines = sections[line[3:]] = []
        elif sections and line:
            lines.append(line.replace("\\n", "\n").split(" | "))
    return sections


def joined(lines):
    return [expression for line in lines for expression in line]


def read_phrasing(language):
    """Lists of expressions by kind; `swap` stays a list of groups."""
    sections = read_sections(f"phrasing-{language}")
    return {name: lines if name == "swap" else joined(lines) for name, lines in sections.items()}


def read_unrelated(language):
    return {name: joined(lines) for name, lines in read_sections(f"unrelated-{language}").items()}


@dataclass
class Corpus:
    """Each field holds its part by language."""

    topics: dict
    phrasing: dict
    unrelated: dict

    @classmethod
    def load(cls):
        parts = (read_topics, read_phrasing, read_unrelated)
        return cls(*({language: read(language) for language in LANGUAGES} for read in parts))

    def texts(self):
        """Everything worth learning pieces from. Answers count more: they are what the model writes."""
        for language in LANGUAGES:
            for topic in self.topics[language].values():
                yield from topic.questions + topic.names + [topic.answer, topic.more] * 4
            for expressions in self.phrasing[language].values():
                yield from joined(expressions) if isinstance(expressions[0], list) else expressions
            yield from joined(self.unrelated[language].values())
