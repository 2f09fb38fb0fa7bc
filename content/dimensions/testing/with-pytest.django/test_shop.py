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
    print("mail kept:", [mail.subject for mail in mailoutbox])
# endregion


@pytest.mark.parametrize("address", ["/", "/nowhere"])
def test_each(client, address):
    print("parametrized:", address, client.get(address).status_code)


def test_closed():
    try:
        list(User.objects.all())
    except RuntimeError as error:
        print("no mark:", str(error).split(",")[0])
