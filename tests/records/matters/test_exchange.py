"""Matters in and out of files: what goes out comes back equal, bad rows are told, bad files are refused."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from yifa.matters.exchange.exporting import MATTER_HEAD
from yifa.matters.exchange.items import MATERIAL_HEAD, STANDARD
from yifa.matters.public import BadFile, Matter, adopt, catalogue, export_matters, import_matters
from yifa.organs.public import Organ

Cells = dict[str, str]

ROW: Cells = {
    "事项名称": "食品生产许可",
    "基本编码": "420131001000",
    "实施编码": "11430000006122244L3420131001000",
    "事项类型": "行政许可",
    "事项类型代码": "01",
    "设定依据": "食品安全法(2021-04-29) 第三十五条第一款",
    "行使层级代码": "3",
    "法定办结时限": "20",
    "法定办结时限单位": "工作日",
    "承诺办结时限": "8",
    "承诺办结时限单位": "工作日",
    "服务对象代码": "126",
    "办理形式代码": "12",
    "是否收费": "0",
}
MATERIAL: Cells = {"实施编码": ROW["实施编码"], "材料名称": "申请书", "原件份数": "1", "是否必备材料": "1"}


def workbook(matters: list[Cells], materials: list[Cells] | None = None, head: tuple[str, ...] = STANDARD) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "matter"
    sheet.append(head)
    for row in matters:
        sheet.append([row.get(column) for column in head])
    if materials is not None:
        sheet = book.create_sheet("matter_material")
        sheet.append(MATERIAL_HEAD)
        for row in materials:
            sheet.append([row.get(column) for column in MATERIAL_HEAD])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_file(matters: list[Cells], encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(STANDARD)
    writer.writerows([row.get(column, "") for column in STANDARD] for row in matters)
    return out.getvalue().encode(encoding)


def rows_of(organ: Organ) -> list[dict[str, object]]:
    """Everything that is kept of an organ's matters and their materials."""
    matters = Matter.objects.filter(organ=organ).order_by("pk")
    return [
        {
            **{field.attname: getattr(matter, field.attname) for field in Matter._meta.concrete_fields},
            "result_sample": bytes(matter.result_sample or b""),
            "materials": list(matter.materials.values().values_list("position", "name", "issuer", "original_copies")),
        }
        for matter in matters
    ]


@pytest.mark.parametrize("format", ["xlsx", "csv"])
def test_a_whole_list_of_matters_comes_back_equal(bureau: Organ, format: str) -> None:
    for row in catalogue():
        if "3" in row.levels:
            adopt(bureau, row.id)
    before = rows_of(bureau)
    content = export_matters(bureau, format)  # type: ignore[arg-type]
    Matter.objects.all().delete()
    report = import_matters(content, bureau)
    assert report.text().count("退回 0 行") == 1, report.text()
    assert report.created == len(before) > 200
    assert rows_of(bureau) == before


@pytest.mark.parametrize("format", ["xlsx", "csv"])
def test_awkward_text_comes_back_as_it_was(bureau: Organ, format: str) -> None:
    matter = adopt(
        bureau,
        "food-production-licence",
        promised="0 working days",
        is_charged=True,
        charge_basis='=1+1，“引号”"，\n第二行',
        cross_region=3,
        running_system_level="市级",
        note="-5；@命令；𠮷野家",
        result_sample=bytes(range(256)) * 64,
        is_joint=True,
        retired_on=date(2027, 1, 1),
        handling_hours="0012",
    )
    matter.materials.filter(position=1).update(issuer="+某机关", original_copies=0, is_required=False)
    before = rows_of(bureau)
    content = export_matters(bureau, format)  # type: ignore[arg-type]
    report = import_matters(content, bureau)
    assert (report.updated, report.faults) == (1, [])
    assert rows_of(bureau) == before


def test_a_sample_too_large_for_a_cell_is_left_as_it_is(bureau: Organ) -> None:
    adopt(bureau, "food-production-licence", result_sample=bytes(60_000))
    import_matters(export_matters(bureau, "xlsx"), bureau)
    assert len(bytes(Matter.objects.get().result_sample or b"")) == 60_000


def test_the_head_line_is_the_standards_and_text_is_never_a_formula(bureau: Organ) -> None:
    adopt(bureau, "food-production-licence", note="=HYPERLINK(1)")
    book = load_workbook(io.BytesIO(export_matters(bureau, "xlsx")))
    head = [cell.value for cell in book["matter"][1]]
    assert head[:55] == list(STANDARD)
    assert head == list(MATTER_HEAD)
    assert "f" not in {cell.data_type for row in book["matter"].iter_rows() for cell in row}


