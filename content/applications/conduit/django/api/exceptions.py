from django.http import JsonResponse
from django.views import defaults
from rest_framework import exceptions, status, views

MESSAGES = {
    "blank": "can't be blank",
    "null": "can't be blank",
    "required": "can't be blank",
    "unique": "has already been taken",
}


class InvalidCredentials(exceptions.APIException):
    """A failed login.

    AuthenticationFailed will not do: a view that authenticates nobody has no
    challenge to send, and Django REST framework then answers 403.
    """

    status_code = status.HTTP_401_UNAUTHORIZED
    default_detail = {"credentials": ["invalid"]}


# region handler
def exception_handler(exc, context):
    """Give every error of the API the shape of the specification."""
    response = views.exception_handler(exc, context)
    if response is None:
        return None
    if isinstance(exc, (exceptions.ValidationError, exceptions.ParseError)):
        response.status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    if isinstance(exc, exceptions.NotAuthenticated):
        fields = {"token": ["is missing"]}
    elif isinstance(exc, exceptions.AuthenticationFailed):
        fields = {"token": ["is invalid"]}
    else:
        fields = {
            name: list(messages(detail)) for name, detail in response.data.items()
        }
    response.data = error_body(fields)
    return response


# endregion


def messages(detail):
    """Flatten the errors of one field, lists and dictionaries included."""
    if isinstance(detail, dict):
        detail = list(detail.values())
    if not isinstance(detail, list):
        yield MESSAGES.get(getattr(detail, "code", None), str(detail))
        return
    for item in detail:
        yield from messages(item)


def error_body(fields):
    """Return each field's messages, and in `body` all of them as sentences."""
    sentences = list(fields.get("body", []))
    for name, texts in fields.items():
        if name == "detail":
            sentences += texts
        elif name != "body":
            sentences += [f"{name}: {text}" for text in texts]
    named = {name: texts for name, texts in fields.items() if name != "detail"}
    return {"errors": named | {"body": sentences}}


def page_not_found(request, exception):
    if request.path.startswith("/api/"):
        return JsonResponse(error_body({"detail": ["Not found."]}), status=404)
    return defaults.page_not_found(request, exception)


def server_error(request):
    if request.path.startswith("/api/"):
        return JsonResponse(error_body({"detail": ["Server error."]}), status=500)
    return defaults.server_error(request)
