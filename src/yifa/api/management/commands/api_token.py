"""Prints a token for an account of the staff; people call it as `yifa account token`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yifa.api import tokens
from yifa.casework.public import today
from yifa.organs.public import Account


class Command(BaseCommand):
    """Issue a token."""

    help = "签发接口令牌"

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose, and for how many days."""
        parser.add_argument("username")
        parser.add_argument("--days", type=int, default=90)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it. Raises CommandError, in Chinese."""
        account = Account.objects.filter(username=options["username"]).first()
        if account is None:
            raise CommandError(f"没有用户名为“{options['username']}”的账号。")
        try:
            self.stdout.write(tokens.issue(account, today=today(), days=options["days"]))
        except ValueError as error:
            raise CommandError(str(error)) from None
