import pytest
from django.contrib.auth.models import User
from django.core.mail import send_mail


# region show
def test_home(client, settings):
    settings.CURRENCY = "GBP"
    answer = client.get("/")
    print("client:", answer.status_code, answer.text)


@pytest.mark.django_db
def test_count(django_assert_num_queries):
    with django_assert_num_queries(1) as seen:
        list(User.objects.all())
    print("statements counted:", len(seen))


def test_mail(mailoutbox):
    send_mail("Paid", "Thank you", None, ["ada@example.com"])
    subjects = [mail.subject for mail in mailoutbox]
    print("mail in the outbox:", subjects)
# endregion


@pytest.mark.parametrize("path", ["/", "/nowhere"])
def test_each(client, path):
    print("parametrized:", path, client.get(path).status_code)


def test_closed():
    try:
        list(User.objects.all())
    except RuntimeError as error:
        print("no django_db mark:", str(error).split(",")[0])
