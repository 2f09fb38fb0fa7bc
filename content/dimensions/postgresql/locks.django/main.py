import threading

import postgres
from django.apps import AppConfig
from django.conf import settings

folder = postgres.start()


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop"], USE_TZ=True,
    DATABASES={"default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres", "USER": "shop", "HOST": folder,
    }},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
import django  # noqa: E402

django.setup()
from django.db import (  # noqa: E402
    OperationalError,
    connection,
    models,
    transaction,
)


class Job(models.Model):
    state = models.CharField(max_length=9, default="new")


# region show
def take_job(**options):
    """Lock the first job that is new; wants a transaction."""
    return (
        Job.objects.select_for_update(**options)
        .filter(state="new").order_by("id").first())
# endregion


def other(do):
    """Run a function in a thread, with a connection of its own."""
    result = []

    def work():
        try:
            with transaction.atomic():
                result.append(do())
        except OperationalError as error:
            result.append(type(error.__cause__).__name__)
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return result[0]


with connection.schema_editor() as editor:
    editor.create_model(Job)
Job.objects.bulk_create([Job(id=1), Job(id=2)])

try:
    take_job()
except transaction.TransactionManagementError as error:
    print("without a transaction:", error)

with transaction.atomic():
    print("first worker takes job", take_job().id)
    free = other(lambda: take_job(skip_locked=True).id)
    print("second, skip_locked: job", free)
    print("second, nowait:", other(lambda: take_job(nowait=True)))

    def impatient():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '100ms'")
        return take_job()

    print("second, lock_timeout:", other(impatient))

met, errors = threading.Barrier(2), []


def cross(first, second):
    try:
        with transaction.atomic():
            Job.objects.select_for_update().get(pk=first)
            met.wait()
            Job.objects.select_for_update().get(pk=second)
    except OperationalError as error:
        errors.append((error, error.__cause__))
    finally:
        connection.close()


threads = [threading.Thread(target=cross, args=pair)
           for pair in ((1, 2), (2, 1))]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
kinds = [type(one).__name__ for one in errors[0]]
print("two transactions that wait for each other:",
      len(errors), "fails:", *kinds)
