"""Jobs at start-up: its panel on organisations' pages."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "tongxing.jobs"

    def ready(self):
        from tongxing.jobs import panels  # noqa: F401  (importing it is what adds the panel)
