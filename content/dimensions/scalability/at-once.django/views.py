import time
from pathlib import Path

from django.http import HttpResponse
from django.urls import path


# region show
def wait(request, number):
    Path(f"inside-{number}").touch()
    while not Path("go").exists():  # stands for a slow database
        time.sleep(0.01)
    return HttpResponse(f"{number} done")
# endregion


urlpatterns = [path("<int:number>", wait)]
