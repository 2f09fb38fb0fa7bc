"""Interview plans: which questions fit into the time that a reader has."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from sidebyside.model.entries import LEVELS, Question

MINUTES = (10, 30, 60)
SECONDS_EACH = 90
"""To read a question, to answer it aloud in half a minute, and to compare."""


@dataclass(frozen=True, slots=True)
class InterviewPlan:
    """A time in minutes, and the number of questions that fit into it."""

    minutes: int
    questions: int


def interview_plans(total: int) -> tuple[InterviewPlan, ...]:
    """Return the plans that leave out some of `total` questions."""
    plans = (InterviewPlan(minutes, minutes * 60 // SECONDS_EACH) for minutes in MINUTES)
    return tuple(plan for plan in plans if plan.questions < total)


def interview_ranks(chapters: Sequence[Sequence[Question]]) -> dict[str, int]:
    """Return the rank of each question by slug, from 1: what to practise first.

    Levels come one after the other; within a level each category gives one question in turn, so
    that a short plan touches many categories.
    """
    ranks: dict[str, int] = {}
    for level in LEVELS:
        of_level = [
            [question for question in questions if question.level == level]
            for questions in chapters
        ]
        for turn in zip_longest(*of_level):
            for question in turn:
                if question is not None:
                    ranks.setdefault(question.slug, len(ranks) + 1)
    return ranks
