"""The small werkmap that the tests of the commands work in: a raamwerk, two parties, metingen."""

from __future__ import annotations

WERKMAP = """\
weerbaar: werkmap/1
raamwerk: proef
partijen:
  - {naam: Proefstad, type: gemeente, code: PS1}
  - {naam: Proefwater, type: waterschap}
"""
RAAMWERK = """\
weerbaar: raamwerk/1
id: proef
titel: Proefraamwerk
versie: "1.0"
partijtypen: [gemeente, waterschap]
parameters:
  onlangs: {waarde: 12 maanden, woord: onlangs, te_bevestigen_door: DVO}
themas:
  - id: "1"
    titel: Organisatie
    normen:
      - {id: 1a, tekst: Er is een intern meldpunt., voldoet: {feit: intern-meldpunt, is: ja}}
      - id: 1b
        tekst: Het MT sprak er onlangs over.
        voldoet: {feit: mt-besproken, binnen: onlangs}
        deels: {feit: mt-besproken, ooit: ja}
      - id: 1c
        tekst: In het MT is een aanspreekpunt.
        geldt_voor: [gemeente]
        voldoet: {feit: mt-aanspreekpunt, is: ja}
        deels: {feit: mt-aanspreekpunt, is: buiten-mt}
  - id: "2"
    titel: Informatie
    normen:
      - id: 2a
        tekst: Er is capaciteit voor regie.
        voldoet: {feit: regie-fte, meer_dan: 0}
        signalen: [{als: {feit: meldpunt-meldingen, hoogstens: 0}, tekst: Er kwam geen melding.}]
gevallen:
  - {norm: 1a, als: een meldpunt, feiten: {intern-meldpunt: ja}, oordeel: voldoet}
"""
HEAD = "weerbaar: meting/1\norganisatie: Proefstad\nraamwerk: proef\n"
METING = f"""{HEAD}\
soort: nulmeting
peildatum: 2024-01-31
status: ingeleverd
fictief: ja
feiten:
  intern-meldpunt: ja
  mt-besproken: 2023-06-01
  mt-aanspreekpunt: buiten-mt
  meldpunt-meldingen: 0
"""
# Everything is in order here, whatever the requirement.
VOL = f"""{HEAD}\
peildatum: 2024-01-31
fictief: ja
feiten: {{intern-meldpunt: ja, mt-besproken: 2023-06-01, mt-aanspreekpunt: ja, regie-fte: 0.5}}
"""
FILES = {"weerbaar.yaml": WERKMAP, "proef.yaml": RAAMWERK, "meting.yaml": METING, "vol.yaml": VOL}
