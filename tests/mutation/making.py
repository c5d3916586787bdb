"""Makes mutants: one small change to one module each, by the operators of mutmut and cosmic-ray.

mutmut's operators are used everywhere. cosmic-ray's are used where its own kinds of change matter: outside function
bodies, that is in tables, default values, decorators and class bodies. Nothing is written to a file here.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import partial
from itertools import accumulate, takewhile, zip_longest
from pathlib import Path
from typing import Any

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from libcst import BaseExpression, MetadataWrapper, Module, parse_module
from libcst.metadata import WhitespaceInclusivePositionProvider
from mutmut.mutation.file_mutation import Mutation, MutationVisitor
from mutmut.mutation.mutators import mutation_operators, operator_assignment
from mutmut.mutation.pragma_handling import IgnoredCode

# setting a variable to None instead is left out: nearly every such mutant crashes, which says nothing about the tests
_MUTMUT_OPERATORS = [(kind, operator) for kind, operator in mutation_operators if operator is not operator_assignment]


@dataclass(frozen=True)
class Mutant:
    """One module with one change."""

    module: str
    """The path under the package, such as `temporal/windows.py`."""
    line: int
    """The line of the original at which the change begins, from 1."""
    was: str
    """The changed lines before, without indentation."""
    becomes: str
    """The same lines after; empty where they were removed."""
    source: str
    """The whole changed module."""

    @property
    def diff(self) -> str:
        """The change as a reader wants it: where, before, after."""
        before = [f"- {line}" for line in self.was.splitlines()]
        after = [f"+ {line}" for line in self.becomes.splitlines()]
        return "\n".join([f"{self.module}:{self.line}", *before, *after])


def drawn(package: Path, modules: Iterable[str], cosmic_ray_operators: Collection[str], seed: int) -> Iterator[Mutant]:
    """Mutants of the modules in an order that the seed fixes: one of each line first, then a second of each, and so on.

    Lines are drawn rather than mutants, because otherwise a long call, which has many mutants, would crowd out the
    rest. A change that only a reader or a type checker sees is left out, and so is a second way to the same program.
    """
    draw = random.Random(seed)
    lines: list[Iterator[Mutant | None]] = []
    for module in sorted(modules):
        source = (package / module).read_text(encoding="utf-8")
        by_line: dict[int, list[Callable[[], str]]] = {}
        for line, change in (*_by_mutmut(source), *_by_cosmic_ray(source, cosmic_ray_operators)):
            by_line.setdefault(line, []).append(change)
        seen = {_what_runs(source)}
        for _, changes in sorted(by_line.items()):
            draw.shuffle(changes)
            lines.append(_new_ones(module, source, changes, seen))
    draw.shuffle(lines)
    for turn in zip_longest(*lines):
        yield from (mutant for mutant in turn if mutant is not None)


def _new_ones(
    module: str, source: str, changes: Iterable[Callable[[], str]], seen: set[str | None]
) -> Iterator[Mutant]:
    for change in changes:
        changed = change()
        form = _what_runs(changed)
        if form is not None and form not in seen:
            seen.add(form)
            yield Mutant(module, *_changed_lines(source, changed), changed)


def _by_mutmut(source: str) -> Iterator[tuple[int, Callable[[], str]]]:
    """The line of each change that mutmut's operators make, and what makes the changed source."""
    wrapper = MetadataWrapper(parse_module(source))
    visitor = MutationVisitor(_MUTMUT_OPERATORS, IgnoredCode(set(), set(), set()))
    tree = wrapper.visit(visitor)
    places = wrapper.resolve(WhitespaceInclusivePositionProvider)
    line_starts = [0, *accumulate(len(line) for line in source.splitlines(keepends=True))]
    for mutation in visitor.mutations:
        place = places[mutation.original_node]
        start, end = (line_starts[at.line - 1] + at.column for at in (place.start, place.end))
        yield place.start.line, partial(_replaced, tree, source, mutation, start, end)


def _replaced(tree: Module, source: str, mutation: Mutation, start: int, end: int) -> str:
    # replacing a node in the tree takes a quarter of a second in a long module; an expression can be cut out instead
    if isinstance(mutation.original_node, BaseExpression):
        replacement: str = tree.code_for_node(mutation.mutated_node)
        return source[:start] + replacement + source[end:]
    changed: Any = tree.deep_replace(mutation.original_node, mutation.mutated_node)
    code: str = changed.code
    return code


def _by_cosmic_ray(source: str, patterns: Collection[str]) -> Iterator[tuple[int, Callable[[], str]]]:
    """The same for cosmic-ray's operators, outside function bodies."""
    in_bodies = {
        line
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
        for line in range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1)
    }
    nodes = list(ast_nodes(get_ast(source)))
    for name in sorted(operator_names()):
        if not any(fnmatch(name, pattern) for pattern in patterns):
            continue
        operator = get_operator(name)()
        places = (place for node in nodes for place in operator.mutation_positions(node))
        for occurrence, ((line, _), _) in enumerate(places):
            if line not in in_bodies:
                yield line, partial(mutate_code, source, operator, occurrence)


def _changed_lines(source: str, changed: str) -> tuple[int, str, str]:
    """The number of the first line that differs, and the lines before and after."""
    before, after = source.splitlines(), changed.splitlines()
    alike = _alike(before, after)
    before, after = before[alike:], after[alike:]
    tail = _alike(before[::-1], after[::-1])
    was, becomes = (lines[: len(lines) - tail] for lines in (before, after))
    return alike + 1, "\n".join(map(str.strip, was)), "\n".join(map(str.strip, becomes))


def _alike(some: list[str], others: list[str]) -> int:
    """How many lines are the same from the beginning on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(some, others, strict=False)))


class _OnlyWhatRuns(ast.NodeTransformer):
    """Takes away what only a reader or a type checker sees."""

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        # a field of a data class stays, though nothing is assigned to it
        return ast.Assign([node.target], node.value or ast.Constant(None))

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        node.returns = None
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        self.generic_visit(node)
        return ast.Pass() if isinstance(node.value, ast.Constant) else node

    def visit_If(self, node: ast.If) -> ast.AST:
        self.generic_visit(node)
        return ast.Pass() if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING" else node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        name = node.func.id if isinstance(node.func, ast.Name) else None
        if name == "cast" and len(node.args) == 2:
            return node.args[1]
        return ast.Constant(None) if name in {"TypeVar", "ParamSpec"} else node


def _what_runs(source: str) -> str | None:
    """A text that is the same for two modules that run alike line by line; None where it is not Python."""
    try:
        return ast.dump(_OnlyWhatRuns().visit(ast.parse(source)))
    except SyntaxError:
        return None