@pytest.mark.shared
def test_the_items_are_those_of_the_standard_in_printed_order(shared: Path) -> None:
    with (shared / "gbt39046" / "fields.csv").open(encoding="utf-8") as file:
        printed = [row["name_zh"] for row in csv.DictReader(file) if row["table"] == "matter"]
    assert list(STANDARD) == printed[:55]
    assert list(MATERIAL_HEAD[1:]) == printed[55:]


@pytest.mark.parametrize("make", [lambda: workbook([ROW], [MATERIAL]), lambda: csv_file([ROW])])
def test_a_plain_file_of_another_platform_is_imported(bureau: Organ, make: Callable[[], bytes]) -> None:
    report = import_matters(make(), bureau)
    assert report.faults == []
    matter = Matter.objects.get()
    assert (matter.limit_steps, matter.promised) == (["20 working days"], "8 working days")
    assert matter.procedure == "licensing"
    assert matter.verified == "unchecked", "only the catalogue's own rows are marked as compared"


def test_names_are_read_where_codes_are_missing(bureau: Organ) -> None:
    named = ROW | {
        "事项类型代码": "",
        "行使层级代码": "",
        "行使层级": "市级",
        "服务对象代码": "",
        "服务对象": "自然人、企业法人",
    }
    assert import_matters(csv_file([named]), bureau).faults == []
    assert Matter.objects.get().targets == "12"


@pytest.mark.parametrize(
    ("change", "column", "problem"),
    [
        ({"事项名称": ""}, "事项名称", "不能为空"),
        ({"实施编码": ""}, "实施编码", "不能为空"),
        ({"实施编码": "11430000006122244K3420131001000"}, "实施编码", "校验码不符"),
        ({"实施编码": "11220000013544541J3420131001000"}, "实施编码", "前 18 位应为实施主体"),
        ({"实施主体代码": "11220000013544541J"}, "实施主体代码", "不是本机关的事项"),
        ({"事项类型代码": "77"}, "事项类型代码", "不是标准中的代码"),
        ({"事项类型": "行政确认"}, "事项类型", "不一致"),
        ({"行使层级代码": "9"}, "行使层级代码", "不是标准中的代码"),
        ({"行使层级代码": "4"}, "行使层级代码", "第 19 位一致"),
        ({"法定办结时限": ""}, "法定办结时限", "一并填写"),
        ({"法定办结时限": "", "法定办结时限单位": ""}, "法定办结时限", "行政许可应有法定办结时限"),
        ({"法定办结时限": "二十"}, "法定办结时限", "应为整数"),
        ({"法定办结时限单位": "周"}, "法定办结时限", "不认识时限单位"),
        ({"承诺办结时限": "21"}, "承诺办结时限", "长于法定时限"),
        ({"承诺办结时限单位": "日"}, "承诺办结时限", "单位应与法定时限相同"),
        ({"承诺办结时限": "5+3"}, "承诺办结时限", "只能是一个数"),
        ({"服务对象代码": "19"}, "服务对象代码", "不是标准中的代码"),
        ({"办理形式代码": "", "办理形式": "托梦"}, "办理形式", "不认识“托梦”"),
        ({"是否收费": "也许"}, "是否收费", "不是“是”或者“否”"),
        ({"是否收费": "1"}, "收费依据", "应当写明收费依据"),
        ({"是否支持网上支付": "1"}, "是否支持网上支付", "不收费的事项"),
        ({"咨询电话": "1" * 19}, "咨询电话", "最多 18 个字"),
        ({"结果样本": "不是编码"}, "结果样本", "Base64"),
        ({"通办范围代码": "5"}, "通办范围代码", "不是标准中的代码"),
    ],
)
def test_a_bad_row_is_told_by_row_column_value_and_remedy_and_the_good_ones_are_kept(
    bureau: Organ, change: Cells, column: str, problem: str
) -> None:
    good = ROW | {"实施编码": "11430000006122244L3420131002000", "事项名称": "食品经营许可"}
    report = import_matters(csv_file([ROW | change, good]), bureau)
    assert [matter.name for matter in Matter.objects.all()] == ["食品经营许可"]
    fault = report.faults[0]
    assert (fault.row, fault.column, fault.value) == (2, column, (ROW | change).get(column, ""))
    assert problem in fault.problem
    assert fault.mend
    assert report.rejected == 1
    assert str(fault) in report.text()
    assert problem in report.to_csv().decode("utf-8-sig")


def test_a_code_that_stands_twice_is_imported_once(bureau: Organ) -> None:
    report = import_matters(csv_file([ROW, ROW | {"事项名称": "另一名称"}]), bureau)
    assert report.created == 1
    assert "与第 2 行重复" in report.faults[0].problem


