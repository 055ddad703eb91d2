"""Where a page leads back to: a page of this site that the address names, never another site."""

from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request, otherwise: str) -> str:
    """The path in ``?next=`` where it is one of this site, else ``otherwise``."""
    page = request.GET.get("next", "")
    is_here = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if is_here else otherwise
