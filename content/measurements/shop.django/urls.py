from django.urls import path

from shop import views

urlpatterns = [
    path("string", views.string),
    path("json", views.json),
    path("table", views.table),
    path("jinja", views.jinja),
    path("items/<int:number>", views.item),
    path("articles", views.articles),
    path("order", views.order),
    path("wait", views.wait),
]
