from django.db import models


class Article(models.Model):
    title = models.CharField(max_length=120)

    class Meta:
        permissions = [("publish_article", "Can publish an article")]
