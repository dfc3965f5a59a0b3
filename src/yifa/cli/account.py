"""`yifa account`: founds an office from the command line: its organ, its people, their posts, tokens for programs.

Which roles there are is said by the packs and the platform; who may hold which is decided in `organs`.
"""

from __future__ import annotations

import argparse
import getpass
import json
import secrets
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from yifa.cli import start
from yifa.cli.plainly import NotDone, day_of, organ_of, plainly

if TYPE_CHECKING:
    from django.core.exceptions import ValidationError

    from yifa.organs.public import Account

_PLATFORM_ZH = {"administrator": "系统管理员", "security_officer": "安全管理员", "auditor": "审计员"}

EXAMPLES = """
  yifa account organ 11420700MB1234567X --name 某市行政审批局 --word 某审 --division 420700
  yifa account create guanli --name 张三               # 生成初始口令，首次登录须修改
  yifa account appoint guanli --organ 某市行政审批局 --role administrator
  yifa account appoint chuang1 --organ 某市行政审批局 --role window --procedure licensing
  yifa account token shuju1 --days 90                  # 供其他系统调用接口；改口令即作废
  yifa account list --json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One of five deeds, each with its words."""
    deeds = parser.add_subparsers(dest="do", required=True, metavar="organ|create|appoint|token|list")
    organ = deeds.add_parser("organ", help="设立机关")
    organ.add_argument("code", help="统一社会信用代码")
    organ.add_argument("--name", required=True, help="机关名称")
    organ.add_argument("--word", default="", help="机关代字，例如 鄂审")
    organ.add_argument("--division", required=True, help="所在区划的六位代码")
    organ.add_argument("--kind", default="行政审批部门", help="机关类别（默认 行政审批部门）")
    organ.add_argument("--phone", default="", help="电话")
    organ.add_argument("--address", default="", help="地址")
    create = deeds.add_parser("create", help="开设账号")
    create.add_argument("username", help="用户名")
    create.add_argument("--name", required=True, help="姓名")
    create.add_argument("--ask", action="store_true", help="在终端输入初始口令，而不是自动生成")
    create.add_argument("--program", action="store_true", help="供程序使用：没有口令，只能凭令牌")
    appoint = deeds.add_parser("appoint", help="任命岗位")
    appoint.add_argument("username", help="用户名")
    appoint.add_argument("--organ", required=True, help="机关的名称或者代码")
    appoint.add_argument("--role", required=True, help="角色，例如 window、administrator")
    appoint.add_argument("--procedure", default="", help="只在这一程序中有效；不写为全部")
    appoint.add_argument("--since", help="任期起日（默认今天）")
    appoint.add_argument("--until", help="任期止日（默认不定）")
    token = deeds.add_parser("token", help="签发接口令牌")
    token.add_argument("username", help="用户名")
    token.add_argument("--days", type=int, default=90, help="有效日数（默认 90，最长 366）")
    listing = deeds.add_parser("list", help="列出账号与岗位")
    listing.add_argument("--json", action="store_true", help="以 JSON 输出，供程序读取")


@plainly
def run(arguments: argparse.Namespace) -> int:
    """Do it."""
    deeds = {"organ": _organ, "create": _create, "appoint": _appoint, "token": _token, "list": _list}
    with start.office():
        from django.core.exceptions import ValidationError

        try:
            return deeds[arguments.do](arguments)
        except ValidationError as error:
            raise NotDone(_sentences(error)) from None


def _sentences(error: ValidationError) -> str:
    return "".join(error.messages)


def _organ(arguments: argparse.Namespace) -> int:
    from yifa.organs.public import Division, Organ, load_divisions

    if not Division.objects.exists():
        print(f"已装载行政区划 {load_divisions()} 个。")
    division = Division.objects.filter(code=arguments.division).first()
    if division is None:
        raise NotDone(f"没有代码为 {arguments.division} 的区划；请核对代码（GB/T 2260）。")
    organ = Organ(
        code=arguments.code, name=arguments.name, word=arguments.word, division=division.code, level=division.level,
        kind=arguments.kind, phone=arguments.phone, address=arguments.address,
    )  # fmt: skip
    organ.full_clean()
    organ.save()
    print(f"已设立 {organ.name}（{organ.code}，{division.name}，{organ.get_level_display()}）。")
    return 0


