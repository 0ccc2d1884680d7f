"""Every result that a command gives to programs, and the published schema of each."""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from weerbaar_cli.blad.resultaat import Uitvoermodel, Versiemodel
from weerbaar_cli.views.bevindingendata import Bevindingen, Fout
from weerbaar_cli.views.coordinator.data import Coordinatordata
from weerbaar_cli.views.eigen.data import Eigendata
from weerbaar_cli.views.feitgebruik import Kruisdata, Onbeantwoorddata
from weerbaar_cli.views.groep.data import Groepsdata, Openbaardata
from weerbaar_cli.views.lekkendata import Lekkendata
from weerbaar_cli.views.notitie.eigen import Notitiedata
from weerbaar_cli.views.overzicht.data import Overzichtdata
from weerbaar_cli.views.plandata import Eigenplandata, Werklijstdata
from weerbaar_cli.views.postvak import Postvakdata
from weerbaar_cli.views.publicaties import Publicatielijstdata
from weerbaar_cli.views.raad.data import Raaddata
from weerbaar_cli.views.raamwerkdata import Programmadata, Raamwerkdata, Raamwerklijstdata
from weerbaar_cli.views.raamwerkverschil import Catalogusverschildata, Raamwerkverschildata
from weerbaar_cli.views.scoredata import Scoredata
from weerbaar_cli.views.specialist.data import Specialistdata
from weerbaar_cli.views.uitlegdata import Codedata, Uitlegdata
from weerbaar_cli.views.verandering.trenddata import Trenddata
from weerbaar_cli.views.verandering.vergelijkingdata import Vergelijkdata, Vergelijkingendata
from weerbaar_cli.views.waarmerk import Verifydata
from weerbaar_cli.views.wijzigingen import Wijzigingdata


class Schemaregel(Uitvoermodel):
    """A line of the list of schemas."""

    naam: str = Field(description="De naam van het schema.")
    voor: str = Field(description="Waar het schema voor is.")


class Schemas(Versiemodel):
    """The schemas that there are."""

    schemas: tuple[Schemaregel, ...] = Field(description="Alle schema’s.")


class Resultaat(NamedTuple):
    """What a result is for, and its model; several at once where a command gives a list."""

    voor: str
    model: Any


RESULTATEN: dict[str, Resultaat] = {
    "compare": Resultaat("weerbaar compare", Vergelijkdata | Vergelijkingendata),
    "explain": Resultaat("weerbaar explain", Uitlegdata | Codedata),
    "fout": Resultaat("elk commando dat stopt met afsluitcode 2", Fout),
    "frameworks": Resultaat("weerbaar frameworks", Raamwerklijstdata),
    "frameworks-check": Resultaat("weerbaar frameworks check", Bevindingen),
    "frameworks-crosswalk": Resultaat("weerbaar frameworks crosswalk", Kruisdata),
    "frameworks-diff": Resultaat(
        "weerbaar frameworks diff", Raamwerkverschildata | Catalogusverschildata
    ),
    "frameworks-show": Resultaat("weerbaar frameworks ID", Raamwerkdata | Programmadata),
    "frameworks-unanswered": Resultaat(
        "weerbaar frameworks unanswered", Onbeantwoorddata | tuple[Onbeantwoorddata, ...]
    ),
    "import": Resultaat("weerbaar import", Wijzigingdata),
    "intake": Resultaat("weerbaar intake", Postvakdata),
    "leaks": Resultaat("weerbaar leaks", Lekkendata),
    "merge": Resultaat("weerbaar merge", Wijzigingdata),
    "plan": Resultaat("weerbaar plan", Eigenplandata),
    "plan-coordinator": Resultaat("weerbaar plan voor een map", Werklijstdata),
    "publicaties": Resultaat("weerbaar publicaties", Publicatielijstdata),
    "report": Resultaat(
        "weerbaar report",
        Eigendata
        | Notitiedata
        | Raaddata
        | Coordinatordata
        | Specialistdata
        | Groepsdata
        | Openbaardata
        | Overzichtdata,
    ),
    "schema": Resultaat("weerbaar schema", Schemas),
    "score": Resultaat("weerbaar score", Scoredata | tuple[Scoredata, ...]),
    "trend": Resultaat("weerbaar trend", Trenddata | tuple[Trenddata, ...]),
    "validate": Resultaat("weerbaar validate", Bevindingen),
    "verify": Resultaat("weerbaar verify", Verifydata),
}


def resultaat_schema(naam: str) -> dict[str, Any]:
    """The schema of one result; its id changes with the version of the results."""
    resultaat = RESULTATEN[naam]
    made = TypeAdapter(resultaat.model).json_schema(
        mode="serialization", schema_generator=_Generator
    )
    return {
        "$schema": _Generator.schema_dialect,
        "$id": f"urn:weerbaar:resultaat:{naam}:{Versiemodel.model_fields['versie'].default}",
        "title": f"De JSON van {resultaat.voor}",
        **made,
    }


class _Generator(GenerateJsonSchema):
    """Without what pydantic would say in English, and in the order of the models."""

    def sort(self, value: dict[str, Any], parent_key: str | None = None) -> dict[str, Any]:
        return value

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def field_is_required(self, field: Any, total: bool) -> bool:
        """Every key is written, but one that is left out where there is nothing to say."""
        return "serialization_exclude_if" not in field and super().field_is_required(field, total)

    def model_schema(self, schema: Any) -> dict[str, Any]:
        made = super().model_schema(schema)
        return {key: one for key, one in made.items() if key not in ("title", "description")}

    def default_schema(self, schema: Any) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])
