"""Jobs at start-up: its panel on organisations' pages, its steps on the way of somebody new."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "tongxing.jobs"

    def ready(self):
        from tongxing.jobs import merging, panels, path  # noqa: F401  (importing them is what adds them)
