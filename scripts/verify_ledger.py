#!/usr/bin/env python3
"""Checks an exported log of Yifa with the standard library alone: chains, sealed heads, roots, signatures.

Usage: verify_ledger.py EXPORT.jsonl [--json] [KEY ...]      (format: docs/reference/log-format.md)
KEY: a public key, 64 hex digits, trusted from elsewhere; without any, the keys in the file are believed.
Exit: 0 the log holds, 1 faults were found, 2 the file cannot be read as an export.
"""
# fmt: off
import hashlib
import json
import sys
from collections import defaultdict

turn = lambda x, n: (x << n % 32 | x >> (32 - n % 32)) & 0xFFFFFFFF  # noqa: E731
def sm3_slow(data):  # GB/T 32905-2016, for a Python whose hashlib lacks it
    start = "7380166f4914b2b9172442d7da8a0600a96f30bc163138aae38dee4db0fb0e4e"
    state = [int(start[i : i + 8], 16) for i in range(0, 64, 8)]
    data = data + b"\x80" + bytes(-(len(data) + 9) % 64) + (len(data) * 8).to_bytes(8, "big")
    for at in range(0, len(data), 64):
        w = [int.from_bytes(data[at + i : at + i + 4], "big") for i in range(0, 64, 4)]
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ turn(w[j - 3], 15)
            w.append(x ^ turn(x, 15) ^ turn(x, 23) ^ turn(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            s = turn(turn(a, 12) + e + turn(0x79CC4519 if j < 16 else 0x7A879D8A, j) & 0xFFFFFFFF, 7)
            ff, gg = (a ^ b ^ c, e ^ f ^ g) if j < 16 else (a & b | a & c | b & c, e & f | ~e & g)
            t, u = ff + d + (s ^ turn(a, 12)) + (w[j] ^ w[j + 4]), gg + h + s + w[j] & 0xFFFFFFFF
            a, b, c, d = t & 0xFFFFFFFF, a, turn(b, 9), c
            e, f, g, h = u ^ turn(u, 9) ^ turn(u, 17), e, turn(f, 19), g
        state = [x ^ y for x, y in zip(state, (a, b, c, d, e, f, g, h), strict=True)]
    return b"".join(x.to_bytes(4, "big") for x in state)
sm3 = (lambda data: hashlib.new("sm3", data).digest()) if "sm3" in hashlib.algorithms_available else sm3_slow
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # edwards25519, RFC 8032 §5.1
D = -121665 * pow(121666, -1, P) % P
def add(p, q):
    k = D * p[0] * q[0] * p[1] * q[1] % P
    x, y, under = p[0] * q[1] + p[1] * q[0], p[1] * q[1] + p[0] * q[0], pow(1 - k * k, -1, P)
    return x * (1 - k) * under % P, y * (1 + k) * under % P
def times(n, p):
    half = times(n // 2, p) if n > 1 else (0, 1)
    return add(add(half, half), p) if n % 2 else add(half, half)
def point(raw):
    sign, y = divmod(int.from_bytes(raw, "little"), 2**255)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    if len(raw) != 32 or y >= P or x * x % P != square or (x == 0 and sign):
        raise ValueError("not a point of the curve")
    return x if x % 2 == sign else P - x, y
def is_signed(public, message, signature):  # RFC 8032 §5.1.7
    try:
        r, a, s = point(signature[:32]), point(public), int.from_bytes(signature[32:], "little")
    except ValueError:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    return s < L and times(s, point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))) == add(r, times(k, a))

canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

def root_of(heads):
    """The Merkle root of RFC 6962 over the heads (case, seq, hash), with SM3."""
    level = [sm3(b"\x00" + canonical([case, seq, h.hex()]).encode()) for case, seq, h in sorted(heads)]
    while len(level) > 1:
        pairs = [sm3(b"\x01" + level[i] + level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2 :]
    return (level[0] if level else sm3(b"")).hex()

SHAPES = [set(shape.split()) for shape in (
    "case seq body hash", "case seq body_hex hash", "case seq head", "case seq head day",
    "day size root previous key signature", "format events cases roots keys")]

def parse(line):
    """The fields of one line, hex as bytes; ValueError for anything but the exact format."""
    item = json.loads(line)
    raw = {name: bytes.fromhex(item[name]) for name in {"body_hex", "hash", "head", "signature"} & set(item)}
    if set(item) not in SHAPES or any(raw[name].hex() != item[name] for name in raw):
        raise ValueError("unknown fields, or hex that is not lower case")
    return {**item, **raw, "body": item["body"].encode() if "body" in item else raw.get("body_hex")}

def check_chain(case, rows, vouched, fault):
    """Names what is wrong with the events of one case: [(seq, body, hash)] in the order of the file."""
    link = lambda before, body: sm3(b"\x02" + before + body)  # noqa: E731
    for (before, _, _), (seq, _, _) in zip(rows, rows[1:], strict=False):  # noqa: RUF007
        if seq < before:
            fault(case, seq, "reordered", f"排在第{before}个事件之后")
    rows = sorted(rows, key=lambda row: row[0])
    befores = [sm3(b"\x03" + case.encode()), *(stored for _, _, stored in rows)]
    if all(s == n and link(befores[n - 1], b) == h for n, (s, b, h) in enumerate(rows, 1)):
        return
    # Every hash names the event before it: rebuild the true history, and say where the file differs.
    doubt, redone, parent = {}, {-1: befores[0]}, {}
    for i, (_, body, stored) in enumerate(rows):
        redone[i], parent[i] = link(befores[i], body), i - 1
        if redone[i] != stored and link(redone[i - 1], body) == stored:
            doubt.setdefault(i - 1, "hash")
        elif redone[i] != stored:
            found = [k - 1 for k in range(len(befores)) if k != i + 1 and link(befores[k], body) == stored]
            parent[i], doubt[i] = (found[0], doubt.get(i)) if found else (i - 1, "body")
    def descent(i):
        line = {}
        while i not in (-1, *line):
            line[i], i = True, parent[i]
        return list(line)[::-1]
    history = max(map(descent, parent), key=lambda line: (
        sum(rows[i][2] in vouched for i in line), len(line), not doubt.get(line[-1])))
    number, strangers = 0, [rows[i][0] for i in set(parent) - set(history)]
    for seq in strangers:
        fault(case, seq, "inserted", "不在真实的事件链上，是后来加入的")
    for i in history:
        seq, number, pushed = rows[i][0], number + 1, sum(other < rows[i][0] for other in strangers)
        if doubt.get(i) == "body":
            lost = range(number + pushed, seq)
            for gone in lost or [seq]:
                fault(case, gone, "missing" if lost else "changed", "不见了" if lost else "被改动")
            number = max(number, seq - pushed)
        elif doubt.get(i) == "hash":
            fault(case, seq, "changed", "哈希值被改动，正文未动")
        if not number <= seq <= number + pushed:
            fault(case, seq, "reordered", f"按哈希值原来是第{number}个事件")

def check_root(root, heads, events, keys, fault):
    """Names what is wrong with a root's signature and list of heads; gives the digest of its statement."""
    day, size, count = root["day"], root["size"], len(heads)
    message = canonical({name: root[name] for name in ("day", "key", "previous", "root", "size")}).encode()
    if root["key"] not in keys or not is_signed(keys[root["key"]], message, root["signature"]):
        fault("", 0, "signature", f"签名不能用密钥 {root['key']} 验证", day)
    if count != size or root_of(heads) != root["root"]:
        kind = "missing" if count < size else "inserted" if count > size else "root"
        others = [(c, s, h) for c in set(events) - {x[0] for x in heads} for s, _, h in events[c]]
        tried = {size + 1: heads, size - 1: others}.get(count, []) if size < 2000 else []
        named = [x for x in tried if root_of(set(heads) ^ {x}) == root["root"]] or [("", 0)]
        fault(*named[0][:2], kind, f"签署时有{size}个案件末端，现存{count}个，与签署的根不符", day)
    return sm3(b"\x05" + message).hex()

def check(lines, trusted, fault):  # noqa: PLR0912 - one branch for each thing that may be wrong
    """Reads the export and names all its faults; gives how many events, cases and roots were read."""
    if b'"yifa-ledger/1"' not in lines[0]:
        raise ValueError("第1行不是日志导出文件的文件头，请用 yifa ledger export 导出")
    header = parse(lines[0])
    events, heads, roots = defaultdict(list), defaultdict(list), []
    keys = {sm3(raw)[:8].hex(): raw for raw in map(bytes.fromhex, trusted or header["keys"])}
    for number, line in enumerate(lines[1:-1], 2):
        try:
            item = parse(line)
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            fault("", 0, "unreadable", f"文件第{number}行不合格式（{error}）")
            continue
        if "hash" in item:
            events[item["case"]].append((item["seq"], item["body"], item["hash"]))
        elif "root" in item:
            roots.append(item)
        else:  # A head without a day is where the case record says that the case stands now.
            heads[item.get("day", "")].append((item["case"], item["seq"], item["head"]))
    counts = {"events": sum(map(len, events.values())), "cases": len(heads[""]), "roots": len(roots)}
    for name, count in counts.items():
        if header[name] != count or lines[-1]:
            fault("", 0, "inserted" if count > header[name] else "missing", f"{name}：{header[name]}，实有{count}")
    standing = {case: seq for case, seq, _ in heads[""]}
    vouched = {stored for sealed in heads.values() for _, _, stored in sealed}
    for case, rows in events.items():
        check_chain(case, rows, vouched, fault)
        for seq in {seq for seq, _, _ in rows if seq > standing.get(case, 0)}:
            fault(case, seq, "inserted", "在案件登记的末端之后，是后来加入的")
    previous = last_day = ""
    for root in roots:
        if root["day"] <= last_day or root["previous"] != previous:
            kind = "reordered" if root["day"] <= last_day else "missing"
            fault("", 0, kind, "与上一日根不相接：有日根缺失、被改动或者调换", root["day"])
        last_day, previous = root["day"], check_root(root, heads[root["day"]], events, keys, fault)
    for day in set(heads) - {"", *(root["day"] for root in roots)}:
        fault("", 0, "missing", "有案件末端而没有日根", day)
    for day, case, seq, stored in [(d, *head) for d in heads for head in heads[d]]:
        logged = {s: h for s, _, h in events.get(case, [])}
        if logged.get(seq) != stored:
            kind = "changed" if seq in logged else "truncated" if logged and seq > max(logged) else "missing"
            fault(case, seq, kind, "登记的末端与日志不符", day)
    return counts

def main(arguments):
    faults = set()
    def fault(case, seq, kind, zh, day=""):
        faults.add((case, seq, kind, day, zh))
    try:
        path, *trusted = [word for word in arguments if word != "--json"]
        with open(path, "rb") as file:
            counts = check(file.read().split(b"\n"), trusted, fault)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        print(f"不能读取：{error}\n\n{__doc__}", file=sys.stderr)
        return 2
    named = [dict(zip(("case", "seq", "kind", "day", "zh"), one, strict=True)) for one in sorted(faults)]
    lines = ["{kind:<10} {day:<10} {case} 第{seq}个事件：{zh}。".format(**one) for one in named]
    lines += ["{events} events, {cases} cases, {roots} roots, {n} faults".format(**counts, n=len(named))]
    as_json = json.dumps({**counts, "faults": named}, ensure_ascii=False)
    print(as_json if "--json" in arguments else "\n".join(lines))
    return bool(faults)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
