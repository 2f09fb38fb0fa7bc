from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models


class UserQuerySet(models.QuerySet):
    def seen_by(self, viewer):
        """Annotate each user with whether the viewer follows them."""
        follows = User.follows.through.objects.filter(
            from_user=viewer.pk, to_user=models.OuterRef("pk")
        )
        return self.annotate(following=models.Exists(follows))


class ConduitUserManager(UserManager.from_queryset(UserQuerySet)):
    pass


class User(AbstractUser):
    first_name = None
    last_name = None
    email = models.EmailField(unique=True)
    bio = models.TextField(blank=True)
    image = models.CharField(max_length=500, blank=True)
    email_confirmed_at = models.DateTimeField(null=True, blank=True)
    follows = models.ManyToManyField(
        "self", symmetrical=False, related_name="followers", blank=True
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["username"]

    objects = ConduitUserManager()

    def __str__(self):
        return self.username
