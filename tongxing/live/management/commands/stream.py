"""``tongxing stream``: say where a fair's live picture comes from, as programs do that start one."""

from django.utils.translation import gettext as _

from tongxing.common.command import Command as Base
from tongxing.common.command import Problems, wrong_use
from tongxing.common.refusal import Refused
from tongxing.fairs.models import Fair
from tongxing.live.actions import set_up
from tongxing.live.models import Stream
from tongxing.live.picture import is_safe


class Command(Base):
    help = "Say where the picture of a fair's live stream comes from; without a fair, of the one that runs."

    def add_arguments(self, parser):
        parser.add_argument("fair", nargs="?", type=int, help="the fair's number in its address")
        parser.add_argument("--source", choices=Stream.Source.values, default=Stream.Source.OWN.value)
        parser.add_argument("--address", default="", help="of the stream (.m3u8), or of the platform's page")
        parser.add_argument("--sign", default="", help="of the sign-language picture (.m3u8)")
        parser.add_argument("--sound", default="", help="of the sound alone")

    def handle(self, *args, **options):
        addresses = {"address": options["address"], "sign_address": options["sign"], "sound_address": options["sound"]}
        for address in addresses.values():
            if address and not is_safe(address):
                raise wrong_use(_("“%(address)s” does not begin with https://.") % {"address": address})
        fair = self._fair(options["fair"])
        try:
            stream = set_up(fair=fair, source=options["source"], by="stream", **addresses)
        except Refused as refusal:
            raise Problems(str(refusal)) from None
        said = {"fair": fair, "channel": stream.channel}
        self.stdout.write(_("%(fair)s is streamed as channel “%(channel)s”.") % said)

    def _fair(self, number):
        fairs = Fair.objects.select_related("event__region").exclude(mode=Fair.Mode.ON_SITE)
        if number is not None:
            fair = fairs.filter(pk=number).first()
        else:
            fair = fairs.filter(state=Fair.State.RUNNING).order_by("-event__starts_at").first()
        if fair is None:
            raise wrong_use(_("There is no such fair that is streamed. Its page says how it is held."))
        return fair
