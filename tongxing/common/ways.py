"""Where a page leads on or back to: what the address or the form names, as long as it lies in this site."""

from django.utils.http import url_has_allowed_host_and_scheme


def lies_here(request, address: str) -> bool:
    """Whether an address leads into this site."""
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())


def way_on(request) -> str:
    """``next`` of the form or the address where it leads into this site, else nothing."""
    way = request.POST.get("next") or request.GET.get("next") or ""
    return way if lies_here(request, way) else ""


def way_back(request, otherwise: str) -> str:
    """``next`` of the address where it is a path of this site, else ``otherwise``."""
    page = request.GET.get("next", "")
    is_here = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if is_here else otherwise
