"""A werkmap with fourteen parties whose names, codes, files and texts all tell who they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

NAMEN = (
    [
        f"Verklikkerdam-{letter}"
        for letter in ("Noord", "Zuid", "Oost", "West", "Hoog", "Laag", "Nieuw")
    ]
    + [
        f"Klokkenluidersveen {letter}"
        for letter in ["aan Zee", "op de Berg", "in het Dal", "Buiten"]
    ]
    + ["Zwartehandwijk", "Fluisterbroek", "Praatgraag a/d Lek"]
)
CODES = [f"VKL{number:04}" for number in range(14)]
# Parts of names, codes, paths and texts that are found nowhere else.
SPOREN = (
    "verklikkerdam", "klokkenluider", "zwartehand", "fluisterbroek", "praatgraag", "vkl0",
    "geheimpje",
)  # fmt: skip
DAG, VORIGE = "2024-01-31", "2023-07-01"
RAAMWERK = """\
weerbaar: raamwerk/1
id: proef
titel: Proefraamwerk
versie: "1.0"
partijtypen: [gemeente, waterschap]
parameters:
  onlangs: {waarde: 12 maanden, woord: onlangs, te_bevestigen_door: het overleg}
themas:
  - id: "1"
    titel: Organisatie
    normen:
      - {id: 1a, tekst: Er is een intern meldpunt., voldoet: {feit: intern-meldpunt, is: ja}}
      - id: 1b
        tekst: Het MT sprak er onlangs over.
        voldoet: {feit: mt-besproken, binnen: onlangs}
"""


def settings(namen: Iterable[str] = NAMEN, extra: str = "") -> str:
    """The werkmap with these members."""
    words = ((naam, CODES[NAMEN.index(naam)]) for naam in namen)
    rows = "".join(
        f'  - {{naam: "{naam}", code: {code}, type: gemeente, district: streek}}\n'
        for naam, code in words
    )
    return f"weerbaar: werkmap/1\ndistrict: streek\nraamwerk: proef\n{extra}partijen:\n{rows}"


def meting(naam: str, **changed: str) -> str:
    """A meting that tells whose it is in every text; a key may be changed or added."""
    keys = {
        "organisatie": f'"{naam}"',
        "raamwerk": "proef",
        "soort": "zelfscan",
        "peildatum": DAG,
        "status": "ingeleverd",
        "fictief": "ja",
        "toelichting": f'"Geheimpje van {naam}"',
        "feiten": "{intern-meldpunt: ja, mt-besproken: 2023-06-15}",
    } | changed
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"# Geheimpje van {naam}\nweerbaar: meting/1\n{lines}"


def path_of(naam: str, soort: str = "nu") -> str:
    """Where a meting stands; the path names the party too."""
    plain = naam.lower().replace(" ", "-").replace("/", "")
    return f"metingen/{plain}/geheimpje-{soort}.yaml"


def werkmap(
    namen: Iterable[str] = NAMEN,
    each: Callable[[int, str], Mapping[str, str]] = lambda _, __: {},
    extra: str = "",
) -> dict[str, str]:
    """All files; `each` may change the meting of one party."""
    chosen = list(namen)
    files = {"weerbaar.yaml": settings(extra=extra), "proef.yaml": RAAMWERK}
    return files | {
        path_of(naam): meting(naam, **each(number, naam)) for number, naam in enumerate(chosen)
    }


def earlier(namen: Iterable[str] = NAMEN) -> dict[str, str]:
    """The round before."""
    return {
        path_of(naam, "eerder"): meting(
            naam, peildatum=VORIGE, feiten="{intern-meldpunt: nee, mt-besproken: 2023-06-15}"
        )
        for naam in namen
    }
