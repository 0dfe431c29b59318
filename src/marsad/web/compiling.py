"""How templates become programs: with the words of one language in them, and with cheap calls of macros.

A page says hundreds of words and calls thousands of macros. Jinja looks up each word and finds out what each called
thing wants, every time; that took more than half of the time of a page.
"""

import re
from collections.abc import Callable
from functools import partial
from gettext import NullTranslations
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import Template, TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

__all__ = ["Templates"]

_SPECIAL = re.compile("[&<>'\"]").search


class _Translating(NodeTransformer):
    """Puts translations in the place of `_("…")`, which is said in no other way than by its words."""

    def __init__(self, words: NullTranslations) -> None:
        self.words = words

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # the name by which Jinja calls it
        """Return the translation of a call whose words are known, with what is put in, else the call."""
        self.generic_visit(node)
        if not (isinstance(node.node, nodes.Name) and node.node.name == "_" and len(node.args) == 1):
            return node
        said = node.args[0]
        if node.dyn_args or node.dyn_kwargs or not isinstance(said, nodes.Const):
            return node
        translated = Markup(self.words.gettext(said.value))
        if not node.kwargs:  # what stands for a percent sign is put in as well
            words = translated % {}
            # Written into the program, Markup is made anew wherever it is said; of plain words it is the same.
            return nodes.Const(str(words) if escape(str(words)) == words else words, lineno=node.lineno)
        put_in = [nodes.Pair(nodes.Const(one.key), one.value) for one in node.kwargs]
        return nodes.Mod(nodes.Const(translated), nodes.Dict(put_in), lineno=node.lineno)


class _Generator(CodeGenerator):
    """Writes the program of a template in one language."""

    def visit_Template(
        self, node: nodes.Template, frame: Any = None
    ) -> None:  # Any, and the name: Jinja's own
        """Write the program with the words of the language."""
        templates = self.environment
        if isinstance(templates, Templates):
            node = _Translating(templates.words).visit(node)
            node.set_environment(templates)
        self.writeline(f"from {__name__} import as_markup, written")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # Any: Jinja's own
        # Pages are put together of plain text: each escaped piece needs not be Markup again.
        self.write("written(")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        # Like Jinja's, but for what makes the Markup: its own way looks whether there is any to be made.
        if force_unescaped or frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super().return_buffer_contents(frame, force_unescaped)
        else:
            self.writeline(f"return as_markup(concat({frame.buffer}))")


def written(value: Any) -> str:  # Any: whatever a page holds
    """Return a value as it is written into a page: escaped, unless it is Markup."""
    kind = type(value)
    if kind is Markup:
        text: str = value
        return text
    if kind is str and not _SPECIAL(value):
        return str(value)
    return str(value) if kind is int else escape(value)


as_markup = partial(str.__new__, Markup)


class _Context(Context):
    """What a template knows; calls macros straight, and all else as Jinja does."""

    def call(
        __self, __obj: Callable[..., Any], *args: Any, **kwargs: Any
    ) -> Any:  # Any, and the names: Jinja's own
        """Call something with what it wants to know beside its arguments."""
        if type(__obj) is Macro:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            if kwargs or __obj.caller or __obj.catch_kwargs or __obj.catch_varargs:
                return __obj(__self.eval_ctx, *args, **kwargs)
            left = len(__obj.arguments) - len(args)
            if left < 0:
                return __obj(__self.eval_ctx, *args)
            return as_markup(__obj._func(*args, *(missing,) * left))
        return super().call(__obj, *args, **kwargs)


class _Template(Template):
    """A template; what others import of it is made once for each page."""

    def make_module(
        self, vars: Any = None, shared: bool = False, locals: Any = None
    ) -> TemplateModule:  # Any: as above
        """Return the macros of an imported template, which know of a page no more than its frame and its content."""
        imported = getattr((vars or {}).get("desk"), "imported", None)
        if imported is None:
            return super().make_module(vars, shared, locals)
        if self.name not in imported:
            imported[self.name] = super().make_module(vars, shared, locals)
        made: TemplateModule = imported[self.name]
        return made


class Templates(Environment):
    """The templates of the desk in the language of a catalogue."""

    code_generator_class = _Generator
    context_class = _Context
    template_class = _Template

    def __init__(self, words: NullTranslations) -> None:
        super().__init__(
            loader=PackageLoader("marsad.web", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
            auto_reload=False,
        )
        self.words = words
        self.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
