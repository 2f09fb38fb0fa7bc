from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.utils.serializer_helpers import ReturnDict


class EnvelopeMixin:
    """Read and write every single object under one key.

    For a generic view: {"user": {...}} becomes the serializer's data, and what
    the serializer returns goes out under the same key.
    """

    envelope = None

    def get_serializer(self, *args, **kwargs):
        if "data" in kwargs:
            kwargs["data"] = self.unwrap(kwargs["data"])
        return super().get_serializer(*args, **kwargs)

    def unwrap(self, data):
        content = data.get(self.envelope) if isinstance(data, dict) else None
        if not isinstance(content, dict):
            raise ValidationError({self.envelope: "can't be blank"})
        return content

    def finalize_response(self, request, response, *args, **kwargs):
        if isinstance(response.data, ReturnDict) and not response.exception:
            response.data = {self.envelope: response.data}
        return super().finalize_response(request, response, *args, **kwargs)


def get_or_404(queryset, name, **lookup):
    """Return one object, or say which one is not there."""
    try:
        return queryset.get(**lookup)
    except queryset.model.DoesNotExist:
        raise NotFound({name: ["not found"]}) from None
