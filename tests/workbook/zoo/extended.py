"""Workbooks with parts and extensions that only one program understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.workbook.zoo.drawn import DICTIONARY, draw, saved
from tests.workbook.zoo.handmade import Make, handmade
from tests.workbook.zoo.layout import SHEET, Layout
from tests.workbook.zoo.package import HEADER, OFFICE, SHEET_KIND, unzipped, with_part, with_text, zipped

if TYPE_CHECKING:
    from tui.forms.answers import Answers
    from tui.forms.model import Form

_BOOK, _SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_ETC = "http://www.wps.cn/officeDocument/2017/etCustomData"
_COLOURS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")


def custom_properties(**values: str) -> str:
    """The part that holds a program's own properties of a workbook."""
    entries = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{value}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), start=2)
    )
    return f'{HEADER}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VALUES}">{entries}</Properties>'


def with_custom_properties(parts: dict[str, bytes], **values: str) -> dict[str, bytes]:
    """The workbook with docProps/custom.xml."""
    content = custom_properties(**values)
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    return with_part(parts, "", "docProps/custom.xml", content, kind, f"{OFFICE}/custom-properties")


def wps(form: Form, answers: Answers) -> bytes:
    """What WPS adds of its own: a product number, a theme, pictures in cells, an extension."""
    parts = unzipped(handmade(form, answers, Make(numbers=True)))
    parts = with_custom_properties(parts, ICV="0A1B2C3D", KSOProductBuildVer="2052-12.1.0.16729")
    kind = "application/vnd.openxmlformats-officedocument.theme+xml"
    parts = with_part(parts, _BOOK, "xl/theme/theme1.xml", _theme(), kind, f"{OFFICE}/theme")
    images = f'{HEADER}<etc:cellImages xmlns:etc="{_ETC}"></etc:cellImages>'
    kind, relation = (
        "application/vnd.wps-officedocument.cellimage+xml",
        "http://www.wps.cn/officeDocument/2020/cellImage",
    )
    parts = with_part(parts, _BOOK, "xl/cellimages.xml", images, kind, relation)
    version = '<fileVersion appName="xl" lastEdited="3" lowestEdited="5" rupBuild="9302"/><workbookPr/>'
    views = '<bookViews><workbookView windowWidth="28800" windowHeight="12540"/></bookViews>'
    extension = (
        '<calcPr calcId="144525"/><extLst><ext uri="{7F2B0F1C-6C6B-4C57-9E55-0E3C4F5A1B2D}" '
        'xmlns:wps="http://web.wps.cn/et/2018/main"><wps:shape id="1"/></ext></extLst></workbook>'
    )
    parts = with_text(parts, _BOOK, "<sheets>", version + views + "<sheets>")
    return zipped(with_text(parts, _BOOK, "</workbook>", extension))


def _theme() -> str:
    colours = "".join(f'<a:{name}><a:srgbClr val="44546A"/></a:{name}>' for name in _COLOURS)
    face = '<a:latin typeface="Calibri"/><a:ea typeface="宋体"/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    line = '<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' * 3
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{HEADER}<a:theme xmlns:a="{_DRAWING}" name="WPS"><a:themeElements>'
        f'<a:clrScheme name="WPS">{colours}</a:clrScheme>'
        f'<a:fontScheme name="WPS"><a:majorFont>{face}</a:majorFont>'
        f"<a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="WPS"><a:fillStyleLst>{fill}</a:fillStyleLst><a:lnStyleLst>{line}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def linked_list(form: Form, answers: Answers) -> bytes:
    """A list validation as Excel 2010 writes one that is fed by another sheet: in an extension."""
    book = draw(form, answers, Layout())
    rules = book[SHEET].data_validations
    cells = rules.dataValidation[0].sqref
    rules.dataValidation = []
    parts = unzipped(saved(book))
    rule = (
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'
        '<x14:dataValidation type="list" allowBlank="1" showErrorMessage="1"><x14:formula1>'
        f"<xm:f>{DICTIONARY}!$A$2:$A$7</xm:f></x14:formula1><xm:sqref>{cells}</xm:sqref>"
        "</x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    return zipped(with_text(parts, _SHEET, "</worksheet>", rule))


def with_strange_parts(form: Form, answers: Answers) -> bytes:
    """XML of the system's own, printer settings, and own properties."""
    parts = unzipped(handmade(form, answers, Make()))
    parts = with_custom_properties(parts, TemplateId="ZJ-2024-0731", 来源="预算管理一体化系统")
    own = f'{HEADER}<template xmlns="urn:budget-system"><id>ZJ-2024-0731</id></template>'
    parts = with_part(parts, _BOOK, "customXml/item1.xml", own, "application/xml", f"{OFFICE}/customXml")
    kind = f"{SHEET_KIND}printerSettings"
    settings = bytes(range(256)) * 4
    parts = with_part(
        parts, _SHEET, "xl/printerSettings/printerSettings1.bin", settings, kind, f"{OFFICE}/printerSettings"
    )
    page = f'<pageSetup xmlns:r="{OFFICE}" paperSize="9" orientation="landscape" r:id="zoo1"/></worksheet>'
    return zipped(with_text(parts, _SHEET, "</worksheet>", page))
