"""Which values in a workbook refer to rows of a sheet, outside the sheet's own cells.

Sources: ECMA-376 part 1, chapters 18.3 to 18.10, and [MS-XLSX] 2.6 for the extensions.
"""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """What a value refers to."""

    LIST = "list"
    """A range that lines added at its end belong to, and that cannot do without any row."""
    RULE = "rule"
    """Ranges that lines made like theirs belong to; what they are ranges of goes with the last of them."""
    SPOT = "spot"
    """A place that follows its row, and goes with it."""
    FORMULA = "formula"


ATTRIBUTES: dict[str, dict[str, Kind]] = {
    "dataValidation": {"sqref": Kind.RULE},
    "conditionalFormatting": {"sqref": Kind.RULE},
    "protectedRange": {"sqref": Kind.RULE},
    "ignoredError": {"sqref": Kind.RULE},
    "hyperlink": {"ref": Kind.SPOT, "location": Kind.FORMULA},
    "comment": {"ref": Kind.SPOT},
    "threadedComment": {"ref": Kind.SPOT},
    "cellWatch": {"r": Kind.SPOT},
    "inputCells": {"r": Kind.SPOT},
    "singleXmlCell": {"r": Kind.SPOT},
    "autoFilter": {"ref": Kind.LIST},
    "sortState": {"ref": Kind.LIST},
    "sortCondition": {"ref": Kind.LIST},
    "table": {"ref": Kind.LIST},
    "location": {"ref": Kind.LIST},
    "cfvo": {"val": Kind.FORMULA},
    "formControlPr": {"fmlaLink": Kind.FORMULA, "fmlaRange": Kind.FORMULA, "fmlaGroup": Kind.FORMULA},
    "controlPr": {"linkedCell": Kind.FORMULA, "listFillRange": Kind.FORMULA},
    "sp": {"textlink": Kind.FORMULA},
}
"""Element → attribute → what it refers to."""

TEXTS: dict[str, Kind] = {
    "sqref": Kind.RULE,
    "f": Kind.FORMULA,
    "formula": Kind.FORMULA,
    "formula1": Kind.FORMULA,
    "formula2": Kind.FORMULA,
    "definedName": Kind.FORMULA,
    "calculatedColumnFormula": Kind.FORMULA,
    "totalsRowFormula": Kind.FORMULA,
    "FmlaLink": Kind.FORMULA,
    "FmlaRange": Kind.FORMULA,
    "FmlaGroup": Kind.FORMULA,
    "FmlaTxbx": Kind.FORMULA,
    "FmlaPict": Kind.FORMULA,
}
"""Element → what its text refers to."""
