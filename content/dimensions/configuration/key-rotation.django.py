from django.conf import settings
from django.core import signing
from django.test import override_settings

settings.configure(SECRET_KEY="first")


def ask(text):
    try:
        return signing.loads(text)["name"]
    except signing.BadSignature:
        return "nobody"


text = signing.dumps({"name": "ada"})

# region show
after = override_settings(
    SECRET_KEY="second", SECRET_KEY_FALLBACKS=["first"]
)
later = override_settings(SECRET_KEY="second")
# endregion
with after:
    print("old signature, old key as fallback:", ask(text))
    fresh = signing.dumps({"name": "ada"})
with later:
    print("old signature, fallback removed:", ask(text))
    print("new signature, read with the new key alone:", ask(fresh))
