"""Check the dice of a closed seawar journal, without seawar: standard library only.

    python3 verify_dice.py FILE

Reads the promise, the seats' nonces, every draw and the revealed seed, and draws everything again.
"""

import hashlib
import hmac
import json
import sys
from pathlib import Path
from typing import Any


def lp(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def draw(key: bytes, label: "list[object]", below: int) -> int:
    """Draw 0 of a label: the first 8 bytes of a keyed hash, drawn on while it is past the last whole multiple."""
    text, i = lp(json.dumps(label, separators=(",", ":")).encode()), 0
    while True:
        digest = hmac.new(key, b"seawar-draw-v1\0" + text + i.to_bytes(8, "big"), hashlib.sha256).digest()
        word = int.from_bytes(digest[:8], "big")
        if word < 2**64 - 2**64 % below:
            return word % below
        i += 1


def band(roll: "dict[str, Any]", drawn: int) -> str:
    for name, share in zip(roll["bands"], roll["odds"], strict=True):
        drawn -= share
        if drawn < 0:
            return str(name)
    return "none"


def check(entries: "list[dict[str, Any]]") -> str:
    opened, seed = entries[0], bytes.fromhex(next(e["seed"] for e in entries if e["t"] == "closed"))
    game = opened["game"].encode()
    if hashlib.sha256(b"seawar-commit-v1\0" + lp(seed) + lp(game)).hexdigest() != opened["commitment"]:
        return "the revealed seed is not the one promised in entry 0"
    nonces = {e["seat"]: bytes.fromhex(e["nonce"]) for e in entries if e["t"] == "joined"}
    body = b"seawar-key-v1\0" + lp(game) + b"".join(lp(s.encode()) + lp(n) for s, n in sorted(nonces.items()))
    key = hmac.new(seed, body, hashlib.sha256).digest()
    count = 0
    for n, entry in enumerate(entries):
        for roll in entry["result"].get("rolls", []) if entry["t"] == "settled" else []:
            drawn, count = draw(key, roll["label"], roll["below"]), count + 1
            if drawn != roll["drawn"] or (roll.get("band") and band(roll, drawn) != roll["band"]):
                return f"entry {n}: {roll['label']} draws {drawn}, recorded are {roll['drawn']} and {roll.get('band')}"
    print(f"{count} draws come out again from the seed promised in entry 0")
    return ""


if __name__ == "__main__":
    lines = [json.loads(line) for line in Path(sys.argv[1]).read_text("ascii").splitlines()]
    if not lines or any(line["d"] is None for line in lines) or lines[-1]["d"]["t"] != "closed":
        sys.exit("this needs a full journal whose table is closed: before that the seed is secret")
    sys.exit(check([line["d"] for line in lines]) or 0)
