"""Pages: templates of Jinja, what every page is given, and the answer with its headers."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Template
from jinja2.environment import TemplateModule
from markupsafe import Markup

from marsad.web.answers import AsOf
from marsad.web.assets import Assets, load_assets
from marsad.web.caller import Caller
from marsad.web.compiling import Templates
from marsad.web.languages import LANGUAGES, N_, RIGHT_TO_LEFT, catalogue, in_words
from marsad.web.permissions import GRANTS, Permission, may
from marsad.web.security import csrf_of
from marsad.web.words import filters_of

__all__ = [
    "UNWRITABLE",
    "Frame",
    "Link",
    "code_of",
    "own_address",
    "part",
    "render",
    "template_of",
    "text_of",
    "to",
]

UNWRITABLE = ("\0", "\N{REPLACEMENT CHARACTER}")
"""What HTML cannot hold, and what stands for it."""
# As they stand in the heading of every page: the address, the words, and what one needs to go there.
NAVIGATION: tuple[tuple[str, str, Permission], ...] = (
    ("/", N_("Overview"), Permission.LOOK),
    ("/read", N_("Read"), Permission.READ),
    ("/review", N_("Review"), Permission.LOOK),
    ("/truce", N_("Truce"), Permission.LOOK),
    ("/access", N_("Access"), Permission.LOOK),
    ("/trend", N_("Trend"), Permission.LOOK),
    ("/response", N_("Response"), Permission.LOOK),
    ("/figures", N_("Figures"), Permission.LOOK),
    ("/sources", N_("Sources"), Permission.LOOK),
    ("/exports", N_("Exports"), Permission.EXPORT),
    ("/journal", N_("Journal"), Permission.LOOK),
    ("/tokens", N_("Tokens"), Permission.LOOK),
    ("/users", N_("Users"), Permission.ADMINISTER),
)


class Link(NamedTuple):
    """A way to another page; `is_here` where one is there already."""

    href: str
    label: str
    is_here: bool = False


class Language(NamedTuple):
    """A way to the same page in another language."""

    code: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page is given beside its own content, as `desk`; `imported` are templates that it imports."""

    lang: str
    dir: str
    title: str
    path: str
    csrf: str
    user: str
    role: str
    may: frozenset[str]
    nav: tuple[Link, ...]
    languages: tuple[Language, ...]
    head: str
    older: AsOf | None
    version: str
    assets: Assets
    imported: dict[str, TemplateModule] = field(init=False, default_factory=dict)

    @property
    def css(self) -> str:
        """The address of the stylesheet."""
        return self.assets.css

    @property
    def has_scripts(self) -> bool:
        """Whether the scripts were built: without them pages are lists, texts and pictures."""
        return bool(self.assets.scripts)

    def script(self, name: str) -> str:
        """Return the address of a script, "" where it was not built."""
        return self.assets.script(name)


def render(
    request: Request, template: str, page: object, *, title: str, status: int = 200, head: str = ""
) -> HTMLResponse:
    """Return a page: a template of templates/pages with its content as `page`, in the reader's language.

    `title` is English and translated here; `head` is the hash of the journal entry that the content is as of.
    """
    frame = _frame(request, title, head)
    html = template_of(frame.lang, f"pages/{template}").render(desk=frame, page=page)
    return HTMLResponse(html.replace(*UNWRITABLE), status)


def part(lang: str, template: str, content: object, may: Collection[str] = ()) -> Markup:
    """Return a part of a page that is the same for all who may do the same: a template with its content as `page`.

    As `desk` it has the language, its direction and what they `may` do alone.
    """
    frame = {"lang": lang, "dir": _direction(lang), "may": may}
    return Markup(template_of(lang, template).render(desk=frame, page=content))


def template_of(lang: str, name: str) -> Template:
    """Return a template in a language; it takes a frame as `desk` and its content as `page`."""
    return _environment(lang).get_template(name)


def text_of(request: Request, words: str) -> str:
    """Return English words of the desk in the reader's language."""
    return catalogue(request.state.language).gettext(words)


def code_of(request: Request, code: str) -> str:
    """Return a code of the codebook as words in the reader's language."""
    return in_words(code, catalogue(request.state.language))


def to(path: str, **asked: object) -> str:
    """Return the address of a page with what is asked of it; what is empty is left out."""
    given = [(name, value) for name, value in asked.items() if value not in ("", None, ())]
    return f"{path}?{urlencode(given, doseq=True)}" if given else path


def own_address(address: str, otherwise: str = "/") -> str:
    """Return an address of this desk, another one for that of any other site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return otherwise
    is_own = (
        address.startswith("/")
        # Browsers leave out what cannot be seen, and take a backslash for a slash.
        and address.isprintable()
        and "\\" not in address
        and not address.startswith("//")
        and not (parts.scheme or parts.netloc)
    )
    return address if is_own else otherwise


def _frame(request: Request, title: str, head: str) -> Frame:
    caller: Caller = request.state.caller
    lang: str = request.state.language
    words = catalogue(lang)
    nav = (
        Link(href, words.gettext(label), _is_under(request.url.path, href))
        for href, label, needed in NAVIGATION
        if may(caller.role, needed)
    )
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    languages = (
        Language(code, label, f"{request.url.path}?{urlencode([*asked, ('lang', code)])}")
        for code, label in LANGUAGES.items()
    )
    return Frame(
        lang=lang,
        dir=_direction(lang),
        title=words.gettext(title) if title else "",
        path=request.url.path,
        csrf=csrf_of(request),
        user=caller.name,
        role=caller.role,
        may=frozenset(GRANTS[caller.role]),
        nav=tuple(nav),
        languages=tuple(languages),
        head=head,
        older=min(request.state.older, key=lambda one: one.time, default=None),
        version=_version(),
        assets=load_assets(),
    )


def _direction(lang: str) -> str:
    return "rtl" if lang in RIGHT_TO_LEFT else "ltr"


def _is_under(path: str, href: str) -> bool:
    return path == href or (href != "/" and path.startswith(f"{href}/"))


@cache
def _version() -> str:
    return version("marsad")


@cache
def _environment(lang: str) -> Templates:
    words = catalogue(lang)
    templates = Templates(words)
    templates.filters.update(filters_of(words))
    templates.globals["to"] = to
    return templates
