"""Long lists in pages; a page number that does not exist leads to the nearest one."""

from django.core.paginator import Page, Paginator

PAGE_SIZE = 50


def page_of(request, items, size: int = PAGE_SIZE) -> Page:
    """The page of ``items`` that ``?page=`` asks for."""
    return Paginator(items, size).get_page(request.GET.get("page"))
