"""Addresses of the display switch and of the page of patterns; included by the project under ``/ui/``."""

from django.urls import path

from yifa.ui import views

app_name = "ui"

urlpatterns = [
    path("", views.patterns, name="patterns"),
    path("display", views.set_display, name="display"),
]
