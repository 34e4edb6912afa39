"""Faults in the use of a name: a word of no list, or a name whose own 式 is at fault."""

from __future__ import annotations

from luodi.policy.grammar.form import Form, WrongForm, wrong
from luodi.policy.vocabulary import Fact


def told_at(form: Form, *, error: WrongForm, found: str) -> WrongForm:
    """A fault in what a name stands for, told where the name is used: its own places are those of another 式."""
    return wrong(form, code=error.code, found=found, expected=error.expected, repair=error.repair)


def no_value(form: Form, *, of: Fact, code: str = "value") -> WrongForm:
    """A word that is none of the values of the list it is held against."""
    return wrong(
        form,
        code=code,
        found=f"“{form.word}”不在“{of.name}”的取值里",
        expected="、".join(of.values.values()),
        repair="改成其中一个，或在词汇表里加上",
    )
