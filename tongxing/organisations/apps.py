"""The app of organisations: what it tells the apps below when the site starts."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "tongxing.organisations"

    def ready(self):
        # Imported here: models are there only now.
        from tongxing.organisations import recipients  # noqa: F401
