"""Texts that try to be something else: markup, code, formulas, orders to a screen."""

from __future__ import annotations

VIJANDIG = {
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)></td></table>\"' onclick='x",
    "opmerking": "--> <!-- ]]> <style>*{display:none}</style> &lt;b&gt; &#60;",
    "markdown": "**vet** _schuin_ ~~weg~~ `code` # kop > citaat | cel | [tekst](http://evil.example)",
    "lijst": "- [ ] taak",
    "nummer": "1. eerste",
    "plus": "+ nog een",
    "streep": "---",
    "kop": "# kop",
    "hekje": "=== kop",
    "code": "```\ncode\n```",
    "plaatje": "![x](https://evil.example/x.png) https://evil.example www.evil.example",
    "iemand": "@iemand a@b.nl mailto:a@b.nl #12 !12",
    "wiskunde": "$x$ $$y$$ :smile: {+ erbij +} {- eraf -}",
    "sjabloon": "{{ 7*7 }} {% for x in y %}{% endfor %} {# weg #} ${7*7} #{7*7}",
    "formule": "=1+1",
    "formule_plus": "+cmd|' /C calc'!A0",
    "formule_at": "@SUM(1)",
    "scherm": "\x1b[31mrood\x1b[0m \x1b]8;;http://evil.example\x07link\x07 \x9b2J \x00 \x08",
    "richting": "van \u202elinks\u202c naar \u2066rechts\u2069",
    "rechts": "עברית 123 العربية",
    "emoji": "👩‍🚒 😀 é",
    "regels": "een\r\ntwee\u2028drie\n\n    vier",
    "backslash": "\\ \\* einde\\",
    "lang": "<" * 1_000_000 + "einde",
}
# What may never arrive in any form.
ONZICHTBAAR = "\x00\x07\x08\x1b\x9b\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
