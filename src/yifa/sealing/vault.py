"""Particulars at rest: encryption with named keys and suites, and digests that can be made to tell nothing.

It keeps no keys and no rows. 个人信息保护法 第五十一条 and GB/T 22239-2019 8.1.4 ask for it.
"""

import base64
import binascii
import os
import secrets
from collections.abc import Callable, Mapping

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from yifa.sealing.digest import sm3

KEYS_VARIABLE = "YIFA_DATA_KEY"
CURRENT_VARIABLE = "YIFA_DATA_KEY_CURRENT"
SUITE_VARIABLE = "YIFA_DATA_SUITE"
COMMITMENT_PREFIX = b"\x04"
SALT_SIZE = 16

_VERSION = 1
_NONCE_SIZE = 12
_TAG_SIZE = 16
_SUITES = {"aes-256-gcm": 1, "sm4-gcm": 2}
_SUITE_NAMES = {number: name for name, number in _SUITES.items()}


class VaultFault(ValueError):
    """密钥或者密文有误，不能加密或者解密。"""


class Vault:
    """Seals and opens short particulars under the keys given.

    A ciphertext names its suite and its key, so old ones stay readable after `current` or `suite` change;
    `reseal` moves them over.
    """

    def __init__(self, keys: Mapping[str, bytes], current: str, suite: str = "aes-256-gcm") -> None:
        """`keys`: id (1–32 ASCII characters) → 32 bytes; `suite`: aes-256-gcm or sm4-gcm.

        Raises `VaultFault` for a bad key, an unknown suite, or one that this machine's library lacks.
        """
        for name, key in keys.items():
            if not (name.isascii() and 0 < len(name) <= 32) or len(key) != 32:
                raise VaultFault(f"密钥 {name!r} 有误：编号须为1至32个英文字符，密钥须为32字节。")
        if current not in keys:
            raise VaultFault(f"没有编号为 {current!r} 的密钥，不能作为现用密钥。")
        if suite not in _SUITES:
            raise VaultFault(f"没有名为 {suite!r} 的密码套件；可用 {'、'.join(_SUITES)}。")
        if suite == "sm4-gcm" and not supports_sm4():
            raise VaultFault("本机的密码库不支持 SM4-GCM；请更换密码库，或者改用 aes-256-gcm。")
        self.current = current
        self.suite = suite
        self._ciphers = {
            (number, name): _cipher(suite_name, key)
            for name, key in keys.items()
            for number, suite_name in _SUITE_NAMES.items()
            if suite_name == "aes-256-gcm" or supports_sm4()
        }

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> "Vault":
        """Read YIFA_DATA_KEY (`id:base64,id:base64`), YIFA_DATA_KEY_CURRENT (default: the first id) and
        YIFA_DATA_SUITE (default aes-256-gcm). Raises `VaultFault` naming the variable."""
        text = env.get(KEYS_VARIABLE, "").strip()
        if not text:
            raise VaultFault(f"没有设置环境变量 {KEYS_VARIABLE}（编号:base64，以逗号分隔）。")
        keys: dict[str, bytes] = {}
        for item in text.split(","):
            name, _, encoded = item.strip().partition(":")
            try:
                keys[name] = base64.b64decode(encoded, validate=True)
            except binascii.Error as error:
                raise VaultFault(f"环境变量 {KEYS_VARIABLE} 中密钥 {name!r} 不是 base64 文本。") from error
        current = env.get(CURRENT_VARIABLE, "") or next(iter(keys))
        return cls(keys, current, env.get(SUITE_VARIABLE, "") or "aes-256-gcm")

    def seal(self, plain: bytes, context: str) -> bytes:
        """The ciphertext of `plain`: version, suite, key id, nonce, text and tag (30 + len(id) + len(plain)
        + 1 bytes). `context` names the place (case and field); the ciphertext opens nowhere else."""
        header = bytes((_VERSION, _SUITES[self.suite], len(self.current))) + self.current.encode()
        nonce = os.urandom(_NONCE_SIZE)
        encrypt, _ = self._ciphers[_SUITES[self.suite], self.current]
        return header + nonce + encrypt(nonce, plain, header + context.encode())

    def open(self, sealed: bytes, context: str) -> bytes:
        """The plain bytes. Raises `VaultFault` where the text was altered, moved from another place,
        or sealed under a key that is not here."""
        header, suite, name = _header(sealed)
        try:
            _, decrypt = self._ciphers[suite, name]
        except KeyError:
            used = f"{name!r}（{_SUITE_NAMES.get(suite, suite)}）"
            raise VaultFault(f"密文使用的密钥 {used} 不在这里。") from None
        body = sealed[len(header) :]
        if len(body) < _NONCE_SIZE + _TAG_SIZE:
            raise VaultFault("密文不完整。")
        try:
            return decrypt(body[:_NONCE_SIZE], body[_NONCE_SIZE:], header + context.encode())
        except InvalidTag:
            raise VaultFault("密文被改动，或者不属于这一案件的这一栏。") from None

    def is_current(self, sealed: bytes) -> bool:
        """Whether the ciphertext is under the current key and suite; if not, `reseal` it."""
        _, suite, name = _header(sealed)
        return (suite, name) == (_SUITES[self.suite], self.current)

    def reseal(self, sealed: bytes, context: str) -> bytes:
        """The same particulars under the current key and suite (key rotation)."""
        return self.seal(self.open(sealed, context), context)


