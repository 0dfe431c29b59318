"""A page of a reading as a tree, for tests of what stands in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from marsad.export.html import reading_html
from marsad.model import Claim, Report

VOID = ("meta", "input")


@dataclass(eq=False)
class Node:
    """An element: its children are elements and strings, as a browser has them."""

    tag: str
    attributes: dict[str, str]
    children: "list[Node | str]" = field(default_factory=list)

    def text(self) -> str:
        """All text inside."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def all(self, tag: str = "", **attributes: str) -> "list[Node]":
        """All elements inside that have a tag and attributes (`data_claim` is "data-claim")."""
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        return [
            node
            for node in self._walk()
            if (not tag or node.tag == tag) and wanted.items() <= node.attributes.items()
        ]

    def one(self, tag: str = "", **attributes: str) -> "Node":
        """The only such element."""
        (found,) = self.all(tag, **attributes)
        return found

    def _walk(self) -> "Iterator[Node]":
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child._walk()


class Parser(HTMLParser):
    """Builds the tree, and insists that every element is closed in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names))
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(page: str) -> Node:
    """The page as a browser has it, which reads every line end as a newline."""
    parser = Parser()
    parser.feed(page.replace("\r\n", "\n").replace("\r", "\n"))
    parser.close()
    (root,) = parser.open
    return root


def page_of(report: Report, told: Sequence[Claim]) -> Node:
    return parse(reading_html(report, told))


def shown(text: str) -> str:
    """A text as HTML can hold it."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")


def marked(page: Node, number: int) -> str:
    """The words that are marked as those of a claim."""
    return "".join(mark.text() for mark in page.one("article").all("mark", data_claim=str(number)))


def words_of(page: Node, value: str) -> str:
    """The words that a value rests on, in the text."""
    spans = page.one("article").all("span")
    return "".join(one.text() for one in spans if value in one.attributes["data-values"].split())