@pytest.mark.parametrize(
    ("change", "column", "problem"),
    [
        ({"实施编码": "11430000006122244L3420131009000"}, "实施编码", "没有这一实施编码"),
        ({"材料名称": ""}, "材料名称", "不能为空"),
        ({"原件份数": "三份"}, "原件份数", "不是 0 至 99"),
        ({"是否必备材料": "2"}, "是否必备材料", "不是“是”或者“否”"),
        ({"出具机构": "某" * 101}, "出具机构", "最多 100 个字"),
    ],
)
def test_a_bad_material_is_told_and_the_others_are_kept(
    bureau: Organ, change: Cells, column: str, problem: str
) -> None:
    content = workbook([ROW], [MATERIAL | {"材料名称": "营业执照"}, MATERIAL | change, MATERIAL])
    report = import_matters(content, bureau)
    assert list(Matter.objects.get().materials.values_list("name", flat=True)) == ["营业执照", "申请书"]
    fault = report.faults[0]
    assert (fault.sheet, fault.row, fault.column) == ("matter_material", 3, column)
    assert problem in fault.problem


def test_the_same_material_twice_is_told(bureau: Organ) -> None:
    report = import_matters(workbook([ROW], [MATERIAL, MATERIAL]), bureau)
    assert report.materials == 1
    assert "重名" in report.faults[0].problem


def test_a_file_without_materials_leaves_them_as_they_are(bureau: Organ) -> None:
    import_matters(workbook([ROW], [MATERIAL]), bureau)
    import_matters(csv_file([ROW | {"备注": ""}]), bureau)
    assert Matter.objects.get().materials.count() == 1


def test_a_formula_is_told_and_never_computed(bureau: Organ) -> None:
    report = import_matters(workbook([ROW | {"事项名称": "=1+1"}]), bureau)
    assert "公式" in report.faults[0].problem


def test_numbers_that_a_spreadsheet_made_of_codes_are_understood(bureau: Organ) -> None:
    book = load_workbook(io.BytesIO(workbook([ROW])))
    sheet = book["matter"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for column, value in {"事项类型代码": 1, "行使层级代码": 3, "法定办结时限": 20.0, "是否网办": True}.items():
        sheet.cell(2, columns[column]).value = value
    out = io.BytesIO()
    book.save(out)
    assert import_matters(out.getvalue(), bureau).faults == []
    assert Matter.objects.get().type_code == "01"


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    out = io.BytesIO(workbook([ROW]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return out.getvalue()


BOMB = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>]><x>&a;</x>"


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: b"", "文件是空的"),
        (lambda: b"%PDF-1.7 \xff\xfe\x00", "不是 UTF-8 编码"),
        (lambda: b"a\x00b", "不是文本"),
        (lambda: csv_file([ROW], "gb18030"), "GB18030"),
        ("姓名,年龄\n张三,3\n".encode, "没有事项表"),
        ('事项名称,实施编码\n"没有结束'.encode, "引号或者分隔不对"),
        (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(100), "旧版 Excel"),
        (lambda: workbook([ROW])[:-40], "不是完好的工作簿"),
        (lambda: zipped({"读我.txt": b"x"}), "既没有工作簿，也没有 CSV 表"),
        (lambda: with_part("xl/vbaProject.bin", b"x"), "宏"),
        (lambda: with_part("xl/big.bin", bytes(200 * 1024 * 1024)), "解开后超过 100 MB"),
        (lambda: with_part("xl/extra.xml", BOMB), "DOCTYPE"),
        (lambda: bytes(21 * 1024 * 1024), "超过 20 MB"),
        (lambda: workbook([ROW], head=STANDARD[1:]), "缺少列：事项名称"),
        (lambda: workbook([ROW], head=("事项名字", *STANDARD[1:])), "“事项名字”是否应为“事项名称”"),
        (lambda: workbook([ROW], head=(*STANDARD, "事项名称")), "重复的列：事项名称"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read_is_refused_with_a_reason_and_a_remedy(
    bureau: Organ, make: Callable[[], bytes], says: str
) -> None:
    with pytest.raises(BadFile, match=says) as refused:
        import_matters(make(), bureau)
    assert "请" in str(refused.value)
    assert not Matter.objects.exists()


def test_a_column_that_is_not_ours_is_left_aside_with_a_warning(bureau: Organ) -> None:
    report = import_matters(workbook([ROW], head=(*STANDARD, "省内自编列")), bureau)
    assert report.created == 1
    assert "省内自编列" in report.warnings[0]


def test_a_file_is_read_from_its_path_and_a_missing_one_is_told(bureau: Organ, tmp_path: Path) -> None:
    path = tmp_path / "matter.csv"
    path.write_bytes(csv_file([ROW]))
    assert import_matters(path, bureau).created == 1
    with pytest.raises(BadFile, match="文件打不开"):
        import_matters(tmp_path / "没有.csv", bureau)
