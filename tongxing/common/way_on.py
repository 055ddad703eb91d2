"""Where somebody goes on to after a form: the page that they came from, where that lies in this site."""

from django.utils.http import url_has_allowed_host_and_scheme


def way_on(request) -> str:
    """``next`` of the form or the address where it leads into this site, else nothing."""
    way = request.POST.get("next") or request.GET.get("next") or ""
    return way if url_has_allowed_host_and_scheme(way, {request.get_host()}, request.is_secure()) else ""
