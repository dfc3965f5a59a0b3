"""What a case is about, beside who applied: for lists and for search. Filled by the next act, or by `yifa rebuild`."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column of text."""

    dependencies = (("casework", "0006_open_cases"),)
    operations = (
        migrations.AddField(
            "case",
            "title",
            models.TextField(
                blank=True,
                default="",
                help_text="案由、标题等，不含个人信息；没有的，以事项或者流程为名",
                verbose_name="案件名称",
            ),
            preserve_default=False,
        ),
    )
