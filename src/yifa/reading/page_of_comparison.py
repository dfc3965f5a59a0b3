"""A comparison as one self-contained web page: bars drawn as SVG, and beside each the table that says the same.

It needs no script, no network and no server; the portal has a page of its own.
"""

from __future__ import annotations

from decimal import Decimal
from html import escape

from yifa.reading.compare import Comparison, Row
from yifa.reading.lexicon import TOPICS_ZH

MOST_CHARTS = 24
"""Rows drawn as bars; all of them stand in the tables."""

_STYLE = """
:root{--ink:#1D2530;--soft:#56616E;--line:#DDD9D0;--paper:#FAF9F6;--surface:#fff;--qing:#0E6B5F}
@media (prefers-color-scheme:dark){:root{--ink:#E8EAED;--soft:#A3ADB8;--line:#323A43;--paper:#14181C;--surface:#1C2228;
--qing:#4DB6A5}}
body{margin:0 auto;max-width:1080px;padding:24px 16px 64px;background:var(--paper);color:var(--ink);
font:16px/1.75 "Noto Sans SC","PingFang SC","Microsoft YaHei",system-ui}
h1{font-size:28px}h2{margin-top:48px;font-size:20px}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(320px,1fr));gap:16px}
figure{margin:0;padding:16px;background:var(--surface);border:1px solid var(--line);border-radius:6px}
figcaption{font-weight:600}figcaption small{display:block;color:var(--soft);font-weight:400}
svg{display:block;width:100%;height:auto}svg text{fill:var(--ink);font-size:13px}svg .bar{fill:var(--qing)}
.scroll{overflow-x:auto}table{border-collapse:collapse;min-width:100%;background:var(--surface)}
th,td{padding:6px 12px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}td.none{color:var(--soft)}
""".strip()


def comparison_html(told: Comparison) -> str:
    """The page, complete."""
    rates = [row for row in told.rows if row.is_rate]
    volumes = [row for row in told.rows if not row.is_rate]
    parts = [
        f"<h1>{escape('、'.join(told.names))}：对比</h1>",
        _section("比率", rates, told.names), _section("数量", volumes, told.names), _averages(told),
        "<h2>各主题写了几个数</h2>",
        _table(("主题", *told.names), [(t.zh, *map(str, t.counts)) for t in told.topics], first_numeric=1),
        "<h2>只有一篇写了的</h2>",
        _table(("主题", "报告", "计的是什么", "数"), [
            (topic.zh, told.names[place], figure.subject, figure.text)
            for topic in told.topics for place, figures in enumerate(topic.only) for figure in figures
        ], first_numeric=3),
    ]
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape('、'.join(told.names))}：对比</title>\n<style>{_STYLE}</style>\n<body>\n"
        + "\n".join(part for part in parts if part) + "\n</body>\n</html>\n"
    )


def _section(title: str, rows: list[Row], names: tuple[str, ...]) -> str:
    if not rows:
        return f"<h2>{title}</h2>\n<p>没有两篇都写的。</p>"
    drawn = "\n".join(_chart(row, names) for row in rows[:MOST_CHARTS])
    cells = [(TOPICS_ZH[r.topic], r.label, *(f.text if f else "—" for f in r.figures)) for r in rows]
    table = _table(("主题", "计的是什么", *names), cells, first_numeric=2)
    return f'<h2>{title}</h2>\n<div class="charts">\n{drawn}\n</div>\n{table}'


def _chart(row: Row, names: tuple[str, ...]) -> str:
    """Bars from zero, one for each text that tells; the numbers stand beside them as written."""
    most = Decimal(100) if row.is_rate else max(f.value for f in row.figures if f)
    bars, height = [], 0
    for name, figure in zip(names, row.figures, strict=True):
        length = float(figure.value / most * 200) if figure and most else 0.0
        told = figure.text if figure else "没有写"
        bars.append(
            f'<text x="0" y="{height + 13}">{escape(name[:20])}</text>'
            f'<rect class="bar" x="0" y="{height + 18}" width="{min(length, 200):.1f}" height="12" rx="2"/>'
            f'<text x="{min(length, 200) + 6:.1f}" y="{height + 29}">{escape(told)}</text>'
        )
        height += 40
    caption = f"{escape(row.label)}<small>{TOPICS_ZH[row.topic]}，单位：{escape(row.unit or '无')}</small>"
    told = "；".join(f"{n} {f.text if f else '没有写'}" for n, f in zip(names, row.figures, strict=True))
    return (f"<figure><figcaption>{caption}</figcaption>"
            f'<svg viewBox="0 0 300 {height}" role="img" aria-label="{escape(told)}">{"".join(bars)}</svg></figure>')


def _averages(told: Comparison) -> str:
    if not told.per:
        return ""
    cells = [(p.label, *("—" if v is None else str(v) for v in p.values)) for p in told.per]
    return "<h2>平均</h2>\n" + _table(("平均", *told.names), cells, first_numeric=1)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]], *, first_numeric: int) -> str:
    def cells(row: tuple[str, ...], tag: str) -> str:
        return "".join(
            f"<{tag}{' class=n' if at >= first_numeric else ''}>{escape(cell)}</{tag}>" for at, cell in enumerate(row))

    body = "\n".join(f"<tr>{cells(row, 'td')}</tr>" for row in rows)
    top = f"<thead><tr>{cells(head, 'th')}</tr></thead>"
    return f'<div class="scroll"><table>{top}\n<tbody>\n{body}\n</tbody></table></div>'
