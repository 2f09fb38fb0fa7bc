from django.contrib.auth.base_user import (
    AbstractBaseUser, BaseUserManager,
)
from django.db import models


class Customer(AbstractBaseUser):
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    objects = BaseUserManager()
