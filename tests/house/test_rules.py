"""The rules of the house: size, names, arguments, clocks, floats."""

from __future__ import annotations

import ast

import pytest

from tests.house.source_tree import Module, modules, rooms, type_function

PURE = ("kernel", "documents", "policy")
LONGEST_FILE = 600
LONG_FILE = 400
LONGEST_FUNCTION = 70
DEEPEST = 3
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "base", "managers", "manager"}
FACES = {"web", "cli", "api", "config"}

# Files over 400 lines that may stay, each with its reason.
LONG_FILES: dict[str, str] = {}

# Names that Django calls; they cannot be chosen.
DJANGO_HOOKS = {
    "get_queryset",
    "get_absolute_url",
    "get_context_data",
    "get_object",
    "get_form_kwargs",
    "get_success_url",
    "get_template_names",
    "get_urls",
    "get_wsgi_application",
}

# Families of one shape that take their arguments by place, each with its reason.
BY_PLACE = {
    ("form", "scope", "domain"): "the typers, one for each head of the grammar, called through one table",
    ("form", "scope"): "what several typers share",
    ("frame", "doubts"): "the one shape of every closure that tells what is in doubt",
    ("op", "left", "right"): "reads as the comparison it is",
    ("day", "length", "unit", "frame"): "day + length unit, called for every row",
    ("says", "key"): "reads as says[key]",
}

modules_named = pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
pure_modules = pytest.mark.parametrize("module", rooms(*PURE), ids=lambda module: module.name)


def places(module: Module, nodes: list[ast.AST]) -> list[str]:
    return [f"{module.name}:{getattr(node, 'lineno', 0)}" for node in nodes]


def dotted(node: ast.AST) -> str:
    """``datetime.date.today`` of an attribute chain."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


@modules_named
def test_a_file_is_short(module: Module) -> None:
    lines = module.text.count("\n")
    assert lines <= LONGEST_FILE
    assert lines <= LONG_FILE or module.name in LONG_FILES, (
        "over 400 lines: split it, or give the reason in LONG_FILES"
    )


def test_the_list_of_long_files_holds_no_short_one() -> None:
    long = {module.name for module in modules() if module.text.count("\n") > LONG_FILE}
    assert set(LONG_FILES) <= long
    assert all(LONG_FILES.values())


@modules_named
def test_a_function_is_short(module: Module) -> None:
    long = [
        function
        for function, _ in module.functions()
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION
    ]
    assert places(module, list(long)) == []


@modules_named
def test_folders_are_shallow(module: Module) -> None:
    assert (
        len(module.path.relative_to(module.path.parents[len(module.name.split("/")) - 1]).parts) - 1
        <= DEEPEST
    )


@modules_named
def test_a_name_says_what_lives_there(module: Module) -> None:
    assert not FORBIDDEN_NAMES & {part.removesuffix(".py") for part in module.name.split("/")}


@modules_named
def test_the_first_line_says_what_lives_here(module: Module) -> None:
    assert ast.get_docstring(module.tree)


@modules_named
def test_nothing_is_called_get(module: Module) -> None:
    named = [function for function, _ in module.functions() if function.name.startswith("get_")]
    assert [function.name for function in named if function.name not in DJANGO_HOOKS] == []


def placed(function: type_function, owner: ast.ClassDef | None) -> list[ast.arg]:
    """The arguments that a caller may give by place, without self."""
    arguments = function.args.posonlyargs + function.args.args
    static = any(dotted(mark) == "staticmethod" for mark in function.decorator_list)
    return arguments[1:] if owner is not None and not static else arguments


def two_operands(arguments: list[ast.arg]) -> bool:
    """``plus(a, b)``: two of one type and nothing else have no better names."""
    return len(arguments) == 2 and len({ast.unparse(a.annotation) for a in arguments if a.annotation}) == 1


@pure_modules
def test_arguments_after_the_first_have_names(module: Module) -> None:
    wrong = [
        f"{module.name}:{function.lineno} {function.name}"
        for function, owner in module.public_functions()
        if len(placed(function, owner)) > 1
        and tuple(argument.arg for argument in placed(function, owner)) not in BY_PLACE
        and not two_operands(placed(function, owner))
    ]
    assert wrong == []


def test_every_shape_by_place_is_in_use() -> None:
    shapes = {
        tuple(argument.arg for argument in placed(function, owner))
        for module in rooms(*PURE)
        for function, owner in module.public_functions()
    }
    assert set(BY_PLACE) <= shapes
    assert all(BY_PLACE.values())


@pure_modules
def test_no_float_decides_anything(module: Module) -> None:
    nodes = list(ast.walk(module.tree))
    likeness = {node.value for node in nodes if isinstance(node, ast.keyword) and node.arg == "cutoff"}
    calls = [node for node in nodes if isinstance(node, ast.Call) and dotted(node.func) == "float"]
    literals = [
        node
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, float) and node not in likeness
    ]
    # The reader of documents may weigh likelihoods; it decides neither money nor days.
    assert places(module, calls if module.room == "documents" else [*calls, *literals]) == []


@modules_named
def test_no_clock_below_the_faces(module: Module) -> None:
    if module.room in FACES:
        return
    clocks = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "timezone.now")
    read = [
        node
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and dotted(node.func).endswith(clocks)
    ]
    assert places(module, list(read)) == []
