"""``tongxing refresh-statistics``: let the database learn anew how full its tables are."""

from tongxing.common.command import Command as Base
from tongxing.common.table_statistics import refresh_table_statistics


class Command(Base):
    help = "Let the database learn anew how full its tables are, so that it goes about searches the quick way."

    def handle(self, *args, **options):
        refresh_table_statistics()
