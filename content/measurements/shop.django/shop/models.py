from django.db import models


class Item(models.Model):
    id = models.IntegerField(primary_key=True)
    name = models.CharField(max_length=80)
    price = models.IntegerField()


class Author(models.Model):
    id = models.IntegerField(primary_key=True)
    name = models.CharField(max_length=80)


class Article(models.Model):
    id = models.IntegerField(primary_key=True)
    title = models.CharField(max_length=80)
    author = models.ForeignKey(Author, on_delete=models.CASCADE)
