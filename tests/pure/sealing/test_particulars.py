"""Particulars: sealed at rest, bound to their place, kept in the log as digests, masked on screens."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.sealing import (
    KeyFault,
    Signer,
    Vault,
    VaultFault,
    commit,
    mask,
    new_salt,
    supports_sm4,
    verify_commitment,
)

KEYS = {"2025": b"\x01" * 32, "2026": b"\x02" * 32}
SUITES = [
    "aes-256-gcm",
    pytest.param("sm4-gcm", marks=pytest.mark.skipif(not supports_sm4(), reason="no SM4-GCM on this machine")),
]
bounded = settings(deadline=None, max_examples=30)


@pytest.mark.parametrize("suite", SUITES)
@bounded
@given(plain=st.binary(max_size=100), context=st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_what_was_sealed_opens_in_its_own_place_only(suite: str, plain: bytes, context: str) -> None:
    vault = Vault(KEYS, "2026", suite)

    sealed = vault.seal(plain, context)

    assert vault.open(sealed, context) == plain
    with pytest.raises(VaultFault):
        vault.open(sealed, context + "x")


@pytest.mark.parametrize("suite", SUITES)
@bounded
@given(data=st.data())
def test_any_changed_byte_of_a_ciphertext_is_refused(suite: str, data: st.DataObject) -> None:
    vault = Vault(KEYS, "2026", suite)
    sealed = vault.seal("张三".encode(), "1/name")
    at, bit = data.draw(st.integers(0, len(sealed) - 1)), data.draw(st.integers(0, 7))

    with pytest.raises(VaultFault):
        vault.open(sealed[:at] + bytes([sealed[at] ^ (1 << bit)]) + sealed[at + 1 :], "1/name")


@bounded
@given(st.binary(max_size=60))
def test_what_is_no_ciphertext_is_refused(noise: bytes) -> None:
    with pytest.raises(VaultFault):
        Vault(KEYS, "2026").open(noise, "")


def test_the_same_particular_never_looks_the_same_twice() -> None:
    vault = Vault(KEYS, "2026")

    assert vault.seal(b"x", "1/name") != vault.seal(b"x", "1/name")


@pytest.mark.parametrize("suite", SUITES)
def test_a_new_key_or_suite_leaves_the_old_readable_and_moves_it_over(suite: str) -> None:
    old = Vault({"2025": KEYS["2025"]}, "2025").seal(b"x", "1/name")
    vault = Vault(KEYS, "2026", suite)

    assert vault.open(old, "1/name") == b"x"
    assert not vault.is_current(old)
    moved = vault.reseal(old, "1/name")
    assert vault.is_current(moved)
    assert Vault({"2026": KEYS["2026"]}, "2026", suite).open(moved, "1/name") == b"x"


def test_a_ciphertext_under_a_key_that_is_gone_names_the_key() -> None:
    old = Vault(KEYS, "2025").seal(b"x", "1/name")

    with pytest.raises(VaultFault, match="2025"):
        Vault({"2026": KEYS["2026"]}, "2026").open(old, "1/name")


def test_the_environment_gives_keys_current_and_suite() -> None:
    text = ",".join(f"{name}:{base64.b64encode(key).decode()}" for name, key in KEYS.items())

    vault = Vault.from_environment({"YIFA_DATA_KEY": text, "YIFA_DATA_KEY_CURRENT": "2026"})

    assert (vault.current, vault.suite) == ("2026", "aes-256-gcm")
    assert Vault.from_environment({"YIFA_DATA_KEY": text}).current == "2025"


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({}, "YIFA_DATA_KEY"),
        ({"YIFA_DATA_KEY": "a:???"}, "base64"),
        ({"YIFA_DATA_KEY": "a:AAAA"}, "32字节"),
        ({"YIFA_DATA_KEY": "a:" + base64.b64encode(bytes(32)).decode(), "YIFA_DATA_KEY_CURRENT": "b"}, "'b'"),
        ({"YIFA_DATA_KEY": "a:" + base64.b64encode(bytes(32)).decode(), "YIFA_DATA_SUITE": "rot13"}, "rot13"),
    ],
)
def test_a_bad_setting_stops_the_start_and_says_its_name(env: dict[str, str], said: str) -> None:
    with pytest.raises(VaultFault, match=said):
        Vault.from_environment(env)


@pytest.mark.parametrize("value", ["", "AAAA", "???"])
def test_a_bad_signing_key_stops_the_start(value: str) -> None:
    with pytest.raises(KeyFault):
        Signer.from_environment({"YIFA_SEAL_KEY": value})


def test_a_signing_key_is_read_from_the_environment() -> None:
    seed = bytes(range(32))

    signer = Signer.from_environment({"YIFA_SEAL_KEY": base64.b64encode(seed).decode()})

    assert signer.key_id == Signer(seed).key_id
    assert len(signer.key_id) == 16


@bounded
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_commitment_proves_its_value_with_its_salt_only(value: str) -> None:
    salt = new_salt()
    commitment = commit(value, salt)

    assert verify_commitment(commitment, value, salt)
    assert not verify_commitment(commitment, value + "x", salt)
    assert not verify_commitment(commitment, value, new_salt())


def test_a_short_salt_is_refused() -> None:
    with pytest.raises(ValueError, match="16"):
        commit("张三", b"short")


@pytest.mark.parametrize(
    ("kind", "value", "masked"),
    [
        ("name", "张三", "张*"),
        ("name", "李晓敏", "李*敏"),
        ("name", "欧阳晓敏", "欧**敏"),
        ("name", "阿卜杜拉·买买提", "阿******提"),
        ("name", "张", "*"),
        ("name", "", ""),
        ("phone", "13812343210", "138****3210"),
        ("phone", "138 1234 3210", "138****3210"),
        ("phone", "0711-3831234", "*******1234"),
        ("phone", "12345", "***45"),
        ("citizen_number", "11010519491231002X", "110***********002X"),
        ("citizen_number", "123", "***"),
        ("address", "湖北省鄂州市鄂城区滨湖南路18号3栋201", "湖北省鄂州市鄂城区滨湖南路***"),
        ("address", "湖北省鄂州市鄂城区凤凰街道滨湖南路18号", "湖北省鄂州市鄂城区凤凰街道***"),
        ("address", "北京市朝阳区建国路88号", "北京市朝阳区建国路***"),
        ("address", "河南省新乡市红旗区平原路5号", "河南省新乡市红旗区平原路***"),  # 乡 in a city's name
        ("address", "江苏省镇江市润州区中山路1号", "江苏省镇江市润州区中山路***"),  # 镇 in a city's name
        ("address", "湖北省鄂州市梁子湖区东沟镇六十村3组", "湖北省鄂州市梁子湖区东沟镇***"),
        ("address", "鄂州市鄂城区某大厦5楼", "鄂州市鄂城区***"),
        ("address", "某大厦5楼", "***"),
        ("address", "", ""),
        ("email", "zhangsan@example.org", "z***@example.org"),
        ("email", "no address", "***"),
        ("credit_code", "11100000000013338W", "11100000000013338W"),
        ("bank_account", "6222020200112233445", "***"),  # a kind nobody thought of is hidden whole
    ],
)
def test_a_screen_shows_enough_to_recognise_and_too_little_to_use(kind: str, value: str, masked: str) -> None:
    assert mask(kind, value) == masked
