"""Every code that a bevinding can have: of metingen, werkmappen and files of any kind here."""

from __future__ import annotations

from weerbaar_cli.model.code import Code
from weerbaar_cli.model.raamwerkcodes import RAAMWERKCODES

# For whatever is wrong with a file of the register: nothing ever leaves it, and nobody writes it.
TERUGZETTEN = (
    "Zet dit bestand terug zoals het was, uit git of uit een reservekopie. Schrijf het niet zelf "
    "en haal het niet weg."
)
_REST: dict[str, Code] = {
    "aantal-boven-totaal": Code(
        "Het aantal is groter dan het totaal.",
        "Er kunnen niet meer medewerkers de eed hebben afgelegd dan er medewerkers zijn. Alleen "
        "bij een feit met «overtreffen: ja» mag het aantal groter zijn.",
        "Kijk of ze verwisseld zijn, en of beide van dezelfde dag zijn.",
    ),
    "afwijking-na-peildatum": Code(
        "Een besluit over een afwijking is van na de peildatum.",
        "Op de peildatum was de afwijking nog niet aanvaard.",
        "Controleer de datum. Het besluit telt vanaf de dag dat het is genomen.",
    ),
    "afwijking-verlopen": Code(
        "Een aanvaarde afwijking liep af voor de peildatum.",
        "Een afwijking is tijdelijk. De norm staat weer zonder dat besluit in de uitkomst.",
        "Neem een nieuw besluit met een nieuw einde, of haal de afwijking weg.",
    ),
    "ander-bestand": Code(
        "Een ander bestand dat hiervoor nodig is, heeft fouten.",
        "Zolang een raamwerk, feitenlijst of weerbaar.yaml van de werkmap niet klopt, is dit "
        "bestand niet helemaal te controleren.",
        "Herstel eerst dat andere bestand: draai «weerbaar validate» erop.",
    ),
    "bekend-te-laag": Code(
        "Het aantal bij «bekend_bij_lezer» is geen geheel getal, of lager dan 2.",
        "Een lezer kent vaak twee uitkomsten. Met minder kan een rapport een partij verraden.",
        "Schrijf 2 of meer, of laat de sleutel weg.",
    ),
    "bewijs-na-peildatum": Code(
        "Een bewijs is van na de peildatum van de meting.",
        "Een meting zegt hoe het op de peildatum was. Een later stuk hoeft dat niet te laten zien.",
        "Noem een stuk van op of vóór de peildatum, of controleer de datum.",
    ),
    "bewijs-zonder-verwijzing": Code(
        "Een bewijs heeft een eigen kenmerk, en geen enkel antwoord verwijst ernaar.",
        "Een kenmerk is er om naar te verwijzen. Vaak staat bij een ander antwoord een tikfout.",
        "Zet «verwijst: […]» bij een ander antwoord, of haal «id:» weg.",
    ),
    "bijna-dubbel": Code(
        "Twee groepen van een feit, of twee partijen, heten bijna hetzelfde.",
        "Is het dezelfde, dan telt zij twee keer mee.",
        "Laat er één staan, of geef ze namen die verschillen.",
    ),
    "bom": Code(
        "Het bestand begint met een onzichtbaar teken, een BOM.",
        "Sommige Windows-programma's zetten dat teken ervoor. Weerbaar leest eroverheen.",
        "Sla het bestand op als UTF-8 zonder BOM. Het hoeft niet.",
    ),
    "codering": Code(
        "Het bestand is niet opgeslagen in UTF-8.",
        "Letters als ë en € worden dan verkeerd gelezen.",
        "Kies in uw editor «Opslaan als» en bij codering UTF-8.",
    ),
    "datum-na-peildatum": Code(
        "Een feit of een toetsing heeft een datum na de peildatum van de meting.",
        "Een meting zegt hoe het op de peildatum was. Wat later gebeurt, telt nog niet.",
        "Vul de laatste datum vóór de peildatum in. Weet u die niet: laat de waarde leeg. Alleen "
        "datums van documenten mogen vooruit lopen.",
    ),
    "deel-in-metingen": Code(
        "Een deel van een meting staat in de map met metingen.",
        "Een deel telt nergens mee: wie er alleen een deel heeft staan, mist in elk rapport.",
        "Zet de antwoorden in de hele meting, en bewaar het deel in een andere map.",
    ),
    "deel-niet-concept": Code(
        "Een deel van een meting is ingeleverd of vastgesteld.",
        "Ingeleverd wordt de hele meting; in een deel ontbreken de antwoorden van anderen.",
        "Laat de status van het deel op concept, en zet de antwoorden in de hele meting.",
    ),
    "dubbel-bewijs": Code(
        "Twee keer bewijs in een meting heeft hetzelfde kenmerk.",
        "Dan is niet te zeggen naar welk van de twee een antwoord verwijst.",
        "Is het hetzelfde stuk, laat het dan één keer staan en verwijs ernaar met «verwijst:». "
        "Geef anders een van beide een eigen «id:».",
    ),
    "dubbel-district": Code(
        "Een district staat twee keer in één verband.",
        "Het zou in een overzicht twee keer naast de andere staan.",
        "Laat er één staan.",
    ),
    "dubbele-meting": Code(
        "Er zijn twee metingen van dezelfde organisatie, van dezelfde soort en peildatum.",
        "Dan is niet te zeggen welke feiten tellen. Vaak is een van beide een kopie.",
        "Laat er één staan, of geef een van beide een andere soort of peildatum.",
    ),
    "dubbele-norm": Code(
        "Twee normen in één raamwerk hebben hetzelfde nummer.",
        "Een oordeel moet bij één norm horen.",
        "Geef een van beide een eigen nummer.",
    ),
    "dubbele-partij": Code(
        "Twee partijen hebben dezelfde naam of code.",
        "Een meting moet bij één partij horen.",
        "Geef elke partij een eigen naam en code.",
    ),
    "dubbele-sleutel": Code(
        "Dezelfde sleutel staat twee keer in één blok.",
        "Het is niet te zeggen welke van de twee u bedoelt.",
        "Laat er één staan.",
    ),
    "fictief-gemengd": Code(
        "Een meting is fictief, en een andere in dezelfde werkmap, of in haar groep, is dat niet.",
        "Verzonnen en echte gegevens mogen nooit samen in één uitkomst staan.",
        "Zet fictieve en echte metingen in twee werkmappen, of verbeter «fictief:».",
    ),
    "geen-afdruk": Code(
        "Hier hoort een afdruk of code zoals weerbaar die maakt.",
        "In het register van publicaties staan de leden van een groep als afdruk, niet met "
        "hun naam.",
        TERUGZETTEN,
    ),
    "geen-ja-nee": Code(
        "Er staat een ander woord dan ja of nee.",
        "Woorden als yes, no, on en off betekenen in YAML-programma's niet overal hetzelfde.",
        "Schrijf ja of nee.",
    ),
    "geen-ontvanger": Code(
        "Voor een organisatie staat er geen enkele publieke sleutel.",
        "Haar metingen zijn dan niet te versleutelen.",
        "Zet onder «vertrouwelijk:» ten minste één ontvanger, bij «ontvangers:» of «per_partij:».",
    ),
    "geen-sleutel": Code(
        "Een ontvanger is geen publieke sleutel.",
        "Voor iets anders dan een sleutel is niet te versleutelen; vaak mist er een teken.",
        "Schrijf het publieke deel, dat met age1 begint. «weerbaar key new» toont het.",
    ),
    "geen-sleutels": Code(
        "Het bestand bevat een lijst of losse tekst.",
        "Weerbaar leest sleutels met waarden, zoals «peildatum: 2024-01-31».",
        "Begin het bestand met «weerbaar: meting/1» en zet daaronder de andere sleutels.",
    ),
    "geheime-sleutel": Code(
        "In een bestand staat het geheime deel van een sleutel.",
        "Wie het bestand kan lezen, kan nu openen wat alleen voor de eigenaar was.",
        "Haal het weg, maak een nieuwe sleutel en versleutel alles daarvoor opnieuw. In git blijft "
        "de oude sleutel in de geschiedenis staan.",
    ),
    "gereserveerde-naam": Code(
        "Een onderdeel, een groep of een kenmerk heet zoals een woord dat al iets betekent.",
        "Aan waarde, herkomst, ingevuld_door, bewijs, verwijst en toelichting herkent weerbaar de "
        "lange vorm; check, crosswalk, unanswered, diff, new en show zijn woorden van «weerbaar "
        "frameworks».",
        "Kies een andere naam. Groepen kunt u ook onder «waarde:» zetten.",
    ),
    "groep-in-kring": Code(
        "Een groep is via zijn leden lid van zichzelf.",
        "Dan is niet te zeggen wie een gedeeld feit van wie krijgt.",
        "Haal een van de groepen uit de kring.",
    ),
    "groep-zonder-leden": Code(
        "Een groep noemt geen leden en geen district.",
        "Niemand krijgt de feiten die de groep deelt.",
        "Noem de leden, of het district waarvan alle partijen lid zijn.",
    ),
    "kenmerk-in-meting": Code(
        "Een meting noemt iets wat van de partij zelf bekend is, zoals het aantal inwoners.",
        "Dat staat op één plaats, bij de partij, zodat elke meting hetzelfde zegt.",
        "Zet het in weerbaar.yaml, bij de partij onder «kenmerken:», en haal het hier weg.",
    ),
    "kenmerk-ontbreekt": Code(
        "Het raamwerk vraagt iets van de partij zelf wat nergens staat, zoals het aantal inwoners.",
        "Weerbaar raadt het niet: normen die ervan afhangen, kunnen dan onbekend zijn.",
        "Zet het in weerbaar.yaml, bij de partij onder «kenmerken:».",
    ),
    "leeg-bestand": Code(
        "Het bestand is leeg of bevat alleen opmerkingen.",
        "Er valt niets te controleren.",
        "Vul het bestand, of haal het weg.",
    ),
    "lijst-boven-totaal": Code(
        "Een eigen lijst noemt meer groepen dan er volgens een ander feit zijn.",
        "Aan dat totaal ziet weerbaar of de lijst volledig is; een van beide klopt niet.",
        "Haal weg wat er niet bij hoort, of verbeter het totaal.",
    ),
    "meer-documenten": Code(
        "In één bestand staan twee documenten, gescheiden door ---.",
        "Eén bestand is één meting; zo blijft duidelijk wie wat mag zien.",
        "Zet elk document in een eigen bestand.",
    ),
    "niet-gelezen": Code(
        "Een bestand lijkt van weerbaar, maar wordt niet gelezen en telt dus niet mee.",
        "Een meting die ongemerkt wegvalt, geeft een rapport over een partij te weinig.",
        "Kijk wat de melding noemt: de naam, de eerste sleutel of de plaats van het bestand.",
    ),
    "niets-ingevuld": Code(
        "In de meting is nog geen enkel feit ingevuld.",
        "Elke norm blijft dan onbekend, en een rapport heeft niets te zeggen.",
        "Vul in wat u weet. Wat u niet weet, blijft leeg.",
    ),
    "nieuwere-versie": Code(
        "Het bestand is gemaakt voor een nieuwere weerbaar.",
        "Deze versie kan iets over het hoofd zien.",
        "Installeer een nieuwere versie van weerbaar.",
    ),
    "norm-niet-eenduidig": Code(
        "Dit normnummer komt in meer raamwerken van de meting voor.",
        "Het is niet te zeggen welke norm u bedoelt.",
        "Zet het raamwerk ervoor, zoals «drentse-ambities/1.1».",
    ),
    "nummer-zonder-aanhalingstekens": Code(
        "Een nummer met een punt staat zonder aanhalingstekens.",
        "Andere programma's lezen 3.10 als 3.1; dan hoort een antwoord bij de verkeerde norm.",
        'Schrijf "3.10".',
    ),
    "nvt-kan-niet": Code(
        "Een norm die altijd geldt, is niet van toepassing verklaard.",
        "Het raamwerk zegt waarom niemand dat kan besluiten, bijvoorbeeld omdat een wet het eist.",
        "Haal het besluit of het oordeel n.v.t. weg, en vul de feiten in.",
    ),
    "nvt-na-peildatum": Code(
        "Een besluit dat een norm niet geldt, is van na de peildatum.",
        "Op de peildatum telt het nog niet.",
        "Controleer de datum. Het besluit telt vanaf de dag dat het is genomen.",
    ),
    "nvt-verlopen": Code(
        "Een besluit dat een norm niet geldt, moest voor de peildatum zijn herzien.",
        "Niet van toepassing is tijdelijk: de reden kan vervallen. Het besluit telt niet meer, en "
        "het oordeel volgt weer uit de feiten.",
        "Neem een nieuw besluit met een nieuwe datum, of vul de feiten in.",
    ),
    "nvt-zonder-reden": Code(
        "Iets is niet van toepassing verklaard zonder reden.",
        "Zonder reden is n.v.t. niet te onderscheiden van overslaan.",
        "Schrijf een reden: {reden: …}, of bij een onderdeel {waarde: nvt, reden: …}.",
    ),
    "onbekend-bewijs": Code(
        "Een antwoord verwijst naar bewijs dat niet in de meting staat.",
        "Zonder het stuk is het antwoord niet onderbouwd.",
        "Schrijf bij het stuk zelf «id:» met dit kenmerk, of verbeter de verwijzing.",
    ),
    "onbekend-district": Code(
        "Dit district is niet bekend.",
        "Van het district hangt af in welk rapport een partij meetelt.",
        "Kies een district uit het register, of het district van de werkmap.",
    ),
    "onbekend-feit": Code(
        "Dit feit staat niet in de catalogus.",
        "Een tikfout zou anders ongemerkt onbekend opleveren.",
        "Controleer de naam. «weerbaar frameworks ID --ids» noemt de feiten per norm.",
    ),
    "onbekend-lid": Code(
        "Een groep noemt een lid dat niet bekend is.",
        "Dat lid krijgt de gedeelde feiten dan niet.",
        "Controleer de naam, of zet de partij in weerbaar.yaml.",
    ),
    "onbekend-onderdeel": Code(
        "Dit onderdeel hoort niet bij deze checklist.",
        "Een tikfout zou anders ongemerkt onbekend opleveren.",
        "Kies een van de onderdelen die de melding noemt.",
    ),
    "onbekend-raamwerk": Code(
        "Dit raamwerk is niet bekend.",
        "Zonder raamwerk is er niets om aan te toetsen.",
        "Bekijk de lijst met «weerbaar frameworks».",
    ),
    "onbekende-groep": Code(
        "Deze groep hoort niet bij dit feit.",
        "De groepen van dit feit liggen vast.",
        "Kies een van de groepen die de melding noemt.",
    ),
    "onbekende-norm": Code(
        "Deze norm staat niet in het raamwerk.",
        "Een besluit, toetsing of actie moet bij een norm horen.",
        "Controleer het nummer. «weerbaar frameworks ID» noemt alle normen.",
    ),
    "onbekende-parameter": Code(
        "Een regel of instelling noemt een parameter die niet bestaat of niet past.",
        "Dan is niet te zeggen met welke keuze is gerekend.",
        "Kies een parameter van het raamwerk, of schrijf de waarde zelf.",
    ),
    "onbekende-partij": Code(
        "De organisatie staat niet in het register en niet in de werkmap.",
        "Van de organisatie hangt af welke normen gelden.",
        "Controleer de naam, of zet de organisatie in weerbaar.yaml onder «partijen:».",
    ),
    "onbekende-publicatie": Code(
        "Er is geen publicatie met deze code.",
        "Alleen wat in het register staat, kan worden ingetrokken.",
        "Bekijk de codes met «weerbaar publicaties».",
    ),
    "onbekende-sleutel": Code(
        "Deze sleutel bestaat hier niet.",
        "Een tikfout zou anders ongemerkt wegvallen.",
        "Controleer de spelling en het inspringen.",
    ),
    "onbekende-soort": Code(
        "Achter «weerbaar:» staat geen soort bestand die weerbaar kent.",
        "Aan deze regel ziet weerbaar wat voor bestand het is.",
        "Schrijf meting/1, werkmap/1, raamwerk/1, feiten/1, ankers/1, partijen/1, programma/1, "
        "was-wordt/1, indeling/1 of publicaties/1.",
    ),
    "onbekende-versie": Code(
        "Deze versie van het raamwerk is er niet.",
        "Een oordeel hoort bij één versie van de normen.",
        "Kies een versie die de melding noemt, of laat «@versie» weg.",
    ),
    "onderdeel-altijd-van-toepassing": Code(
        "Dit onderdeel is niet van toepassing verklaard, en dat kan hier niet.",
        "Een wet geldt voor iedereen, en sommige onderdelen heeft elke organisatie. Met n.v.t. zou "
        "de norm gehaald lijken zonder dat er iets is geregeld.",
        "Schrijf ja of nee. Weet u het niet, laat het onderdeel dan leeg.",
    ),
    "onderdelen-dubbel": Code(
        "Wat in een document staat, is twee keer ingevuld: bij het document en los.",
        "Zeggen ze iets anders, dan is niet te zien wat waar is.",
        "Haal de losse sleutel weg, of de onderdelen bij het document.",
    ),
    "onderdelen-zonder-document": Code(
        "Er zijn meer documenten, en van deze onderdelen is niet te zien bij welk ze horen.",
        "Wat in de geldende versie staat, telt anders dan wat in een voorstel staat.",
        "Zet de onderdelen bij hun document, onder «onderdelen». «weerbaar validate --herstel "
        "--document apv=2» zet ze bij het tweede document van apv.",
    ),
    "ongeldig-getal": Code(
        "Hier hoort een getal van nul of meer, en dit is er geen.",
        "Met iets anders kan weerbaar niet rekenen.",
        "Weet u het niet: laat de waarde leeg. Schrijf anders het getal in cijfers: een punt voor "
        "decimalen (0.6), geen punt voor duizendtallen (8000), geen minteken. Aantallen zijn heel.",
    ),
    "ongeldig-kenmerk": Code(
        "Dit is geen nummer of kenmerk van een norm of thema.",
        "Kenmerken bestaan uit letters, cijfers, punten en streepjes.",
        "Controleer het kenmerk.",
    ),
    "ongeldige-datum": Code(
        "Dit is geen datum die bestaat.",
        "Van datums hangt af of iets nog telt.",
        "Weet u de datum niet: laat de waarde leeg. Schrijf anders jjjj-mm-dd, zoals 2024-01-31.",
    ),
    "onleesbaar-bestand": Code(
        "Het bestand is niet te openen.",
        "Wat niet te lezen is, is niet te controleren.",
        "Controleer of het bestaat, of u het mag lezen en of het een gewoon bestand is.",
    ),
    "onversleuteld": Code(
        "Een meting is leesbaar, en volgens weerbaar.yaml is deze werkmap vertrouwelijk.",
        "Wie de repository heeft, kan haar lezen. Ook na verwijderen blijft zij in git staan.",
        "Draai «weerbaar seal» op het bestand, en leg alleen het versleutelde bestand vast.",
    ),
    "ontbrekende-sleutel": Code(
        "Een verplichte sleutel ontbreekt.",
        "Zonder die sleutel is het bestand niet te begrijpen.",
        "Voeg de sleutel toe. Een meting heeft weerbaar, organisatie, raamwerk en peildatum.",
    ),
    "omslag-anders": Code(
        "Op de omslag van een versleutelde meting staat iets anders dan in de meting.",
        "Wie geen sleutel heeft, gaat af op de omslag: dubbele en vastgestelde metingen.",
        "Open de meting, en versleutel haar opnieuw met «weerbaar seal».",
    ),
    "opgegaan-in-kring": Code(
        "Een partij gaat volgens «opgegaan_in» op in zichzelf, al dan niet via andere partijen.",
        "Dan is niet te zeggen wie er nu is, en welke metingen bij elkaar horen.",
        "Noem bij «opgegaan_in» de partij die er na de herindeling is.",
    ),
    "opgegaan-onvolledig": Code(
        "Bij een partij staat «opgegaan_in» zonder «op», of andersom.",
        "Zonder de naam is niet te zeggen wie haar opvolgt, zonder de dag niet vanaf wanneer.",
        "Schrijf beide, zoals: opgegaan_in: Voorbeeldstad, op: 2025-01-01.",
    ),
    "partij-genoemd": Code(
        "In wat u naar buiten brengt, staat de naam, code of alias van een partij.",
        "Een rapport voor bestuur of publiek gaat over het geheel. Partijen doen mee omdat hun "
        "eigen uitkomst daarin niet te zien is.",
        "Haal de naam weg en maak het bestand opnieuw. Is het woord hier geen partij, zoek dan met "
        "«--behalve WOORD».",
    ),
    "partij-opgegaan": Code(
        "Een meting is van een partij die op de peildatum al in een andere was opgegaan.",
        "Vanaf die dag hoort het antwoord bij de nieuwe organisatie. Anders telt zij dubbel mee.",
        "Noem bij «organisatie» de partij waarin zij opging, of kies een eerdere peildatum.",
    ),
    "persoonsgegeven": Code(
        "In een toelichting lijkt een persoonsgegeven te staan.",
        "Deze bestanden horen alleen aantallen, datums, functies en kenmerken te bevatten.",
        "Haal het weg; verwijs zo nodig naar een zaaknummer.",
    ),
    "persoonsnaam": Code(
        "Er lijkt een naam van een persoon te staan.",
        "Deze bestanden gaan over zwakke plekken. Wie erin staat, loopt risico.",
        "Noem de functie: adviseur veiligheid, Bibob-coördinator, afdelingshoofd.",
    ),
    "publicatie-onvolledig": Code(
        "Het aantal van een publicatie is niet gelijk aan het aantal leden dat eronder staat.",
        "Het register moet precies zeggen van welke groep er cijfers naar buiten gingen.",
        TERUGZETTEN,
    ),
    "publicatie-veranderd": Code(
        "Een bestand van het register van publicaties is niet meer zoals weerbaar het schreef.",
        "De code en de naam volgen uit wat erin staat. Alleen een heel register beschermt de "
        "partijen.",
        TERUGZETTEN,
    ),
    "publicaties-botsen": Code(
        "Twee publicaties kunnen niet naast elkaar bestaan.",
        "Wie de cijfers van twee zulke groepen naast elkaar legt, ziet hoe een enkele partij "
        "ervoor staat. Dit ontstaat als twee takken in git worden samengevoegd.",
        "Trek de publicatie in waarvan het rapport nooit is verspreid: weerbaar publicaties "
        "--intrek CODE. Zijn ze beide verspreid, meld dat dan aan de partijen.",
    ),
    "raamwerk-niet-voor-partij": Code(
        "Dit raamwerk geldt niet voor dit type organisatie.",
        "Een waterschap hoort niet op gemeentelijke normen beoordeeld te worden.",
        "Kies een raamwerk dat voor de organisatie bedoeld is.",
    ),
    "rapport-klopt-niet": Code(
        "Een gepubliceerd rapport is niet heel, of zijn getallen kunnen samen niet waar zijn.",
        "Het bestand is met de hand veranderd, of niet heel overgekomen.",
        "Vraag het district om het rapport zoals het is gepubliceerd.",
    ),
    "regeleinden": Code(
        "Het bestand heeft Windows-regeleinden.",
        "Weerbaar leest ze, maar schrijft gewone regeleinden.",
        "Het hoeft niet. In git regelt .gitattributes het.",
    ),
    "rol-zonder-sleutel": Code(
        "Voor een rol die metingen mag lezen, staat er geen sleutel.",
        "Volgens de bron lezen de gemeentesecretaris, de districtelijk coördinator en de "
        "uitvoeringsspecialist mee. Zonder sleutel kan dat niet.",
        "Zet de publieke sleutel van die functie erbij, of laat het zo als dat de afspraak is.",
    ),
    "schrijfwijze": Code(
        "Weerbaar begrijpt dit woord, maar schrijft het anders.",
        "Eén schrijfwijze maakt verschillen tussen metingen leesbaar.",
        "Schrijf ja of nee, in kleine letters.",
    ),
    "soort-ontbreekt": Code(
        "De regel «weerbaar: soort/versie» ontbreekt.",
        "Aan die regel herkent weerbaar zijn bestanden.",
        "Zet «weerbaar: meting/1» als eerste regel in het bestand.",
    ),
    "steunt-op-intrekking": Code(
        "Een publicatie hangt samen met een publicatie die is ingetrokken.",
        "Is het ingetrokken rapport toch verspreid, dan staan er cijfers naast elkaar die dat niet "
        "mogen.",
        "Ga na dat het ingetrokken rapport echt nooit is verspreid.",
    ),
    "stuurteken": Code(
        "In de tekst staat een onzichtbaar teken dat een scherm kan besturen.",
        "Zo'n teken kan een uitkomst anders laten lijken dan zij is.",
        "Haal het teken weg; vaak is het meegekomen met kopiëren en plakken.",
    ),
    "tab-inspringing": Code(
        "Een regel springt in met een tab.",
        "YAML kent alleen spaties.",
        "Vervang elke tab door twee spaties.",
    ),
    "te-diep": Code(
        "Het bestand is dieper genest dan weerbaar leest.",
        "Geen enkele meting heeft zo veel niveaus nodig; het kan het programma ophouden.",
        "Controleer de haakjes en het inspringen.",
    ),
    "te-groot": Code(
        "Het bestand is groter dan 2 MB.",
        "Een meting is enkele kilobytes groot; een groot bestand is waarschijnlijk iets anders.",
        "Controleer of dit het goede bestand is.",
    ),
    "tekst-weg": Code(
        "Achter een waarde staat een hekje met tekst eraan vast.",
        "YAML leest alles na een spatie en een hekje als opmerking; de rest valt weg.",
        "Zet de hele waarde tussen aanhalingstekens. Is het een opmerking, zet dan een spatie na "
        "het hekje.",
    ),
    "toetsing-onzeker": Code(
        "Bij een toetsing is niet meer te zeggen wat er toen uit de feiten volgde.",
        "Een toetsing telt zolang uit de feiten volgt wat er toen uit volgde. Zonder dag, of als "
        "dat sindsdien al veranderde, is dat alleen te raden.",
        "Schrijf bij «op:» de dag, en bij «afgeleid_op:» het oordeel dat toen uit de feiten "
        "volgde.",
    ),
    "verkeerde-ontvangers": Code(
        "Een meting is versleuteld voor anderen dan weerbaar.yaml noemt.",
        "Wie haar mag lezen kan dat dan niet, of wie haar niet meer mag lezen nog wel.",
        "Laat wie haar kan openen «weerbaar seal --opnieuw» draaien.",
    ),
    "verkeerde-volgorde": Code(
        "Een document of een besluit eindigt voordat het begint.",
        "Dan is het nooit van kracht geweest.",
        "Controleer geldig_vanaf en geldig_tot.",
    ),
    "verkeerde-waarde": Code(
        "De waarde past niet bij deze sleutel.",
        "Weerbaar raadt niet wat u bedoelt.",
        "Kies een van de waarden die de melding noemt.",
    ),
    "versleuteld": Code(
        "Een meting is versleuteld en niet te lezen met deze sleutel.",
        "Alleen haar omslag is nagekeken. Zij telt als niet gelezen.",
        "Noem met --sleutel het bestand met een sleutel die haar opent.",
    ),
    "versleuteld-beschadigd": Code(
        "Een versleutelde meting is afgekapt of veranderd.",
        "Wat er staat is dan niet te vertrouwen, en vaak niet meer te openen.",
        "Zet het bestand terug zoals het was; git heeft de vorige versie.",
    ),
    "yaml-fout": Code(
        "Het bestand is geen geldige YAML.",
        "Meestal klopt het inspringen niet, of staat er een dubbele punt in een tekst.",
        "Kijk op de genoemde regel en de regel erboven. Zet tekst met een dubbele punt tussen "
        "aanhalingstekens.",
    ),
    "yaml-label": Code(
        "Een waarde heeft een YAML-label, zoals !!float.",
        "Labels kunnen programma's dingen laten doen die niet in een meting horen.",
        "Laat het label weg.",
    ),
    "yaml-verwijzing": Code(
        "Het bestand gebruikt verwijzingen (&naam, *naam of <<).",
        "Dan staat niet op de plek zelf wat er geldt, en een klein bestand kan enorm worden.",
        "Schrijf de waarden voluit.",
    ),
    "zelfde-functie": Code(
        "Wie de meting invulde, besloot ook dat een norm niet geldt, of toetste haar ook.",
        "Een besluit of een toetsing betekent pas iets als een ander ernaar keek.",
        "Laat een andere functie besluiten of toetsen, of noem de functie die het deed.",
    ),
    "meting-verdwenen": Code(
        "Een meting die er was in de revisie van --sinds, is er niet meer.",
        "Een meting verdwijnt niet: met haar verdwijnt wat er toen was, en een later rapport telt "
        "haar niet mee.",
        "Zet het bestand terug; git heeft het nog. Klopt de meting niet, verbeter haar dan.",
    ),
    "nieuwe-nvt": Code(
        "Een norm die meetelde, is bij besluit niet meer van toepassing.",
        "Met --eis geen-nieuwe-nvt vroeg iemand om dat te zien: zo'n besluit verandert een "
        "uitkomst zonder dat er iets beter of slechter werd.",
        "Laat wie erover gaat naar het besluit kijken.",
    ),
    "uitgave-verdwenen": Code(
        "Een bestand van het register van publicaties is er niet meer.",
        "Het register groeit alleen. Zonder dit bestand kan een volgend rapport verraden hoe een "
        "enkele partij ervoor staat.",
        "Zet het bestand terug; git heeft het nog. Bij samenvoegen blijven de bestanden van beide "
        "takken staan.",
    ),
    "vastgesteld-gewijzigd": Code(
        "Een meting die was vastgesteld, is veranderd zonder besluit.",
        "Op een vastgestelde meting steunen rapporten en besluiten.",
        "Zet haar terug, of schrijf in de meting: wijziging: {reden: …, besloten_door: …, op: …}.",
    ),
    "achteruitgang": Code(
        "Een norm staat er slechter voor dan in de vorige meting.",
        "Met --eis geen-achteruitgang vroeg iemand om dat te zien.",
        "Kijk met «weerbaar compare» waardoor het komt.",
    ),
    "eis-niet-gehaald": Code(
        "De uitkomst haalt een eis niet die met --eis is gesteld.",
        "Een eis houdt een verandering tegen die niemand bedoelde.",
        "Kijk met «weerbaar score» welke normen nog niet voldoen.",
    ),
    "zonder-district": Code(
        "Een partij hoort bij geen district.",
        "Zij telt dan in geen districtsrapport mee.",
        "Zet het district erbij, als de partij bij een district hoort.",
    ),
    "zout-ontbreekt": Code(
        "Het zout waarmee de leden van een publicatie zijn versleuteld, is er niet.",
        "Zonder het zout is niet te zien om welke groep het gaat.",
        TERUGZETTEN,
    ),
}
CODES: dict[str, Code] = dict(sorted({**RAAMWERKCODES, **_REST}.items()))
