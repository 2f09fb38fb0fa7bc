from django.contrib.auth import authenticate
from rest_framework import serializers
from rest_framework_simplejwt.tokens import AccessToken

from api.exceptions import InvalidCredentials
from api.fields import ApiModelSerializer, OptionalTextField, TextField
from users.models import User


# region user
class UserSerializer(ApiModelSerializer):
    """The account itself, as its owner sees it."""

    password = TextField(write_only=True, max_length=128, trim_whitespace=False)
    bio = OptionalTextField()
    image = OptionalTextField(max_length=500)
    token = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = ["email", "token", "username", "bio", "image", "password"]

    def get_token(self, user):
        return str(AccessToken.for_user(user))

    def validate(self, attrs):
        if not attrs:
            raise serializers.ValidationError({"user": "can't be blank"})
        return attrs

    def create(self, validated_data):
        return User.objects.create_user(**validated_data)

    def update(self, user, validated_data):
        password = validated_data.pop("password", None)
        if password is not None:
            user.set_password(password)
        return super().update(user, validated_data)


# endregion


class LoginSerializer(serializers.Serializer):
    email = TextField()
    password = TextField(trim_whitespace=False)

    def validate(self, attrs):
        email = User.objects.normalize_email(attrs["email"])
        request, password = self.context["request"], attrs["password"]
        user = authenticate(request, email=email, password=password)
        if user is None:
            raise InvalidCredentials
        return {"user": user}


class ProfileSerializer(serializers.ModelSerializer):
    """A user as others see them; needs UserQuerySet.seen_by()."""

    bio = OptionalTextField()
    image = OptionalTextField()
    following = serializers.BooleanField(read_only=True)

    class Meta:
        model = User
        fields = ["username", "bio", "image", "following"]