def _create(arguments: argparse.Namespace) -> int:
    from yifa.organs.public import create_account

    made = None if arguments.program or arguments.ask else secrets.token_urlsafe(12)
    password = _asked() if arguments.ask else made
    account = create_account(arguments.username, arguments.name, password)
    print(f"已开设账号 {account.username}（{account.name}）。")
    if made:
        print(f"初始口令 {made}  只显示这一次，首次登录须修改。")
    return 0


def _asked() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first, again = getpass.getpass("初始口令："), getpass.getpass("再输一次：")
    if first != again:
        raise NotDone("两次输入的口令不一致，请重新执行。")
    return first


def _appoint(arguments: argparse.Namespace) -> int:
    from yifa.organs.public import PLATFORM_ROLES, PostRefused, appoint
    from yifa.procedure import shipped

    account, organ = _account(arguments.username), organ_of(arguments.organ)
    packs = shipped()
    if arguments.procedure and arguments.procedure not in packs:
        raise NotDone(f"没有编号为“{arguments.procedure}”的程序；现有：{'、'.join(packs)}。")
    roles = {
        role: label.zh for pack in packs.values() for role, label in pack.roles.items() if role not in pack.outside
    }
    roles |= {role: _PLATFORM_ZH[role] for role in sorted(PLATFORM_ROLES)}
    if arguments.role not in roles:
        known = "、".join(f"{role}（{zh}）" for role, zh in roles.items())
        raise NotDone(f"没有“{arguments.role}”这一角色；现有：{known}。")
    since = day_of(arguments.since) if arguments.since else _today()
    until = day_of(arguments.until) if arguments.until else None
    try:
        post = appoint(account, organ, arguments.role, since=since, until=until, procedure=arguments.procedure)
    except PostRefused as error:
        raise NotDone(str(error)) from None
    print(f"已任命 {account.name} 为{organ.name}的{roles[post.role]}，自 {since} 起。")
    return 0


def _token(arguments: argparse.Namespace) -> int:
    from django.core.management import CommandError, call_command

    # The interface makes and reads its tokens; as rooms beside each other do, we speak to it through Django.
    _account(arguments.username)
    try:
        call_command("api_token", arguments.username, days=arguments.days)
    except CommandError as error:
        raise NotDone(str(error)) from None
    print(f"有效至 {_today() + timedelta(days=arguments.days)}；该账号更换口令或者停用，令牌即作废。", file=sys.stderr)
    return 0


def _list(arguments: argparse.Namespace) -> int:
    from yifa.organs.public import Account

    told = [_told(account) for account in Account.objects.order_by("username")]
    if arguments.json:
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return 0
    for one in told:
        print(f"{one['username']}  {one['name']}" + ("" if one["active"] else "  已停用"))
        for post in one["posts"]:
            within = f"（{post['procedure']}）" if post["procedure"] else ""
            until = f"至 {post['until']}" if post["until"] else ""
            print(f"    {post['organ']}  {post['role']}{within}  {post['since']} 起{until}")
    if not told:
        print("还没有账号。用 yifa account create 开设第一个。")
    return 0


def _told(account: Account) -> dict[str, Any]:
    from yifa.organs.public import posts_on

    posts = [
        {
            "organ": post.organ.name,
            "role": post.role,
            "procedure": post.procedure,
            "since": post.valid_from.isoformat(),
            "until": post.valid_to.isoformat() if post.valid_to else None,
        }
        for post in posts_on(account, _today())
    ]
    return {"username": account.username, "name": account.name, "active": account.is_active, "posts": posts}


def _account(username: str) -> Account:
    from yifa.organs.public import Account

    account = Account.objects.filter(username=username).first()
    if account is None:
        raise NotDone(f"没有用户名为“{username}”的账号；用 yifa account list 查看，用 yifa account create 开设。")
    return account


def _today() -> date:
    from yifa.casework.public import today

    return today()
