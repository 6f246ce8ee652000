"""A document as one HTML file: no script, nothing from elsewhere, for screen, phone and paper.

Jinja2 escapes whatever authors wrote; the policy in the head forbids the rest, should anything slip through.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from seawar.report.document import Document, spans

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2128; --faint: #57606a; --line: #d0d7de; --paper: #fff; --tint: #f4f6f8;
  --mark: #0b5394; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --faint: #9aa4ae; --line: #3b434c; --paper: #14181d;
  --tint: #1d232a; --mark: #7cb7ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1.2rem 4rem; max-width: 52rem; background: var(--paper); color: var(--ink);
  font: 1.02rem/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; overflow-wrap: break-word; }
h1 { font-size: 2rem; line-height: 1.2; margin: 1rem 0 .5rem; }
h2 { font-size: 1.5rem; margin: 3rem 0 .8rem; padding-bottom: .25rem; border-bottom: 2px solid var(--line); }
h3 { font-size: 1.25rem; margin: 2.4rem 0 .6rem; color: var(--mark); }
h4 { font-size: 1.08rem; margin: 2.2rem 0 .5rem; padding-top: .7rem; border-top: 1px solid var(--line); }
p, ul, ol { margin: .55rem 0; }
li { margin: .2rem 0; }
a { color: var(--mark); text-decoration-thickness: 1px; text-underline-offset: 2px; }
code { font: .88em/1.4 ui-monospace, "DejaVu Sans Mono", monospace; background: var(--tint); padding: .1em .3em;
  border-radius: .25em; }
.wide { overflow-x: auto; margin: .8rem 0 1.1rem; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
caption { caption-side: top; text-align: left; color: var(--faint); padding: .2rem 0 .35rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
th { background: var(--tint); font-weight: 600; }
.numbers th:not(:first-child), .numbers td:not(:first-child) { text-align: right; white-space: nowrap;
  font-variant-numeric: tabular-nums; }
.numbers th:not(:first-child) { white-space: normal; }
nav { background: var(--tint); border-radius: .5rem; padding: .8rem 1.2rem; margin: 1.4rem 0; font-size: .95rem; }
nav p { margin: .12rem 0; }
nav .l2 { font-weight: 600; margin-top: .5rem; }
nav .l3 { padding-left: 1.2rem; }
nav .l4 { padding-left: 2.4rem; }
@media (max-width: 34rem) { body { font-size: 1rem; padding: 1rem .8rem 3rem; } th, td { padding: .3rem .35rem; } }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } a { color: inherit; text-decoration: none; }
  h2, h3, h4 { break-after: avoid; } tr, li { break-inside: avoid; } h2 { break-before: page; }
  .wide { overflow: visible; } nav { background: none; padding: 0; } }
"""

_PAGE = """
{%- macro inline(text) -%}
{%- for span in spans(text) -%}
{%- if span is string -%}{{ span }}
{%- elif kind(span) == "Code" -%}<code>{{ span.text }}</code>
{%- elif kind(span) == "Strong" -%}<strong>{{ span.text }}</strong>
{%- else -%}<a href="#{{ span.anchor }}">{{ span.text }}</a>
{%- endif -%}
{%- endfor -%}
{%- endmacro -%}
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{{ digest }}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{{ document.title }}</title>
<style>{{ style }}</style>
</head>
<body>
{%- for block in document.blocks %}
{%- set kind_ = kind(block) %}
{%- if kind_ == "Heading" %}
<h{{ block.level }} id="{{ block.anchor }}">{{ block.text }}</h{{ block.level }}>
{%- elif kind_ == "Para" %}
<p>{{ inline(block.text) }}</p>
{%- elif kind_ == "Items" %}
{%- set tag = "ol" if block.ordered else "ul" %}
<{{ tag }}>
{%- for item in block["items"] %}
<li>{{ inline(item) }}</li>
{%- endfor %}
</{{ tag }}>
{%- elif kind_ == "Table" %}
<div class="wide"><table{% if block.numbers %} class="numbers"{% endif %}>
{%- if block.caption %}
<caption>{{ block.caption }}</caption>
{%- endif %}
<thead><tr>{% for cell in block.head %}<th scope="col">{{ cell }}</th>{% endfor %}</tr></thead>
<tbody>
{%- for row in block.rows %}
<tr>{% for cell in row %}<td>{{ inline(cell) }}</td>{% endfor %}</tr>
{%- endfor %}
</tbody>
</table></div>
{%- else %}
<nav aria-label="Contents">
{%- for heading in document.headings %}
<p class="l{{ heading.level }}"><a href="#{{ heading.anchor }}">{{ heading.text }}</a></p>
{%- endfor %}
</nav>
{%- endif %}
{%- endfor %}
</body>
</html>
"""


def page(document: Document) -> str:
    """The whole file, ending in a line break."""
    env = Environment(autoescape=True, undefined=StrictUndefined)
    env.globals.update(spans=spans, kind=lambda thing: type(thing).__name__)
    digest = b64encode(sha256(_STYLE.encode()).digest()).decode()
    style = Markup(_STYLE)  # noqa: S704  it is our own
    return env.from_string(_PAGE.lstrip()).render(document=document, style=style, digest=digest) + "\n"
