"""What a screen shows of a particular by default: enough to recognise it, too little to use it.

It is not encryption and not access control; reading in full is a separate, logged act.
"""

import re

_STREET = re.compile(r"街道|大道|大街|胡同|路|街|巷|弄|镇|乡|苏木")
_REGION = re.compile(
    r"^(?:[^省区]{2,8}?(?:省|自治区))?"
    r"(?:[^市区县]{1,9}?(?:市|自治州|地区|盟))?"
    r"(?:[^区县旗市]{1,10}?(?:新区|区|自治县|县|自治旗|旗|市))?"
)


def mask_name(name: str) -> str:
    """张三 → 张*, 李晓敏 → 李*敏, 欧阳晓敏 → 欧**敏; one character → *."""
    name = name.strip()
    if len(name) <= 2:
        return name[:1] + "*" if len(name) == 2 else "*" * len(name)
    return name[0] + "*" * (len(name) - 2) + name[-1]


def mask_phone(phone: str) -> str:
    """13812343210 → 138****3210; other numbers keep at most their last 4 digits, and never half of them."""
    digits = re.sub(r"\D", "", phone)
    if len(digits) == 11 and digits.startswith("1"):
        return f"{digits[:3]}****{digits[-4:]}"
    shown = min(4, len(digits) // 2)
    return "*" * (len(digits) - shown) + digits[len(digits) - shown :]


def mask_citizen_number(number: str) -> str:
    """First 3 and last 4 characters, on staff lists only; never for the public (use `hide`)."""
    number = number.strip()
    if len(number) < 15:
        return hide(number)
    return number[:3] + "*" * (len(number) - 7) + number[-4:]


def mask_address(address: str) -> str:
    """The address as far as its street or township: 鄂州市鄂城区滨湖南路18号3栋 → 鄂州市鄂城区滨湖南路***.

    Where no street can be told, as far as the county or district; where neither, nothing.
    """
    address = address.strip()
    if not address:
        return ""
    region = _REGION.match(address)
    start = region.end() if region else 0
    street = _STREET.search(address, start)
    return address[: street.end() if street else start] + "***"


def mask_email(email: str) -> str:
    """zhangsan@example.org → z***@example.org; what is no address is hidden."""
    name, at, host = email.strip().rpartition("@")
    return f"{name[:1]}***@{host}" if at and name else hide(email)


def mask_credit_code(code: str) -> str:
    """The unified social credit code as it is: a public number (GB 32100), shown to everybody."""
    return code


def hide(text: str) -> str:
    """Nothing of it, nor its length; empty stays empty."""
    return "***" if text.strip() else ""


MASKS = {
    "name": mask_name,
    "phone": mask_phone,
    "citizen_number": mask_citizen_number,
    "address": mask_address,
    "email": mask_email,
    "credit_code": mask_credit_code,
}
"""The mask of each kind of particular; what is not listed is hidden."""


def mask(kind: str, value: str) -> str:
    """Mask a particular by its kind (a key of `MASKS`); an unknown kind is hidden whole."""
    return MASKS.get(kind, hide)(value)
