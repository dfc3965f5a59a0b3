"""A plain Django version: a model with a state field of django-fsm-2, a history row a step, one transaction a step."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from django.db import connection, models, transaction
from django_fsm import FSMField
from django_fsm import transition as moves
from rivals.licence import FILED, STEPS, forever


class Licence(models.Model):
    stage = FSMField(default="received", protected=False)
    organ = models.CharField(max_length=18)
    applicant = models.CharField(max_length=100)
    opened_on = models.DateField()
    answers = models.JSONField(default=dict)

    class Meta:
        app_label = "rivals"
        db_table = "rival_licence"

    @moves(field=stage, source="received", target="accepted")
    def accept(self) -> None: ...

    @moves(field=stage, source="accepted", target="under_review")
    def review(self) -> None: ...

    @moves(field=stage, source="under_review", target="decided")
    def grant(self) -> None: ...

    @moves(field=stage, source="decided", target="delivered")
    def deliver(self) -> None: ...

    @moves(field=stage, source="delivered", target="published")
    def publish(self) -> None: ...


class LicenceHistory(models.Model):
    licence = models.ForeignKey(Licence, models.CASCADE)
    act = models.CharField(max_length=40)
    by = models.CharField(max_length=40)
    on = models.DateField()
    answers = models.JSONField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "rivals"
        db_table = "rival_licence_history"


MODELS = (Licence, LicenceHistory)


def make_tables() -> None:
    """Make the two tables, as the owner."""
    with connection.schema_editor() as editor:
        for model in MODELS:
            editor.create_model(model)


def steps() -> Iterator[float]:
    """Seconds of each step, for as long as asked."""
    for _ in forever():
        for place, (act, who, on, answers) in enumerate(STEPS):
            begin = perf_counter()
            with transaction.atomic():
                if place == 0:
                    licence = Licence.objects.create(
                        organ="x" * 18, applicant="张三丰", opened_on=FILED, answers=answers
                    )
                else:
                    licence = Licence.objects.select_for_update().get(pk=licence.pk)
                    getattr(licence, act)()
                    licence.answers |= answers
                    licence.save()
                LicenceHistory.objects.create(licence=licence, act=act, by=who, on=on, answers=answers)
            yield perf_counter() - begin
