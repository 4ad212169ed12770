"""
How a PDF is read out that was put together of others: their tags under one root.

In: pages in their places, and the PDFs that some came from with their tags. Out: one tree, in which
each part is one of its own.
"""

from typing import Any

from pikepdf import Array, Dictionary, Name, NumberTree, Pdf, String

_OF_A_ROOT = ("/RoleMap", "/ClassMap")


class Tags:
    """The tree as far as it has come; each page and each link has its number in it."""

    def __init__(self, whole: Pdf) -> None:
        self.whole = whole
        self.root = whole.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
        self.all = self._elem("/Document", self.root)
        self.root.K.append(self.all)
        self.next = 0
        self.parents: list[tuple[int, Any]] = []
        self._part: tuple[str, Any] = ("", None)

    def take_over(self, old: Pdf, pages: list[Any], called: str, language: str) -> None:
        """Hang the tree of a PDF, whose pages have come over, into this one."""
        part = self._begun(called, language)
        tree = self.whole.copy_foreign(old.Root.StructTreeRoot)
        kids = tree.K if isinstance(tree.K, Array) else Array([tree.K])
        for kid in kids:
            kid.P = part
            part.K.append(kid)
        for key in _OF_A_ROOT:
            if key in tree:
                self.root[key] = Dictionary({**dict(self.root.get(key, {})), **dict(tree[key])})
        first = self.next
        for number, of in NumberTree(tree.ParentTree).items():
            self.parents.append((first + number, of))
            self.next = max(self.next, first + number + 1)
        for page in pages:
            _moved(page, "/StructParents", first)
            for note in page.get("/Annots", Array()):
                _moved(note, "/StructParent", first)

    def tell(self, page: Any, tag: str, called: str, instead: str, box: Any) -> None:
        """Say of the one thing that is drawn on a page what it is; `instead` where it has no words."""
        if self._part[0] != called:
            self._begun(called, "")
        elem = self._elem(tag, self._part[1])
        elem.K = 0
        elem.Pg = page
        if instead:
            elem.Alt = String(instead)
            elem.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=list(box))
        self._part[1].K.append(elem)
        page.StructParents = self.next
        self.parents.append((self.next, self.whole.make_indirect(Array([elem]))))
        self.next += 1

    def finish(self) -> None:
        """Put the tree into its place."""
        told = sorted(self.parents, key=lambda one: one[0])
        numbers: list[Any] = [each for number_of in told for each in number_of]
        self.root.ParentTree = self.whole.make_indirect(Dictionary(Nums=Array(numbers)))
        self.root.ParentTreeNextKey = self.next
        self.whole.Root.StructTreeRoot = self.root

    def _begun(self, called: str, language: str) -> Any:
        part = self._elem("/Part", self.all)
        part.T = String(called)
        if language:
            part.Lang = String(language)
        self.all.K.append(part)
        self._part = (called, part)
        return part

    def _elem(self, tag: str, above: Any) -> Any:
        return self.whole.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(tag), P=above, K=Array())
        )


def _moved(of: Any, key: str, by: int) -> None:
    if key in of:
        of[key] = int(of[key]) + by
