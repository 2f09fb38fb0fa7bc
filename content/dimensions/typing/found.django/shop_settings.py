SECRET_KEY = "for this alone"
ROOT_URLCONF = "shop"
ALLOWED_HOSTS = ["testserver"]
INSTALLED_APPS: list[str] = []
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