def _header(sealed: bytes) -> tuple[bytes, int, str]:
    if len(sealed) < 4 or sealed[0] != _VERSION or not sealed[3 : 3 + sealed[2]].isascii():
        raise VaultFault("这不是本系统的密文。")
    return sealed[: 3 + sealed[2]], sealed[1], sealed[3 : 3 + sealed[2]].decode()


Encrypt = Callable[[bytes, bytes, bytes], bytes]


def _cipher(suite: str, key: bytes) -> tuple[Encrypt, Encrypt]:
    """Encrypt and decrypt of (nonce, text, associated bytes) under a subkey of its own for each suite."""
    if suite == "aes-256-gcm":
        aes = AESGCM(HKDF(hashes.SHA256(), 32, None, b"yifa vault aes-256-gcm").derive(key))
        return aes.encrypt, aes.decrypt
    sm4 = algorithms.SM4(HKDF(hashes.SM3(), 16, None, b"yifa vault sm4-gcm").derive(key))

    def encrypt(nonce: bytes, plain: bytes, bound: bytes) -> bytes:
        work = Cipher(sm4, modes.GCM(nonce)).encryptor()
        work.authenticate_additional_data(bound)
        return work.update(plain) + work.finalize() + work.tag

    def decrypt(nonce: bytes, text: bytes, bound: bytes) -> bytes:
        work = Cipher(sm4, modes.GCM(nonce, text[-_TAG_SIZE:])).decryptor()
        work.authenticate_additional_data(bound)
        return work.update(text[:-_TAG_SIZE]) + work.finalize()

    return encrypt, decrypt


def supports_sm4() -> bool:
    """Whether the cryptographic library of this machine offers SM4-GCM."""
    try:
        Cipher(algorithms.SM4(bytes(16)), modes.GCM(bytes(12))).encryptor()
    except UnsupportedAlgorithm:
        return False
    return True


def new_salt() -> bytes:
    """16 random bytes, one salt a value."""
    return secrets.token_bytes(SALT_SIZE)


def commit(value: str, salt: bytes) -> str:
    """The digest of a particular that the log keeps: SM3(0x04 ‖ salt ‖ SM3(value)), in hex.

    With the salt it proves the value; once the salt is erased it tells nothing, and the chain stays valid
    (erasure: 个人信息保护法 第四十七条). ValueError unless the salt has 16 bytes, lest it be tried out.
    """
    if len(salt) != SALT_SIZE:
        raise ValueError(f"盐须为{SALT_SIZE}字节，现为{len(salt)}字节。")
    return sm3(COMMITMENT_PREFIX + salt + sm3(value.encode())).hex()


def verify_commitment(commitment: str, value: str, salt: bytes) -> bool:
    """Whether the digest kept in the log is that of this value with this salt."""
    return secrets.compare_digest(commitment, commit(value, salt))
