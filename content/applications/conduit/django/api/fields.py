from datetime import UTC

from django.contrib.auth.models import BaseUserManager
from django.db import models
from rest_framework import serializers


class TimestampField(serializers.DateTimeField):
    """A moment in UTC with milliseconds: 2026-01-31T12:00:00.000Z."""

    def to_representation(self, value):
        moment = value.astimezone(UTC).isoformat(timespec="milliseconds")
        return moment.replace("+00:00", "Z")


class TextField(serializers.CharField):
    """A text; a number is not taken for one."""

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class EmailField(serializers.EmailField):
    """An address as the user manager keeps it, with its domain in lower case."""

    def to_internal_value(self, data):
        return BaseUserManager.normalize_email(super().to_internal_value(data))


class OptionalTextField(TextField):
    """A text that may be missing: null outside, empty in the database."""

    def __init__(self, **kwargs):
        super().__init__(required=False, allow_null=True, allow_blank=True, **kwargs)

    def run_validation(self, data=serializers.empty):
        return super().run_validation(data) or ""

    def to_representation(self, value):
        return value or None


class ApiModelSerializer(serializers.ModelSerializer):
    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.CharField: TextField,
        models.TextField: TextField,
        models.EmailField: EmailField,
    }
