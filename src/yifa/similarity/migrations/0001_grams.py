"""The index of pairs of characters, kept apart by division."""

from django.db import migrations, models

from yifa.casework.sql import LISTING_POLICY, hasten, protect


class Migration(migrations.Migration):
    """One table and its index."""

    initial = True

    dependencies = (("casework", "0004_state_as_text"),)
    operations = (
        migrations.CreateModel(
            name="Gram",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id", "gram", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.BigIntegerField(verbose_name="案件")),
                ("gram", models.BigIntegerField(verbose_name="字对")),
                ("weight", models.IntegerField(verbose_name="权重")),
                ("division", models.TextField(verbose_name="区划")),
                ("organ", models.TextField(verbose_name="机关")),
                ("procedure", models.TextField(verbose_name="流程")),
            ],
            options={
                "verbose_name": "相似诉求索引",
                "db_table": "gram",
                "indexes": [
                    models.Index(
                        fields=["organ", "procedure", "gram"],
                        include=["case_id", "weight", "division"],
                        name="gram_of_organ",
                    ),
                ],
            },
        ),
        *protect("gram"),
        hasten("gram", LISTING_POLICY),
    )
