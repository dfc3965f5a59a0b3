"""Takes matters and their materials out of a file into an organ's list, row by row: good rows stay, bad ones are told.

Whether a value is lawful is the model's to say; this module says in which row and column it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from yifa.matters.catalogue import catalogue
from yifa.matters.choices import Verified
from yifa.matters.exchange.items import (
    COLUMN_OF,
    KEY,
    MATERIAL,
    MATERIAL_HEAD,
    OWN,
    SIMPLE,
    STANDARD,
    BadValue,
    read_item,
)
from yifa.matters.exchange.joined import read_joined
from yifa.matters.exchange.report import BadFile, ImportReport, RowFault
from yifa.matters.exchange.sheets import Row, Sheet, read_sheets
from yifa.matters.models import Material, Matter
from yifa.matters.procedures import procedure_for
from yifa.organs.public import Organ

_AGAIN = "请更正后重新导入这一行。"
_OWN_COLUMNS = tuple(item.zh for item in OWN)


@transaction.atomic
def import_matters(source: Path | bytes, organ: Organ) -> ImportReport:
    """Import matters and materials from a workbook, a CSV file or a ZIP of CSV files into an organ's list.

    Matters already on the list are brought up to date. Every row is kept or rejected by itself; the materials of a
    matter are replaced by those of the file if the file names any good one for it. Raises BadFile if the file as a
    whole cannot be read: then nothing is changed.
    """
    matters, materials, report = _tables(read_sheets(source))
    for sheet in matters:
        _import_matters(sheet, organ, report)
    for sheet in materials:
        _import_materials(sheet, organ, report)
    return report


def _tables(sheets: Iterable[Sheet]) -> tuple[list[Sheet], list[Sheet], ImportReport]:
    """Tell the tables of matters from those of materials by their head lines, and check the head lines."""
    report = ImportReport()
    matters: list[Sheet] = []
    materials: list[Sheet] = []
    for sheet in sheets:
        if "材料名称" in sheet.head:
            _check_head(sheet, MATERIAL_HEAD, (), report)
            materials.append(sheet)
        elif "事项名称" in sheet.head or KEY in sheet.head:
            _check_head(sheet, STANDARD, _OWN_COLUMNS, report)
            matters.append(sheet)
        elif sheet.head or sheet.rows:
            report.warnings.append(f"表“{sheet.name}”的第一行不是事项或者材料的表头，没有导入。")
    if not matters and not materials:
        raise BadFile(
            "文件中没有事项表。第一行应为 GB/T 39046—2020 的中文项名（事项名称、实施编码……）；"
            "请先导出一份，照其表头填写。"
        )
    return matters, materials, report


def _check_head(sheet: Sheet, needed: tuple[str, ...], more: tuple[str, ...], report: ImportReport) -> None:
    missing = [column for column in needed if column not in sheet.head]
    unknown = [column for column in sheet.head if column and column not in needed and column not in more]
    if missing:
        near = [
            f"“{column}”是否应为“{match[0]}”" for column in unknown if (match := get_close_matches(column, missing, 1))
        ]
        hint = f"（{'；'.join(near)}）" if near else ""
        raise BadFile(f"表“{sheet.name}”缺少列：{'、'.join(missing)}{hint}。请补上表头，值可以空着。")
    if unknown:
        report.warnings.append(f"表“{sheet.name}”中的列 {'、'.join(unknown)} 不属于本表，没有导入。")


def _import_matters(sheet: Sheet, organ: Organ, report: ImportReport) -> None:
    seen: dict[str, int] = {}
    known = Matter.objects.in_bulk([row[KEY] for row in sheet.rows])
    for row in sheet.rows:
        try:
            _check_keys(row, organ, seen)
            values = {item.field: read_item(item, row) for item in (*SIMPLE, *OWN) if item.zh in sheet.head}
            _keep_matter(values | read_joined(row), known.get(row[KEY]), organ, report)
        except BadValue as fault:
            report.faults.append(_fault(sheet, row, fault.column, fault.problem, fault.mend))
        except ValidationError as fault:
            report.faults += _faults_of(fault, sheet, row)


def _check_keys(row: Row, organ: Organ, seen: dict[str, int]) -> None:
    for column in ("事项名称", KEY):
        if not row[column]:
            raise BadValue("不能为空。", f"请填写{column}。", column)
    if row["实施主体代码"] not in ("", organ.code):
        raise BadValue("不是本机关的事项。", f"请填写本机关代码 {organ.code}，或者由该机关导入。", "实施主体代码")
    if (first := seen.setdefault(row[KEY], row.number)) != row.number:
        raise BadValue(f"与第 {first} 行重复。", "每个实施编码只能有一行，请删去或者更正其中一行。", KEY)


def _keep_matter(values: dict[str, Any], matter: Matter | None, organ: Organ, report: ImportReport) -> None:
    if matter is not None and matter.organ_id != organ.code:
        raise BadValue("已经是另一机关的事项。", "请核对实施编码。", KEY)
    is_new = matter is None
    matter = matter or Matter()
    matter.organ, matter.division = organ, organ.division
    for name, value in values.items():
        setattr(matter, name, value)
    matter.procedure = procedure_for(matter.type_code, counts_from=matter.limit_start)
    matter.verified = _how_verified(matter)
    # Codes were told apart above, so that only the pair of organ and row of the catalogue is left to ask for.
    matter.full_clean(exclude=["organ"], validate_unique=False, validate_constraints=False)
    if matter.catalogue_id:
        matter.validate_constraints()
    matter.save(force_insert=is_new)
    report.created += is_new
    report.updated += not is_new


def _how_verified(matter: Matter) -> Verified:
    """Return the catalogue's mark where the row still says what the catalogue says; whatever else is unchecked."""
    for row in catalogue():
        if row.id == matter.catalogue_id:
            at_once = ["0 working days"] if row.limit == ("0 days",) else list(row.limit)
            same = matter.legal_basis == list(row.basis) and matter.limit_steps == at_once
            return row.verified if same and matter.limit_cites == row.limit_cites else Verified.UNCHECKED
    return Verified.UNCHECKED


