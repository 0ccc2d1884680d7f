"""The codes of what can be wrong in raamwerken, feiten, ankers, programmes and was-wordt."""

from __future__ import annotations

from weerbaar_cli.model.code import Code

RAAMWERKCODES: dict[str, Code] = {
    "aanbeveling-verplicht": Code(
        "Een norm is een aanbeveling en tegelijk verplicht.",
        "Een aanbeveling telt nergens mee. Wat verplicht is, moet juist voldoen.",
        "Haal «aard: aanbeveling» of «verplicht: ja» weg.",
    ),
    "aandeel-dubbel": Code(
        "Het niveau dat beslist over «op orde» heeft een ander aandeel dan «op_orde» zelf.",
        "Dan is hetzelfde niveau op orde en niet op orde tegelijk.",
        "Laat het aandeel op één plek staan: bij het niveau of bij «op_orde».",
    ),
    "altijd-voldoet": Code(
        "De regel van een norm geeft bij elk antwoord voldoet.",
        "Een norm die altijd voldoet, meet niets.",
        "Maak de regel strenger.",
    ),
    "bij-geen-document": Code(
        "Een feit zegt bij welk document het hoort, en noemt een feit dat geen document is.",
        "Alleen bij een document kan iets onder «onderdelen» staan.",
        "Noem achter «bij:» een feit van soort document, of haal «bij:» weg.",
    ),
    "dubbel-anker": Code(
        "Een eigen bestand noemt een wetswijziging die er al is.",
        "Anders zou een regel ongemerkt met een andere datum rekenen.",
        "Geef de wetswijziging een eigen kenmerk, of haal haar weg.",
    ),
    "dubbel-deelproject": Code(
        "Twee deelprojecten van een programma hebben hetzelfde nummer.",
        "Een verwijzing moet bij één deelproject horen.",
        "Geef een van beide een eigen nummer.",
    ),
    "dubbel-feit": Code(
        "Een eigen feitenlijst noemt een feit dat er al is.",
        "Anders zou hetzelfde antwoord ongemerkt iets anders betekenen: in een ander raamwerk, of "
        "in een andere map.",
        "Gebruik het feit dat er al is, of geef uw feit een eigen naam.",
    ),
    "dubbel-kort": Code(
        "Twee normen van een raamwerk, of twee feiten, hebben dezelfde korte naam.",
        "Een lezer ziet die naam in plaats van het kenmerk, en weet dan niet welke van de twee het "
        "is.",
        "Geef een van beide een andere naam.",
    ),
    "dubbel-onderdeel": Code(
        "Twee feiten bij hetzelfde document gebruiken dezelfde naam.",
        "In een meting staan hun onderdelen door elkaar onder dat document. Dan is niet te zeggen "
        "welk van de twee is bedoeld.",
        "Geef een van beide een andere naam.",
    ),
    "dubbel-programma": Code(
        "Er is al een programma of raamwerk met dit kenmerk.",
        "«weerbaar frameworks ID» kan er maar één laten zien.",
        "Geef uw programma een eigen kenmerk.",
    ),
    "dubbel-raamwerk": Code(
        "Er is al een raamwerk met dit kenmerk en deze versie.",
        "Anders zou een oordeel ongemerkt volgens andere regels gaan. Wat weerbaar zelf levert, "
        "gaat altijd voor.",
        "Geef uw raamwerk een eigen kenmerk of een eigen versie.",
    ),
    "dubbel-was-wordt": Code(
        "Twee bestanden zeggen wat er van dezelfde versie is geworden.",
        "Zeggen zij iets anders, dan is niet te zeggen welke telt.",
        "Laat er één staan.",
    ),
    "feit-ongebruikt": Code(
        "Een feit in een eigen feitenlijst wordt door geen enkele norm gevraagd.",
        "Wie het invult, doet dat voor niets. Vaak is het een tikfout in een regel.",
        "Gebruik het feit in een norm, of haal het weg.",
    ),
    "feit-onvolledig": Code(
        "Een feit in een catalogus mist iets, of heeft iets dat niet bij zijn soort past.",
        "Een checklist zonder onderdelen of een groep zonder vorm is niet in te vullen.",
        "Vul aan wat de melding noemt.",
    ),
    "geval-klopt-niet": Code(
        "Een geval in een raamwerk geeft een ander oordeel dan het belooft.",
        "De gevallen zeggen in feiten wat de woorden van de norm bedoelen.",
        "Kijk welke van de twee fout is: de regel of het geval.",
    ),
    "niveau-zonder-normen": Code(
        "Het raamwerk noemt een niveau waar geen norm bij hoort.",
        "Over zo'n niveau is nooit te zeggen of het op orde is.",
        "Schrijf het niveau bij de normen die erbij horen, of haal het weg.",
    ),
    "norm-in-twee-posten": Code(
        "Een norm staat bij twee begrotingsposten van hetzelfde jaar.",
        "Dan is niet te zeggen uit welke post een actie wordt betaald.",
        "Laat de norm bij één post staan.",
    ),
    "norm-niet-ingedeeld": Code(
        "Een norm staat in de indeling bij geen enkel thema.",
        "Dan kloppen de aantallen per thema niet.",
        "Zet de norm bij een thema, zo nodig met «onzeker: ja».",
    ),
    "norm-niet-vermeld": Code(
        "Een norm is anders geworden, en het was-wordt-bestand zegt er niets over.",
        "Dan is niet te zeggen of oordelen van voor en na te vergelijken zijn.",
        "Noem de norm: hernoemd, aangescherpt, vervallen, nieuw of gelijk.",
    ),
    "norm-zonder-geval": Code(
        "Een norm heeft geen enkel geval.",
        "Zonder geval laat niets zien dat de regel doet wat de tekst bedoelt.",
        "Schrijf onder «gevallen:» ten minste één geval dat voldoet en één dat niet voldoet.",
    ),
    "norm-zonder-niveau": Code(
        "Het raamwerk heeft niveaus, en deze norm heeft er geen.",
        "De norm telt dan wel mee in het geheel, maar bij geen enkel niveau.",
        "Schrijf bij de norm «niveau:» met een van de niveaus van het raamwerk.",
    ),
    "norm-zonder-regel": Code(
        "Een norm heeft geen regel «voldoet».",
        "Zonder regel is er geen oordeel.",
        "Schrijf een regel, of «regel: ontbreekt» met de reden.",
    ),
    "normen-in-kring": Code(
        "Een norm vraagt, rechtstreeks of via andere normen, het oordeel van zichzelf.",
        "Dan is van geen van die normen te zeggen wanneer eraan is voldaan.",
        "Laat een van de normen uit de kring zelf de feiten vragen.",
    ),
    "onbekend-anker": Code(
        "Een regel noemt een wetswijziging die niet bij dit document hoort.",
        "Dan is niet vast te stellen of het document bij is.",
        "Kies een anker uit het ankerbestand dat bij dit feit hoort.",
    ),
    "onbekend-niveau": Code(
        "Er wordt een niveau genoemd dat het raamwerk niet heeft.",
        "De norm zou dan bij geen enkel niveau meetellen.",
        "Kies een niveau dat bij «niveaus:» van het raamwerk staat, of zet het daarbij.",
    ),
    "onbekend-thema": Code(
        "Dit thema staat niet in het raamwerk waarnaar wordt ingedeeld.",
        "Een tikfout zou anders ongemerkt een norm laten wegvallen.",
        "Kies een thema dat de melding noemt.",
    ),
    "onbekende-plaats": Code(
        "Tussen accolades staat een woord dat weerbaar bij deze soort feit niet invult.",
        "Wie het plan leest, zou de accolades zien staan.",
        "Gebruik een woord dat de melding noemt, of schrijf de zin zonder accolades.",
    ),
    "onbekende-rubriek": Code(
        "De norm noemt een rubriek die haar thema niet heeft.",
        "De norm zou dan onder geen kop staan.",
        "Kies een rubriek die bij «rubrieken:» van het thema staat, of zet haar daarbij.",
    ),
    "onbereikbaar-deels": Code(
        "De regel voor deels vraagt hetzelfde als die voor voldoet.",
        "Dan komt deels nooit voor.",
        "Maak de regel voor deels ruimer, of laat hem weg.",
    ),
    "onbereikbaar-voldoet": Code(
        "Geen enkel antwoord geeft bij deze norm voldoet.",
        "Een norm die niemand kan halen, is geen norm.",
        "Kijk of twee voorwaarden elkaar uitsluiten.",
    ),
    "ongebruikte-parameter": Code(
        "Een parameter wordt in geen enkele regel gebruikt.",
        "Wie hem verandert, denkt dat er iets verandert.",
        "Gebruik de parameter in een regel, of haal hem weg.",
    ),
    "overgang-past-niet": Code(
        "Het aantal normen onder «was» en «wordt» past niet bij de soort overgang.",
        "Een gesplitste norm was er één en werden er meer; bij samenvoegen is het andersom.",
        "Kies een andere soort, of vul was en wordt aan.",
    ),
    "raamwerk-zonder-gevallen": Code(
        "Een raamwerk heeft geen gevallen.",
        "Zonder gevallen laat niets zien dat de regels doen wat de teksten bedoelen.",
        "Schrijf onder «gevallen:» per norm ten minste één geval dat voldoet en één dat niet "
        "voldoet.",
    ),
    "rubriek-zonder-normen": Code(
        "Het thema noemt een rubriek waar geen norm bij hoort.",
        "Er zou een kop staan met niets eronder.",
        "Schrijf de rubriek bij de normen die erbij horen, of haal haar weg.",
    ),
    "signaal-onvolledig": Code(
        "Een signaal heeft geen «als» of «tenzij», of allebei.",
        "Dan is niet te zeggen wanneer de opmerking verschijnt.",
        "Schrijf «als» met een conditie, of «tenzij».",
    ),
    "te-lang": Code(
        "De korte naam heeft meer dan 40 tekens.",
        "Hij staat naast een nummer in een tabel of een lijst, en past daar anders niet.",
        "Schrijf waar het over gaat. De vraag of de norm zelf blijft staan waar hij staat.",
    ),
    "tekst-zonder-bron": Code(
        "Bij de tekst van een norm staat geen bron, en bij het raamwerk ook niet.",
        "Wie de tekst wil nalezen, weet niet waar.",
        "Zet «bron: {document: …}» bij de norm, of één keer bij het raamwerk.",
    ),
    "toets-past-niet": Code(
        "Een regel toetst een feit op een manier die niet bij zijn soort past.",
        "Een datum heeft geen percentage en een document geen aantal.",
        "Kies een conditie die bij de soort van het feit hoort.",
    ),
    "was-wordt-in-kring": Code(
        "Een reeks was-wordt-bestanden komt weer uit bij de versie waarmee zij begon.",
        "Dan is niet te zeggen welke versie de oude is en welke de nieuwe.",
        "Kijk in welk bestand «van» en «naar» verwisseld zijn.",
    ),
    "zelfde-versie": Code(
        "Van en naar zijn dezelfde versie.",
        "Er is dan niets dat van het een in het ander veranderde.",
        "Schrijf bij «van» de oude versie en bij «naar» de nieuwe.",
    ),
}
