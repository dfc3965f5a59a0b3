"""`make bench`: everything that is measured, one after the other on a quiet machine; the figures go to var/bench.json.

The write path comes first and is interleaved in itself; see `bench.write` for its contenders and options.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench import days, engine, read_text, write

RESULT = Path(__file__).resolve().parents[1] / "var" / "bench.json"


def main() -> None:
    """Measure, print, keep."""
    write.main(sys.argv[1:])
    print("\n引擎（纯裁断与推进，不含数据库）")
    engine.main()
    found = days.measure()
    print(f"\n期限批量计算：100,000 行 {found['seconds_100k']} 秒（各轮相差 {found['spread']} 秒）")
    kept = json.loads(RESULT.read_text()) if RESULT.exists() else {}
    kept["days"] = found
    kept["read_text"] = read_text.measure()
    print("\n读报告（字每秒、内存、找到的数）")
    for name, told in kept["read_text"].items():
        print(f"  {name}：{json.dumps(told, ensure_ascii=False)}")
    RESULT.write_text(json.dumps(kept, indent=2) + "\n")


if __name__ == "__main__":
    main()
