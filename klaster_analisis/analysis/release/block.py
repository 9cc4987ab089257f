"""Questions of one place that tell of each other, and what is printed of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from klaster_analisis.sources.codebook import Codebook
from klaster_analisis.sources.question import Question
from klaster_analisis.terms import TIDAK, YA

SOME, NONE = "sebagian", "tidak_satu_pun"
"""Of a question with several answers: at least one of them was chosen; the one was chosen that excludes all others."""

NONE_WORDS = frozenset({"tidak_satu_pun", "tidak satu pun", "tidak ada satu pun", "none", "none of these", "none of the above"})

Row = tuple[int, str]
"""The answers to a question in one wave: the wave's position and the question's code."""


@dataclass(frozen=True)
class State:
    """
    What a firm may be in one wave, as far as one question tells.

    Parameters
    ----------
    answer : str or None
        None where there is no answer.
    above : int
        Position of the state of the question that this one depends on; its own position where it depends on none.
    absent : bool
        Whether the firm is not in the wave.
    finer : bool
        Whether the question tells more than the one that it depends on.
    """

    answer: str | None
    above: int
    absent: bool = False
    finer: bool = True


@dataclass(frozen=True)
class Node:
    """
    A question of a block.

    Parameters
    ----------
    code : str
    answers : tuple of str
    parent : int or None
        Position of the node that it depends on.
    condition : str
        The parent's answer for which it is asked.
    elsewhere : mapping of str to str
        Its own answer that an answer of the parent implies.
    silent : bool
        Whether a firm that is asked may give no answer.
    printed : bool
        Whether it is a row of its own; a question with several answers is not, but its parts are.
    """

    code: str
    answers: tuple[str, ...]
    parent: int | None = None
    condition: str = ""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    silent: bool = True
    printed: bool = True


@dataclass(frozen=True)
class Block:
    """
    Questions of which each tells of another: a question with those that depend on it, or the parts of one with several answers.

    Parameters
    ----------
    nodes : tuple of Node
        A question stands behind the one that it depends on.
    covered : bool
        Whether each firm that answered a question with several answers chose at least one of them.
    """

    nodes: tuple[Node, ...]
    covered: bool = False

    @cached_property
    def states(self) -> tuple[tuple[State, ...], ...]:
        """What a firm may be in one wave, node by node."""
        found: list[tuple[State, ...]] = []
        for node in self.nodes:
            found.append(tuple(_refined(node, found[node.parent])) if node.parent is not None else _of_root(node))
        return tuple(found)

    @property
    def printed(self) -> tuple[Node, ...]:
        """The nodes that are rows."""
        return tuple(node for node in self.nodes if node.printed)

    def followers(self, code: str) -> Iterator[str]:
        """Give the rows whose counts would tell those of another: the questions that depend on it, near and far."""
        for node in self.nodes:
            if node.parent is not None and self.nodes[node.parent].code == code:
                yield node.code
                yield from self.followers(node.code)


def _of_root(node: Node) -> tuple[State, ...]:
    answers: list[str | None] = [*node.answers, None]
    return (*(State(answer, at) for at, answer in enumerate(answers)), State(None, len(answers), absent=True))


def _refined(node: Node, above: Sequence[State]) -> Iterator[State]:
    for at, state in enumerate(above):
        if state.answer is not None and state.answer == node.condition:
            yield from (State(answer, at) for answer in node.answers)
            if node.silent:
                yield State(None, at)
        else:
            answer = node.elsewhere.get(state.answer) if state.answer is not None else None
            yield State(answer, at, state.absent, finer=False)


def blocks_of(
    codebook: Codebook, asked: Sequence[str], several: Mapping[str, bool], *, loose: Collection[str] = ()
) -> list[Block]:
    """
    Put the questions of a survey together by what they tell of each other.

    Parameters
    ----------
    codebook : Codebook
    asked : sequence of str
        Codes of the rows that the survey has, in the order of the codebook; with several answers, of their parts.
    several : mapping of str to bool
        By code of each question with several answers: whether a firm that answered chose at least one.
    loose : collection of str
        Those of which a firm may have answered some parts only: their parts have bases of their own.

    Returns
    -------
    list of Block

    Examples
    --------
    >>> from klaster_analisis import load_study
    >>> block, *_ = blocks_of(load_study().codebook, ["kerjasama_hulu", "keaktifan_hulu"], {})
    >>> [(node.code, node.condition) for node in block.nodes]
    [('kerjasama_hulu', ''), ('keaktifan_hulu', 'ada')]
    """
    there = set(asked)
    trees: list[list[Node]] = []
    tree_of: dict[str, list[Node]] = {}
    for question in codebook.questions.values():
        if question.code in several:
            nodes = _several(question, there, covered=several[question.code], loose=question.code in loose)
        else:
            nodes = [Node(question.code, question.codes)] if question.code in there else []
        if nodes:
            on = question.condition
            tree = tree_of.setdefault(question.code, tree_of.get(on.question, []) if on else [])
            trees += [] if tree else [tree]
            head = len(tree)
            above = next((at for at, node in enumerate(tree) if on and node.code == on.question), None)
            tree.append(replace(nodes[0], parent=above, condition=on.answer if on and above is not None else ""))
            tree += [replace(node, parent=head) for node in nodes[1:]]
    return [Block(tuple(tree), any(several.get(node.code, False) for node in tree)) for tree in trees]


def _several(question: Question, there: set[str], *, covered: bool, loose: bool) -> list[Node]:
    """Give a question with several answers, and behind it its parts; the part that excludes all others is known from it alone."""
    parts = [part for part in question.parts if part.code in there]
    if not parts:
        return []
    none = next((part for part in parts if covered and not loose and _is_none(part, question)), None)
    head = Node(question.code, (SOME, NONE) if none else (SOME,), printed=False)
    chosen = {NONE: TIDAK}
    rest = [
        Node(part.code, (YA, TIDAK), elsewhere={SOME: TIDAK, NONE: YA}, silent=False)
        if part is none
        else Node(part.code, (YA, TIDAK), condition=SOME, elsewhere=chosen, silent=loose)
        for part in parts
    ]
    return [head, *rest]


def _is_none(part: Question, question: Question) -> bool:
    answer = next(answer for answer in question.answers if part.code.endswith(answer.code))
    return any(text.casefold().strip() in NONE_WORDS for text in (answer.code, *answer.label.values()))
