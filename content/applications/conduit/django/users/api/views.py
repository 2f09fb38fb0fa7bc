from rest_framework import generics, permissions
from rest_framework.response import Response

from api.mixins import EnvelopeMixin, get_or_404
from users.confirmation import request_confirmation
from users.models import User

from .serializers import LoginSerializer, ProfileSerializer, UserSerializer


# region registration
class RegistrationView(EnvelopeMixin, generics.CreateAPIView):
    envelope = "user"
    serializer_class = UserSerializer
    authentication_classes = []
    permission_classes = []

    def perform_create(self, serializer):
        super().perform_create(serializer)
        request_confirmation(self.request, serializer.instance)


class LoginView(EnvelopeMixin, generics.GenericAPIView):
    envelope = "user"
    serializer_class = LoginSerializer
    authentication_classes = []
    permission_classes = []

    def post(self, request):
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        return Response(UserSerializer(serializer.validated_data["user"]).data)


# endregion


class CurrentUserView(EnvelopeMixin, generics.RetrieveUpdateAPIView):
    envelope = "user"
    serializer_class = UserSerializer
    permission_classes = [permissions.IsAuthenticated]
    http_method_names = ["get", "put", "head", "options"]

    def get_object(self):
        return self.request.user

    def put(self, request, *args, **kwargs):
        return self.partial_update(request, *args, **kwargs)


class ProfileView(EnvelopeMixin, generics.GenericAPIView):
    envelope = "profile"
    serializer_class = ProfileSerializer

    def get_object(self):
        users = User.objects.filter(is_active=True).seen_by(self.request.user)
        return get_or_404(users, "profile", username=self.kwargs["username"])

    def get(self, request, username):
        return Response(self.get_serializer(self.get_object()).data)


class FollowView(ProfileView):
    http_method_names = ["post", "delete", "options"]

    def post(self, request, username):
        request.user.follows.add(self.get_object())
        return self.get(request, username)

    def delete(self, request, username):
        request.user.follows.remove(self.get_object())
        return self.get(request, username)
