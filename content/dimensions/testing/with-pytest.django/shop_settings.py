SECRET_KEY = "for tests only"
ROOT_URLCONF = "shop_urls"
ALLOWED_HOSTS = []
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3",
                         "NAME": "shop.db"}}
CURRENCY = "EUR"
DEFAULT_FROM_EMAIL = "shop@example.com"
