"""Every setting that the environment may give, declared once: name, default, one sentence.

Law is never a setting: lengths, fees and limits live in packs and in the organs' own dated values.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable; `default` None means that the start stops without it."""

    name: str
    default: str | None
    zh: str


SETTINGS: tuple[Setting, ...] = (
    Setting("YIFA_DATA", "var", "数据文件夹：本机数据库、上传的材料、生成的报告都放在这里。"),
    Setting("YIFA_DATABASE_URL", "", "PostgreSQL 地址；留空则在数据文件夹里启动一个私有的本机数据库。"),
    Setting("YIFA_OWNER_DATABASE_URL", "", "建表、升级时用的 PostgreSQL 地址；留空则与 YIFA_DATABASE_URL 相同。"),
    Setting("YIFA_DATABASE_ROLE", "app", "以哪种身份连接：app 只读写业务，owner 建表升级；由命令自己设定。"),
    Setting("YIFA_SECRET_KEY", None, "会话与表单签名的密钥，至少 32 个字符。"),
    Setting("YIFA_DATA_KEY", None, "个人信息加密密钥，写作 编号:Base64 的 32 字节；可用逗号列出多把，第一把为现用。"),
    Setting("YIFA_SEAL_KEY", None, "每日封存签名的 Ed25519 种子，Base64 的 32 字节。"),
    Setting("YIFA_HOSTS", "127.0.0.1,localhost", "对外服务的主机名，逗号分隔。"),
    Setting("YIFA_DEBUG", "0", "1 显示调试页面，只用于开发。"),
    Setting("YIFA_SECURE", "0", "1 表示经 HTTPS 提供服务：Cookie 只走加密连接并开启 HSTS。"),
    Setting("YIFA_FONT_DIR", "", "中文字体所在文件夹；留空则在系统与已装的字体包里寻找。"),
    Setting("YIFA_LAWS", "", "法规全文所在文件夹，可选；有则页面上的条文标记可以展开原文。"),
    Setting("YIFA_UPLOAD_MB", "20", "单个上传文件的上限，单位 MB。"),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}


class MissingSetting(RuntimeError):
    """A setting without default is not set; the message says its name and what it is for."""


def read(name: str) -> str:
    """Return the value of a declared setting, its default where the environment is silent.

    Raises MissingSetting if it has no default, KeyError if it was never declared.
    """
    setting = _BY_NAME[name]
    value = os.environ.get(name, setting.default)
    if value is None:
        raise MissingSetting(f"缺少环境变量 {name}：{setting.zh}")
    return value


def read_folder(name: str) -> Path:
    """Return a setting that names a folder, as an absolute path."""
    return Path(read(name)).expanduser().resolve()


def read_flag(name: str) -> bool:
    """Return whether a setting is switched on (1, true, yes, on)."""
    return read(name).strip().lower() in {"1", "true", "yes", "on"}


def read_list(name: str) -> list[str]:
    """Return a comma-separated setting as its non-empty parts."""
    return [part.strip() for part in read(name).split(",") if part.strip()]
