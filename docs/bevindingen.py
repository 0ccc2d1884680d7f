"""The page of all findings, made from their catalogue and from real faults: `make docs`."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from itertools import takewhile
from pathlib import Path

from weerbaar_cli.blad.data import plain
from weerbaar_cli.cli.console import MET_INHOUD
from weerbaar_cli.cli.main import main
from weerbaar_cli.model.code import Code
from weerbaar_cli.model.codes import CODES

PAGE = Path(__file__).parent / "bevindingen.md"

OPENING = """\
<!-- Gemaakt door docs/bevindingen.py uit model/codes.py en raamwerkcodes.py, met «make docs». -->

# Bevindingen

`weerbaar validate` en `weerbaar leaks` noemen bij elke bevinding een code. Hier staat per code \
wat er aan de hand is, waarom dat telt en hoe u het herstelt. Hetzelfde leest u in het scherm:

```sh
weerbaar explain dubbele-sleutel
```

Een bevinding is een *fout*, een *waarschuwing* of een *hint*. Alleen een fout houdt u tegen: een \
meting met een fout wordt niet berekend. Hoe u een melding leest, staat in de \
[handleiding](handleiding.md#controleren).
"""

# A public key, of which nobody has the secret part.
SLEUTEL = "age1tend5fr6k9qx2cnvw756atz6e9uws7zfu5z0ekmt2s798s5vluashqn8uw"
WERKMAP = """\
weerbaar: werkmap/1
district: twente
raamwerk: twente-basis-op-orde
partijen:
  - {naam: Voorbeeldstad, type: gemeente, district: twente}
  - {naam: Voorbeeldwater, type: waterschap, district: twente}
"""
METING = """\
weerbaar: meting/1
organisatie: Voorbeeldstad
raamwerk: twente-basis-op-orde
peildatum: 2024-01-31
fictief: ja
"""
RAAMWERK = """\
weerbaar: raamwerk/1
id: voorbeeld
titel: Voorbeeld
versie: "1"
partijtypen: [gemeente]
themas:
  - id: "1"
    titel: Voorbeeld
    normen:
"""
NORM = "      - {id: 1a, tekst: Er is een meldpunt, voldoet: {feit: intern-meldpunt, is: ja}}\n"
NIVEAUS = "niveaus: {basis: {titel: Basis}, plus: {titel: Plus}}"
# Per code the faulty lines of a meting; they replace a line of METING with the same key.
IN_METING = {
    "aantal-boven-totaal": "feiten:\n  eed-belofte: {aantal: 418, totaal: 412}",
    "bewijs-na-peildatum": "feiten:\n  intern-meldpunt:\n    waarde: ja\n"
    "    bewijs: [{titel: Besluit, datum: 2025-03-12}]",
    "bewijs-zonder-verwijzing": "feiten:\n  intern-meldpunt:\n    waarde: ja\n"
    "    bewijs: [{id: mt-besluit, titel: Besluit}]",
    "dubbel-bewijs": "feiten:\n"
    "  osint: {waarde: ja, verwijst: [besluit]}\n"
    "  mt-aanspreekpunt: {waarde: ja, bewijs: [{id: besluit, titel: MT-besluit}]}\n"
    "  intern-meldpunt: {waarde: ja, bewijs: [{id: besluit, titel: Collegebesluit}]}",
    "onbekend-bewijs": "feiten:\n"
    "  osint: {waarde: ja, verwijst: [mt-besluit]}\n"
    "  mt-aanspreekpunt: {waarde: ja, verwijst: [mt-beslut], bewijs: "
    "[{id: mt-besluit, titel: Besluit}]}",
    "niets-ingevuld": "feiten:\n  ivp:\n",
    "afwijking-na-peildatum": "afwijkingen:\n  - {norm: 2e, reden: na de zomer,"
    " besloten_door: college, op: 2024-02-13, tot: 2024-12-31}",
    "afwijking-verlopen": "afwijkingen:\n  - {norm: 2e, reden: na de zomer,"
    " besloten_door: college, op: 2023-01-10, tot: 2023-12-31}",
    "bijna-dubbel": "feiten:\n  afdelingen-agendering:\n"
    "    Financiën: 2023-10-04\n    Financien: nooit",
    "onderdeel-altijd-van-toepassing": "feiten:\n"
    "  bibob-verwerkt:\n    omgevingswet: {waarde: nvt, reden: wij geven geen vergunningen}",
    "onderdelen-dubbel": "feiten:\n"
    "  ivp: {titel: IVP, vastgesteld_op: 2023-01-01, onderdelen: {ivp-prioriteit: ja}}\n"
    "  ivp-prioriteit: nee",
    "onderdelen-zonder-document": "feiten:\n"
    "  apv: [{titel: APV, vastgesteld_op: 2018-06-28}, {titel: APV, status: concept}]\n"
    "  apv-onderdelen: {panden: ja}",
    "datum-na-peildatum": "feiten:\n  mt-besproken: 2024-03-12",
    "dubbele-sleutel": "feiten:\n  intern-meldpunt: ja\n  intern-meldpunt: nee",
    "geen-ja-nee": "feiten:\n  intern-meldpunt: yes",
    "gereserveerde-naam": "feiten:\n  afdelingen-agendering:\n"
    "    Veiligheid: 2024-01-16\n    toelichting: 2024-01-16",
    "meer-documenten": "---\nfeiten:",
    "nieuwere-versie": "weerbaar: meting/9",
    "nummer-zonder-aanhalingstekens": "acties:\n  - {norm: 3.10, actie: Melden}",
    "nvt-kan-niet": "nvt:\n  4a: {reden: te weinig tijd, besloten_door: college, op: 2024-01-10}",
    "nvt-na-peildatum": "nvt:\n  3e: {reden: geen nut, besloten_door: college, op: 2024-02-13}",
    "nvt-verlopen": "nvt:\n  3e: {reden: geen berichten, besloten_door: college,"
    " op: 2023-01-10, herzien_op: 2023-12-31}",
    "nvt-zonder-reden": "nvt:\n  3e: {besloten_door: gemeentesecretaris, op: 2024-01-10}",
    "onbekend-feit": "feiten:\n  intern-meldpnt: ja",
    "onbekend-onderdeel": "feiten:\n  bibob-verwerkt: {omgevingwet: ja}",
    "onbekend-raamwerk": "raamwerk: twente-basis-op-rode",
    "onbekende-groep": "feiten:\n  bewustwording-groepen:\n    raadsleden: 2023-06-22",
    "onbekende-norm": "nvt:\n  3h: {reden: geen berichten, besloten_door: college, op: 2024-01-10}",
    "onbekende-partij": "organisatie: Voorbeeldstat",
    "onbekende-sleutel": "toelichtng: Ingevuld met vijf collega's.",
    "onbekende-soort": "weerbaar: metng/1",
    "onbekende-versie": "raamwerk: twente-basis-op-orde@2025",
    "ongeldig-getal": "feiten:\n  regie-fte: 0,6",
    "ongeldig-kenmerk": 'nvt:\n  "3 d": {reden: geen, besloten_door: college, op: 2024-01-10}',
    "ongeldige-datum": "peildatum: 31-01-2024",
    "ontbrekende-sleutel": "acties:\n  - {norm: 3d}",
    "persoonsgegeven": "toelichting: Vragen? Mail naar veiligheid@voorbeeld.example",
    "persoonsnaam": "ingevuld_door: mevr. Voorbeeld",
    "raamwerk-niet-voor-partij": "organisatie: Voorbeeldwater",
    "schrijfwijze": "fictief: true",
    "tekst-weg": "toelichting: zie besluit #12 van het college",
    "deel-niet-concept": "status: ingeleverd\ndeel: {rollen: [HR-adviseur]}",
    "toetsing-onzeker": "toetsing:\n  1c: {oordeel: deels, reden: niet bij de balie bekend}",
    "tab-inspringing": "feiten:\n\tintern-meldpunt: ja",
    "verkeerde-volgorde": "feiten:\n  apv:\n    vastgesteld_op: 2023-04-20\n"
    "    geldig_tot: 2022-12-31",
    "verkeerde-waarde": "soort: zelfmeting",
    "zelfde-functie": "ingevuld_door: griffier\nnvt:\n"
    "  3e: {reden: geen berichten, besloten_door: griffier, op: 2024-01-10}",
    "lijst-boven-totaal": "feiten:\n"
    "  afdelingen-agendering: {Vergunningen: 2023-10-04, Vastgoed: nooit}\n"
    "  afdelingen-aantal: 1",
    "yaml-fout": "toelichting: Let op: twee afdelingen ontbreken",
    "yaml-label": "feiten:\n  regie-fte: !!float 0.6",
    "yaml-verwijzing": "feiten:\n  mt-besproken: &dag 2023-11-14\n  college-besproken: *dag",
}
# Per code a whole file of another kind.
IN_RAAMWERK = {
    "altijd-voldoet": RAAMWERK + "      - id: 1a\n        tekst: Er is een meldpunt\n"
    "        voldoet: {feit: intern-meldpunt, is: [ja, nee]}",
    "aandeel-dubbel": RAAMWERK
    + NORM.replace("{id: 1a", "{id: 1a, niveau: basis")
    + "niveaus: {basis: {titel: Basis, aandeel: 90%}}\nop_orde: {niveau: basis, aandeel: 80%}",
    "aanbeveling-verplicht": RAAMWERK
    + NORM.replace("{id: 1a", "{id: 1a, verplicht: ja, aard: aanbeveling"),
    "normen-in-kring": RAAMWERK
    + NORM.replace("feit: intern-meldpunt, is: ja", "norm: 1b, oordeel: voldoet")
    + NORM.replace("1a", "1b").replace(
        "feit: intern-meldpunt, is: ja", "norm: 1a, oordeel: voldoet"
    ),
    "niveau-zonder-normen": RAAMWERK + NORM.replace("{id: 1a", "{id: 1a, niveau: basis") + NIVEAUS,
    "norm-zonder-niveau": RAAMWERK + NORM + NIVEAUS,
    "onbekend-niveau": RAAMWERK + NORM.replace("{id: 1a", "{id: 1a, niveau: bais") + NIVEAUS,
    "onbekende-rubriek": RAAMWERK + NORM.replace("{id: 1a", "{id: 1a, rubriek: meldingen"),
    "rubriek-zonder-normen": RAAMWERK + NORM + "    rubrieken: {meldingen: Meldingen}",
    "dubbel-raamwerk": RAAMWERK.replace("id: voorbeeld", "id: twente-basis-op-orde").replace(
        '"1"', '"2023-02-23"', 1
    )
    + NORM,
    "dubbele-norm": RAAMWERK + NORM + NORM,
    "geval-klopt-niet": RAAMWERK + NORM + "gevallen:\n"
    "  - {norm: 1a, als: Er is een meldpunt, feiten: {intern-meldpunt: nee}, oordeel: voldoet}",
    "norm-zonder-geval": RAAMWERK + NORM + NORM.replace("1a", "1b") + "gevallen:\n"
    "  - {norm: 1a, als: Er is een meldpunt, feiten: {intern-meldpunt: ja}, oordeel: voldoet}",
    "norm-zonder-regel": RAAMWERK + "      - {id: 1a, tekst: Er is een meldpunt}",
    "onbekend-anker": RAAMWERK + "      - id: 1a\n        tekst: Het Bibob-beleid is actueel\n"
    "        voldoet: {feit: bibob-beleid, van_kracht: ja, verwerkt: [omgevingwet]}",
    "onbekende-parameter": RAAMWERK + "      - id: 1a\n        tekst: Het MT sprak erover\n"
    "        voldoet: {feit: mt-besproken, binnen: periode-mt}",
    "onbereikbaar-voldoet": RAAMWERK + "      - id: 1a\n        tekst: Er is een meldpunt\n"
    "        voldoet:\n          alle:\n            - {feit: intern-meldpunt, is: ja}\n"
    "            - {feit: intern-meldpunt, is: nee}",
    "onbereikbaar-deels": RAAMWERK + "      - id: 1a\n        tekst: Er is een meldpunt\n"
    "        voldoet: {feit: intern-meldpunt, is: ja}\n"
    "        deels: {feit: intern-meldpunt, is: ja}",
    "ongebruikte-parameter": RAAMWERK + NORM + "parameters:\n  periode-mt: {waarde: 12 maanden}",
    "raamwerk-zonder-gevallen": RAAMWERK + NORM,
    "signaal-onvolledig": RAAMWERK + "      - id: 1a\n        tekst: Er is een meldpunt\n"
    "        voldoet: {feit: intern-meldpunt, is: ja}\n"
    "        signalen:\n          - {tekst: Er kwam geen melding}",
    "tekst-zonder-bron": RAAMWERK + NORM,
    "toets-past-niet": RAAMWERK + "      - id: 1a\n        tekst: Het MT sprak erover\n"
    "        voldoet: {feit: mt-besproken, aandeel: 50%}",
}
IN_WERKMAP = {
    "bekend-te-laag": "publicatie: {bekend_bij_lezer: 1}",
    "dubbele-partij": "  - {naam: Voorbeeldstad, type: gemeente, district: twente}",
    "groep-in-kring": "groepen:\n  - {naam: Basisteam, type: basisteam, leden: [Werkgroep]}\n"
    "  - {naam: Werkgroep, type: werkgroep, leden: [Basisteam]}",
    "groep-zonder-leden": "groepen:\n  - {naam: Basisteam, type: basisteam}",
    "onbekend-district": "  - {naam: Voorbeelddorp, type: gemeente, district: twentte}",
    "onbekend-lid": "groepen:\n  - {naam: Basisteam, type: basisteam, leden: [Voorbeeldstat]}",
    "opgegaan-in-kring": "  - {naam: Voorbeelddorp, type: gemeente, district: twente, "
    "opgegaan_in: Voorbeelddorp, op: 2025-01-01}",
    "opgegaan-onvolledig": "  - {naam: Voorbeelddorp, type: gemeente, district: twente, "
    "opgegaan_in: Voorbeeldstad}",
    "geen-ontvanger": f"vertrouwelijk: {{per_partij: {{Voorbeeldstad: "
    f"{{secretaris: {SLEUTEL}}}}}}}",
    "geen-sleutel": "vertrouwelijk: {ontvangers: {coördinator: age1tend5fr6}}",
    "geheime-sleutel": "vertrouwelijk: {ontvangers: {coördinator: AGE-SECRET-KEY-1TEND5FR6}}",
    "rol-zonder-sleutel": f"vertrouwelijk: {{ontvangers: {{secretaris: {SLEUTEL}}}}}",
    "zonder-district": "  - {naam: Voorbeelddorp, type: gemeente}",
}
ELSEWHERE = {
    "dubbel-anker": "weerbaar: ankers/1\nankers:\n"
    "  omgevingswet: {titel: Omgevingswet, vanaf: 2024-01-01, feiten: {apv: geen}, bron: eigen}",
    "dubbel-deelproject": "weerbaar: programma/1\nid: voorbeeld\ntitel: Voorbeeld\n"
    "deelprojecten:\n"
    '  - {id: "1", titel: Meldpunt, resultaat: Een meldpunt}\n'
    '  - {id: "1", titel: Scholing, resultaat: Een cursus}',
    "dubbel-district": "weerbaar: partijen/1\npartijen: []\n"
    "districten: {noord: {titel: Noord}}\n"
    "verbanden:\n  samen: {titel: Samen, districten: [noord, noord]}",
    "dubbel-feit": "weerbaar: feiten/1\nfeiten:\n"
    "  ivp: {vraag: Is er een veiligheidsplan?, soort: ja_nee}",
    "bij-geen-document": "weerbaar: feiten/1\nfeiten:\n"
    "  eigen-vraag: {vraag: Staat het erin?, soort: ja_nee, bij: intern-meldpunt}",
    "dubbel-kort": "weerbaar: feiten/1\nfeiten:\n"
    "  eigen-eed: {vraag: Is de eed afgelegd?, soort: ja_nee, kort: Ambtseed of belofte}",
    "dubbel-onderdeel": "weerbaar: feiten/1\nfeiten:\n"
    "  eigen-plan: {vraag: Welk plan is er?, soort: document}\n"
    "  toezicht: {vraag: Staat toezicht in het plan?, soort: ja_nee, bij: eigen-plan}\n"
    "  eigen-onderwerpen:\n    vraag: Wat staat er in het plan?\n    soort: checklist\n"
    "    bij: eigen-plan\n    items: {toezicht: Toezicht, zorg: Zorg}",
    "dubbel-programma": "weerbaar: programma/1\nid: twente-basis-op-orde\ntitel: Voorbeeld",
    "feit-onvolledig": "weerbaar: feiten/1\nfeiten:\n"
    "  eigen-checklist: {vraag: Wat is er geregeld?, soort: checklist}",
    "onbekende-plaats": "weerbaar: feiten/1\nfeiten:\n"
    "  eigen-besluit:\n    vraag: Is er een besluit?\n    soort: document\n"
    "    doen: Neem nog {tekort} besluiten",
    "te-lang": "weerbaar: feiten/1\nfeiten:\n"
    "  eigen-besluit:\n    vraag: Is er een besluit?\n    soort: document\n"
    "    kort: Het besluit van het college over de aanpak van ondermijning",
    "geen-sleutels": "- Voorbeeldstad",
    "leeg-bestand": "# nog niets",
    "norm-in-twee-posten": "weerbaar: programma/1\nid: voorbeeld\ntitel: Voorbeeld\nbegroting:\n"
    "  - {post: Scholing, bedrag: 2000, normen: [twente-basis-op-orde/2e]}\n"
    "  - {post: Communicatie, bedrag: 1000, normen: [twente-basis-op-orde/2e]}",
    "norm-niet-eenduidig": METING.replace(
        "raamwerk: twente-basis-op-orde", "raamwerk: [twente-basis-op-orde, voorbeeld]"
    )
    + "nvt:\n  1a: {reden: geen afdelingen, besloten_door: college, op: 2024-01-10}",
    "soort-ontbreekt": METING.partition("\n")[2],
}
# Per code the lines of a was-wordt; beside it stands a second version of the raamwerk.
IN_WASWORDT = {
    "dubbel-was-wordt": "normen:\n  - {was: [1a], wordt: [1b], soort: hernoemd}",
    "norm-niet-vermeld": "normen:\n  - {was: [1a], soort: vervallen}",
    "overgang-past-niet": "normen:\n  - {was: [1a], wordt: [1b], soort: gesplitst}",
    "was-wordt-in-kring": "normen:\n  - {was: [1a], wordt: [1b], soort: hernoemd}",
    "zelfde-versie": "naar: voorbeeld@1\nnormen:\n  - {was: [1a], wordt: [1a], soort: gelijk}",
}
WASWORDT = "weerbaar: was-wordt/1\nvan: voorbeeld@1\nnaar: voorbeeld@2\n"
VERSIE_2 = (RAAMWERK + NORM).replace('"1"', '"2"', 1).replace("1a", "1b")
# Per code the file that is in its way.
BESIDE = {
    "dubbel-was-wordt": WASWORDT + IN_WASWORDT["dubbel-was-wordt"],
    "was-wordt-in-kring": WASWORDT.replace("van", "NAAR")
    .replace("naar", "van")
    .replace("NAAR", "naar")
    + "normen:\n  - {was: [1b], wordt: [1a], soort: hernoemd}",
}
INDELING = "weerbaar: indeling/1\ntitel: Voorbeeld\nraamwerk: riec-themas\nnormen:\n"
ELSEWHERE |= {
    "norm-niet-ingedeeld": INDELING + '  voorbeeld: [{thema: "2", normen: []}]',
    "onbekend-thema": INDELING + '  voorbeeld: [{thema: "6", normen: [1a]}]',
}
PUBLICATIE = """\
weerbaar: publicatie/1
code: 3a0c52b7d7b5
raamwerk: voorbeeld
versie: "1"
peildatum: 2024-01-31
doelgroep: bestuur
lezing: 00000000000000000000000000000000
zout: 403dd45c5e49
aantal: 1
leden: {1c0e1a5d2b7f4a8890aa3c5be7d1f204: 6b}
"""
ELSEWHERE |= {
    "geen-afdruk": PUBLICATIE.replace("1c0e1a5d2b7f4a8890aa3c5be7d1f204", "Voorbeeldstad"),
    "publicatie-onvolledig": PUBLICATIE.replace("aantal: 1", "aantal: 14"),
    "publicatie-veranderd": PUBLICATIE,
    "zout-ontbreekt": PUBLICATIE,
    "onbekende-publicatie": "weerbaar: intrekking/1\npublicatie: 3a0c52b7d7b5\n"
    "reden: nooit verspreid\ndoor: coördinator",
}
# Found by `frameworks check` alone: there it is a lack, elsewhere it may still be to come.
IN_CHECK = {
    "feit-ongebruikt": "weerbaar: feiten/1\nfeiten:\n"
    "  eigen-convenant: {vraag: Welk convenant is er met de buren?, soort: document}",
}
# What cannot be seen in a line of text, or would need a file of 2 MB.
UNSEEN = {
    "achteruitgang", "ander-bestand", "bom", "codering", "deel-in-metingen", "dubbele-meting",
    "eis-niet-gehaald", "fictief-gemengd",
    "kenmerk-in-meting", "kenmerk-ontbreekt", "meting-verdwenen", "niet-gelezen", "nieuwe-nvt",
    "omslag-anders", "onleesbaar-bestand", "onversleuteld", "partij-genoemd", "partij-opgegaan",
    "publicaties-botsen", "rapport-klopt-niet", "regeleinden", "steunt-op-intrekking", "stuurteken",
    "te-diep", "te-groot", "uitgave-verdwenen", "vastgesteld-gewijzigd", "verkeerde-ontvangers",
    "versleuteld", "versleuteld-beschadigd",
}  # fmt: skip

KNOWN = IN_METING.keys() | IN_RAAMWERK.keys() | IN_WERKMAP.keys() | ELSEWHERE.keys()
KNOWN |= IN_WASWORDT.keys() | IN_CHECK.keys()


def make_page() -> str:
    """The whole page."""
    index = " · ".join(f"[{code}](#{code})" for code in CODES)
    parts = [OPENING, index, *(_section(code, text) for code, text in CODES.items())]
    return "\n".join(parts) + "\n"


def _section(code: str, text: Code) -> str:
    """One code: its three texts, and what the program says to a real fault."""
    lines = [f"\n## {code}\n", f"**Wat.** {plain(text.wat)}\n"]
    lines += [f"**Waarom.** {plain(text.waarom)}\n"]
    lines += [f"**Herstellen.** {plain(text.advies)}\n"]
    if code in KNOWN:
        lines += ["```text", message(code), "```\n"]
    return "\n".join(lines).removesuffix("\n")


def message(code: str) -> str:
    """The finding that the example of this code gives."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        name, *words = _write_example(code)
        lines = iter(_run([*words, name]).splitlines())
        first = next(line for line in lines if f" {code} " in line)
        more = takewhile(lambda line: line.startswith("  "), lines)
        return "\n".join([first, *more])


def _write_example(code: str) -> tuple[str, ...]:
    """Write the example in this folder; its name, and the command that finds the fault."""
    name, text, *command = _example(code)
    files = {"weerbaar.yaml": WERKMAP, "raamwerk.yaml": RAAMWERK + NORM, name: text}
    if code in IN_WASWORDT:
        files |= {"versie-2.yaml": VERSIE_2}
    if code in BESIDE:
        files |= {"ander.yaml": BESIDE[code]}
    for path, content in files.items():
        Path(path).write_text(content.rstrip() + "\n", encoding="utf-8", newline="\n")
    return name, *command


def _example(code: str) -> tuple[str, ...]:
    """The name and text of the faulty file, and the words of the command that finds it."""
    if code in IN_METING:
        return "meting.yaml", _with_lines(METING, IN_METING[code]), "validate"
    if code in IN_RAAMWERK:
        return "raamwerk.yaml", IN_RAAMWERK[code], "frameworks", "check"
    if code in IN_WERKMAP:
        return "weerbaar.yaml", WERKMAP + IN_WERKMAP[code], "validate"
    if code in IN_WASWORDT:
        return "was-wordt.yaml", _with_lines(WASWORDT, IN_WASWORDT[code]), "validate"
    if code in IN_CHECK:
        return "feiten.yaml", IN_CHECK[code], "frameworks", "check"
    text = ELSEWHERE[code]
    name = "feiten.yaml" if "feiten/1" in text else "bestand.yaml"
    return name, text, "validate"


def _with_lines(text: str, lines: str) -> str:
    """The file with these lines in it: in the place of the same key, else at the end."""
    key = lines.partition(":")[0] + ":"
    old = next((line for line in text.splitlines() if line.startswith(key)), None)
    return text + lines if old is None else text.replace(old, lines)


def _run(words: list[str]) -> str:
    """What the program prints, also in a CI."""
    told = StringIO()
    with redirect_stdout(told), redirect_stderr(StringIO()):
        main([*words, MET_INHOUD])
    return told.getvalue()


def uncovered() -> Iterator[str]:
    """Codes that have no example and do not say why."""
    yield from sorted(CODES.keys() ^ (KNOWN | UNSEEN))


if __name__ == "__main__":
    PAGE.write_text(make_page(), encoding="utf-8", newline="\n")
