from django.conf import settings
# region show
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Order more of one item."

    def add_arguments(self, parser):
        parser.add_argument("item")
        parser.add_argument("--count", type=int, default=12)

    def handle(self, *args, item, count, **options):
        if item == "hat":
            raise CommandError("hats are not sold")
        supplier = settings.SUPPLIER
        self.stdout.write(f"{count} x {item} from {supplier}")
# endregion
