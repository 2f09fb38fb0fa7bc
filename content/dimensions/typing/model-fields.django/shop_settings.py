SECRET_KEY = "for this alone"
INSTALLED_APPS = ["shop"]
