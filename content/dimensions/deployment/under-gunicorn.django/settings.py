from pathlib import Path

# region show
SECRET_KEY = "from the environment in real life"
ROOT_URLCONF = "urls"
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = ["django.contrib.staticfiles"]
MIDDLEWARE = ["whitenoise.middleware.WhiteNoiseMiddleware"]
STATIC_URL = "static/"
STATIC_ROOT = Path("collected").resolve()
STATICFILES_DIRS = [Path("static").resolve()]
# endregion
if Path("without-whitenoise").exists():
    MIDDLEWARE = []