def _import_materials(sheet: Sheet, organ: Organ, report: ImportReport) -> None:
    """Collect the good rows of each matter, then put them in place of the matter's list."""
    known = set(Matter.objects.filter(organ=organ).values_list("pk", flat=True))
    lists: dict[str, list[Material]] = {}
    for row in sheet.rows:
        try:
            material = _material(row, known, lists.get(row[KEY], []))
        except BadValue as fault:
            report.faults.append(_fault(sheet, row, fault.column, fault.problem, fault.mend))
        except ValidationError as fault:
            report.faults += _faults_of(fault, sheet, row)
        else:
            lists.setdefault(row[KEY], []).append(material)
    Material.objects.filter(matter_id__in=lists).delete()
    kept = [material for materials in lists.values() for material in materials]
    Material.objects.bulk_create(kept, batch_size=1000)
    report.materials += len(kept)


def _material(row: Row, known: set[str], earlier: list[Material]) -> Material:
    if row[KEY] not in known:
        raise BadValue("本机关没有这一实施编码的事项。", "请先导入该事项，或者更正实施编码。", KEY)
    if not row["材料名称"]:
        raise BadValue("不能为空。", "请填写材料名称。", "材料名称")
    if any(material.name == row["材料名称"] for material in earlier):
        raise BadValue("同一事项的材料重名。", "请删去重复的行，或者更正名称。", "材料名称")
    values = {item.field: read_item(item, row) for item in MATERIAL}
    material = Material(matter_id=row[KEY], position=len(earlier) + 1, **values)
    material.clean_fields(exclude=["matter"])
    return material


def _faults_of(fault: ValidationError, sheet: Sheet, row: Row) -> list[RowFault]:
    columns = COLUMN_OF | {item.field: item.zh for item in MATERIAL} if "材料名称" in sheet.head else COLUMN_OF
    return [
        _fault(sheet, row, columns.get(name, KEY), message, _AGAIN)
        for name, messages in fault.message_dict.items()
        for message in messages
    ]


def _fault(sheet: Sheet, row: Row, column: str, problem: str, mend: str) -> RowFault:
    return RowFault(sheet.name, row.number, column, row[column], problem, mend or _AGAIN)
