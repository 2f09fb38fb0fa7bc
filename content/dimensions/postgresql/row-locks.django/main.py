import threading
from concurrent.futures import ThreadPoolExecutor

import django
import postgres
from django.apps import AppConfig
from django.conf import settings
from django.db import Error, connection, models, transaction


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop"],
    DATABASES={"default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": postgres.start(), "NAME": "postgres", "USER": "shop",
    }},
)
django.setup()


class Shelf(models.Model):
    name = models.CharField(max_length=80)


class Job(models.Model):
    name = models.CharField(max_length=80)
    done = models.BooleanField(default=False)
    shelf = models.ForeignKey(Shelf, models.CASCADE, null=True)


class Note(models.Model):
    job = models.ForeignKey(Job, models.CASCADE)


# region show
def next_job(**options):
    """Lock the first open job; call it inside atomic()."""
    return (Job.objects.select_for_update(**options)
            .filter(done=False).order_by("pk").first())


def in_transaction(call, **options):
    try:
        with transaction.atomic():
            return call(**options).name
    except Error as error:
        return described(error)


def with_timeout():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '200ms'")
    return next_job()
# endregion


def described(error):
    name = type(error).__name__
    cause = type(error.__cause__).__name__
    return f"{name} ({cause}) {str(error).splitlines()[0]}"


def add_note():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '200ms'")
    return Note.objects.create(job_id=1).job


def other_worker(call, *words, **options):
    def work():
        try:
            return call(*words, **options)
        finally:
            connection.close()

    return pool.submit(work)


pool = ThreadPoolExecutor(4)
with connection.schema_editor() as editor:
    for model in (Shelf, Job, Note):
        editor.create_model(model)
Job.objects.bulk_create([Job(name="mail"), Job(name="bill")])
print("adapter:", connection.Database.__name__)

with transaction.atomic():
    print("worker 1 locks:", next_job().name)
    print("a plain SELECT reads:", other_worker(
        Job.objects.count).result(), "rows")
    print("skip_locked, worker 2 locks:", other_worker(
        in_transaction, next_job, skip_locked=True).result())
    print("nowait:", other_worker(
        in_transaction, next_job, nowait=True).result())
    print("lock_timeout:", other_worker(
        in_transaction, with_timeout).result())
    print("a row that points at it:", other_worker(
        in_transaction, add_note).result())
    began = threading.Event()
    waiting = other_worker(
        lambda: began.set() or in_transaction(next_job))
    began.wait()
    try:
        waiting.result(timeout=0.4)
    except TimeoutError:
        print("without an option, worker 2 waits")
print("once worker 1 has committed, it locks:", waiting.result())

with transaction.atomic():
    print("no_key, worker 1 locks:", next_job(no_key=True).name)
    print("a row that points at it:", other_worker(
        in_transaction, add_note).result())

try:
    next_job()
except transaction.TransactionManagementError as error:
    print("outside atomic():", error)


def with_shelf(**options):
    return Job.objects.select_for_update(**options).select_related(
        "shelf").order_by("pk").first()


print("with a nullable relation:", in_transaction(with_shelf))
print("the same, of=('self',):", in_transaction(with_shelf, of=("self",)))
pool.shutdown()
connection.close()
