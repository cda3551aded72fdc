"""Which body a report is about: covers, memos and announcements as Thai bodies write them, all invented."""

from __future__ import annotations

import ast
import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.organizations import (
    OrganizationError,
    OrganizationReading,
    complete,
    find_organizations,
    organization_id,
    parse_organization,
    read_organization,
)
from normalize.organizations_kinds import forms, line_words, overseers

REPORTS = Path(__file__).parents[2] / "shared" / "reports"
SAO = "subdistrict_administrative_organization"
SM, TM, CM = "subdistrict_municipality", "town_municipality", "city_municipality"
TITLE = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"

# (what it shows, lines, full name, type, name, district, province, province code, place basis)
COVERS = [
    (
        "cover, address on the next line",
        f"{TITLE}\nประจำปีงบประมาณ พ.ศ. ๒๕๖๗\n\nเทศบาลเมืองบ้านหมี่\nอำเภอบ้านหมี่ จังหวัดลพบุรี",
        ("เทศบาลเมืองบ้านหมี่", TM, "บ้านหมี่", "บ้านหมี่", "ลพบุรี", "16", "printed"),
    ),
    (
        "cover, address over three lines with a house number",
        f"{TITLE}\nองค์การบริหารส่วนตำบลหนองกบ\n๙๙ หมู่ที่ ๔ ตำบลหนองกบ\nอำเภอบ้านโป่ง\nจังหวัดราชบุรี ๗๐๑๑๐",
        ("องค์การบริหารส่วนตำบลหนองกบ", SAO, "หนองกบ", "บ้านโป่ง", "ราชบุรี", "70", "printed"),
    ),
    (
        "name glued to the fiscal year",
        f"{TITLE}\nของเทศบาลตำบลเขาพระงามประจำปีงบประมาณ พ.ศ. ๒๕๖๖",
        ("เทศบาลตำบลเขาพระงาม", SM, "เขาพระงาม", None, None, None, None),
    ),
    (
        "name glued to a verb, in prose only",
        "ด้วยเทศบาลเมืองปากพนังได้กำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ ไว้แล้ว",
        ("เทศบาลเมืองปากพนัง", TM, "ปากพนัง", None, None, None, None),
    ),
    (
        "spaces inside the type and the name",
        f"{TITLE}\nองค์การบริหารส่วน ตำบล บ้าน ค่าย อำเภอ เมือง จังหวัด ชัยภูมิ",
        ("องค์การบริหารส่วนตำบลบ้านค่าย", SAO, "บ้านค่าย", "เมืองชัยภูมิ", "ชัยภูมิ", "36", "printed"),
    ),
    (
        "type and name on two lines",
        f"{TITLE}\nองค์การบริหารส่วนตำบล\nแม่กาษา\nอำเภอแม่สอด จังหวัดตาก",
        ("องค์การบริหารส่วนตำบลแม่กาษา", SAO, "แม่กาษา", "แม่สอด", "ตาก", "63", "printed"),
    ),
    (
        "abbreviations of the type and the address",
        "สรุปผลการประเมิน ITA ประจำปี ๒๕๖๗\nอบต.บางพระ อ.ศรีราชา จ.ชลบุรี",
        ("องค์การบริหารส่วนตำบลบางพระ", SAO, "บางพระ", "ศรีราชา", "ชลบุรี", "20", "printed"),
    ),
    (
        "abbreviated municipality, province without its word",
        "แผนปฏิบัติการป้องกันการทุจริต ทต.บ้านกลาง ลำพูน",
        ("เทศบาลตำบลบ้านกลาง", SM, "บ้านกลาง", "เมืองลำพูน", "ลำพูน", "51", "inferred"),
    ),
    (
        "provincial administration: the name is the province",
        f"{TITLE}\nองค์การบริหารส่วนจังหวัดสกลนคร\nประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
        (
            "องค์การบริหารส่วนจังหวัดสกลนคร",
            "provincial_administrative_organization",
            "สกลนคร",
            None,
            "สกลนคร",
            "47",
            "printed",
        ),
    ),
    (
        "city municipality with its province's name",
        "มาตรการส่งเสริมความโปร่งใส เทศบาลนครอุดรธานี ปี ๒๕๖๘",
        ("เทศบาลนครอุดรธานี", CM, "อุดรธานี", "เมืองอุดรธานี", "อุดรธานี", "41", "inferred"),
    ),
    (
        "doubled word printed once",
        f"{TITLE}\nเทศบาลนครสวรรค์\nอำเภอเมืองนครสวรรค์ จังหวัดนครสวรรค์",
        ("เทศบาลนครนครสวรรค์", CM, "นครสวรรค์", "เมืองนครสวรรค์", "นครสวรรค์", "60", "printed"),
    ),
    (
        "memo: the body stands behind its unit",
        "บันทึกข้อความ\nส่วนราชการ กองยุทธศาสตร์และงบประมาณ เทศบาลตำบลบ้านสวน โทร ๐-๓๘๒๗-๑๒๓๔\nที่ ชบ ๕๒๑๐๑/๑๒\n"
        "เรื่อง รายงานผลการประเมิน\nเรียน นายกเทศมนตรีตำบลบ้านสวน\nตามที่สำนักงาน ป.ป.ช. ได้ประเมินเทศบาลตำบลบ้านสวน",
        ("เทศบาลตำบลบ้านสวน", SM, "บ้านสวน", None, None, None, None),
    ),
    (
        "announcement",
        "ประกาศองค์การบริหารส่วนตำบลเวียงยอง\nเรื่อง มาตรการเผยแพร่ข้อมูลต่อสาธารณะ\n" + "-" * 20,
        ("องค์การบริหารส่วนตำบลเวียงยอง", SAO, "เวียงยอง", "เมืองลำพูน", "ลำพูน", "51", "inferred"),
    ),
    (
        "an unlisted name is not wrong",
        f"{TITLE}\nเทศบาลตำบลสันทรายพัฒนา อำเภอสันทราย จังหวัดเชียงใหม่",
        ("เทศบาลตำบลสันทรายพัฒนา", SM, "สันทรายพัฒนา", "สันทราย", "เชียงใหม่", "50", "printed"),
    ),
    (
        "a name that many places have stays without a place",
        f"{TITLE}\nองค์การบริหารส่วนตำบลหนองบัว\nประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
        ("องค์การบริหารส่วนตำบลหนองบัว", SAO, "หนองบัว", None, None, None, None),
    ),
    (
        "that name with its province: the district follows where it is the only one",
        f"{TITLE}\nองค์การบริหารส่วนตำบลหนองบัว จังหวัดราชบุรี",
        ("องค์การบริหารส่วนตำบลหนองบัว", SAO, "หนองบัว", None, "ราชบุรี", "70", "printed"),
    ),
    (
        "an address in the prose names the subdistrict",
        f"{TITLE}\nองค์การบริหารส่วนตำบลหนองบัว\nสำนักงานตั้งอยู่เลขที่ ๑ ตำบลหนองบัว อำเภอบ้านหมอ จังหวัดสระบุรี",
        ("องค์การบริหารส่วนตำบลหนองบัว", SAO, "หนองบัว", "บ้านหมอ", "สระบุรี", "19", "printed"),
    ),
    (
        "Pattaya",
        f"{TITLE}\nเมืองพัทยา ประจำปีงบประมาณ พ.ศ. ๒๕๖๗",
        ("เมืองพัทยา", "special_local_government", "เมืองพัทยา", "บางละมุง", "ชลบุรี", "20", "inferred"),
    ),
    (
        "Bangkok",
        "รายงานผลการประเมินคุณธรรมและความโปร่งใสของกรุงเทพมหานคร ประจำปี ๒๕๖๗",
        ("กรุงเทพมหานคร", "special_local_government", "กรุงเทพมหานคร", None, "กรุงเทพมหานคร", "10", "inferred"),
    ),
    (
        "a district office of Bangkok",
        f"{TITLE}\nสำนักงานเขตพระโขนง กรุงเทพมหานคร",
        ("สำนักงานเขตพระโขนง", "other", "สำนักงานเขตพระโขนง", "พระโขนง", "กรุงเทพมหานคร", "10", "printed"),
    ),
    (
        "a province as a body",
        "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสของจังหวัดพะเยา\nประจำปีงบประมาณ พ.ศ. ๒๕๖๗",
        ("จังหวัดพะเยา", "province", "พะเยา", None, "พะเยา", "56", "printed"),
    ),
    (
        "a province's office",
        "บันทึกข้อความ\nส่วนราชการ สำนักงานจังหวัดน่าน กลุ่มงานยุทธศาสตร์ โทร. ๐ ๕๔๗๑ ๐๐๐๐\nเรื่อง ผลการประเมิน ITA",
        ("สำนักงานจังหวัดน่าน", "province", "น่าน", None, "น่าน", "55", "printed"),
    ),
    (
        "a branch in a province",
        f"{TITLE}\nสำนักงานสาธารณสุขจังหวัดระนอง\nกระทรวงสาธารณสุข",
        (
            "สำนักงานสาธารณสุขจังหวัดระนอง",
            "other",
            "สำนักงานสาธารณสุขจังหวัดระนอง",
            None,
            "ระนอง",
            "85",
            "printed",
        ),
    ),
    (
        "a district's office",
        f"{TITLE}\nที่ทำการปกครองอำเภอเชียงคาน จังหวัดเลย",
        ("ที่ทำการปกครองอำเภอเชียงคาน", "other", "ที่ทำการปกครองอำเภอเชียงคาน", "เชียงคาน", "เลย", "42", "printed"),
    ),
    (
        "a department with its ministry",
        f"{TITLE}\nกรมหม่อนไหม กระทรวงเกษตรและสหกรณ์\nประจำปีงบประมาณ พ.ศ. ๒๕๖๖",
        ("กรมหม่อนไหม", "department", "กรมหม่อนไหม", None, None, None, None),
    ),
    (
        "a permanent secretary's office",
        "รายงานผลการวิเคราะห์ ITA\nสำนักงานปลัดกระทรวงพลังงานประจำปี ๒๕๖๗",
        ("สำนักงานปลัดกระทรวงพลังงาน", "department", "สำนักงานปลัดกระทรวงพลังงาน", None, None, None, None),
    ),
    (
        "a state enterprise",
        f"{TITLE}\nการประปาส่วนภูมิภาค ประจำปี ๒๕๖๗",
        ("การประปาส่วนภูมิภาค", "state_enterprise", "การประปาส่วนภูมิภาค", None, None, None, None),
    ),
    (
        "a university",
        f"{TITLE}\nมหาวิทยาลัยราชภัฏลำปาง\nปีงบประมาณ ๒๕๖๗",
        ("มหาวิทยาลัยราชภัฏลำปาง", "university", "ราชภัฏลำปาง", None, None, None, None),
    ),
    (
        "a faculty and its university on two lines",
        f"{TITLE}\nคณะเกษตรศาสตร์\nมหาวิทยาลัยแม่โจ้\nมหาวิทยาลัยแม่โจ้ได้กำหนดนโยบายไว้",
        ("คณะเกษตรศาสตร์ มหาวิทยาลัยแม่โจ้", "university", "คณะเกษตรศาสตร์", None, None, None, None),
    ),
    (
        "a school under a municipality",
        f"{TITLE}\nโรงเรียนเทศบาล ๓ สังกัดเทศบาลเมืองตาคลี\nอำเภอตาคลี จังหวัดนครสวรรค์",
        ("โรงเรียนเทศบาล 3", "other", "โรงเรียนเทศบาล 3", None, None, None, None),
    ),
    (
        "a school",
        f"{TITLE}\nโรงเรียนบ้านดงมะไฟ ตำบลดงมะไฟ อำเภอสุวรรณคูหา จังหวัดหนองบัวลำภู",
        ("โรงเรียนบ้านดงมะไฟ", "other", "โรงเรียนบ้านดงมะไฟ", "สุวรรณคูหา", "หนองบัวลำภู", "39", "printed"),
    ),
    (
        "an area office of education",
        f"{TITLE}\nสำนักงานเขตพื้นที่การศึกษาประถมศึกษาแพร่ เขต ๒",
        (
            "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาแพร่ เขต 2",
            "other",
            "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาแพร่ เขต 2",
            None,
            "แพร่",
            "54",
            "printed",
        ),
    ),
    (
        "a hospital",
        f"{TITLE}\nโรงพยาบาลปัว อำเภอปัว จังหวัดน่าน",
        ("โรงพยาบาลปัว", "other", "โรงพยาบาลปัว", "ปัว", "น่าน", "55", "printed"),
    ),
    (
        "a college",
        f"{TITLE}\nวิทยาลัยเทคนิคสัตหีบ\nสำนักงานคณะกรรมการการอาชีวศึกษา",
        ("วิทยาลัยเทคนิคสัตหีบ", "other", "วิทยาลัยเทคนิคสัตหีบ", None, None, None, None),
    ),
    (
        "markdown, and the name in brackets",
        f"# {TITLE}\n## (เทศบาลตำบลนาป่า) อำเภอเมือง จังหวัดเพชรบูรณ์",
        ("เทศบาลตำบลนาป่า", SM, "นาป่า", "เมืองเพชรบูรณ์", "เพชรบูรณ์", "67", "printed"),
    ),
    (
        "type torn over two lines",
        f"{TITLE}\nองค์การบริหารส่วน\nตำบลทุ่งกระบือ\nอำเภอย่านตาขาว จังหวัดตรัง",
        ("องค์การบริหารส่วนตำบลทุ่งกระบือ", SAO, "ทุ่งกระบือ", "ย่านตาขาว", "ตรัง", "92", "printed"),
    ),
    (
        "English name between the body and its address",
        f"{TITLE}\nเทศบาลตำบลแม่ขรี\n(Mae Khri Subdistrict Municipality)\nอำเภอตะโหมด จังหวัดพัทลุง",
        ("เทศบาลตำบลแม่ขรี", SM, "แม่ขรี", "ตะโหมด", "พัทลุง", "93", "printed"),
    ),
    (
        "fields with colons",
        f"{TITLE}\nหน่วยงาน : เทศบาลตำบลแม่ขรี\nอำเภอ : ตะโหมด\nจังหวัด : พัทลุง",
        ("เทศบาลตำบลแม่ขรี", SM, "แม่ขรี", "ตะโหมด", "พัทลุง", "93", "printed"),
    ),
    (
        "an office of a province that the catalogue does not name",
        f"{TITLE}\nสำนักงานการปฏิรูปที่ดินจังหวัดชัยนาท",
        (
            "สำนักงานการปฏิรูปที่ดินจังหวัดชัยนาท",
            "other",
            "สำนักงานการปฏิรูปที่ดินจังหวัดชัยนาท",
            None,
            "ชัยนาท",
            "18",
            "printed",
        ),
    ),
    (
        "an area office of two provinces",
        f"{TITLE}\nสพม.เลย หนองบัวลำภู",
        (
            "สำนักงานเขตพื้นที่การศึกษามัธยมศึกษาเลย หนองบัวลำภู",
            "other",
            "สำนักงานเขตพื้นที่การศึกษามัธยมศึกษาเลย หนองบัวลำภู",
            None,
            None,
            None,
            None,
        ),
    ),
    (
        "the capital's district office",
        f"{TITLE}\nที่ว่าการอำเภอเมือง จังหวัดตรัง",
        ("ที่ว่าการอำเภอเมือง", "other", "ที่ว่าการอำเภอเมือง", "เมืองตรัง", "ตรัง", "92", "printed"),
    ),
    (
        "a foreword in one long line",
        "คำนำ\nเทศบาลตำบลแม่ขรี ได้จัดทำรายงานผลการวิเคราะห์การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ "
        "ของเทศบาลตำบลแม่ขรี อำเภอตะโหมด จังหวัดพัทลุง ประจำปี ๒๕๖๘ โดยมีวัตถุประสงค์เพื่อปรับปรุงการทำงาน",
        ("เทศบาลตำบลแม่ขรี", SM, "แม่ขรี", "ตะโหมด", "พัทลุง", "93", "printed"),
    ),
    (
        "other bodies named for comparison weigh nothing against the title",
        f"{TITLE}\nเทศบาลตำบลปากน้ำ อำเภอเดิมบางนางบวช จังหวัดสุพรรณบุรี\n\n"
        + "ได้ศึกษาดูงานร่วมกับเทศบาลตำบลท่าช้าง และเทศบาลตำบลเขาพระ ซึ่งเทศบาลตำบลท่าช้าง มีผลคะแนนสูง\n" * 6,
        ("เทศบาลตำบลปากน้ำ", SM, "ปากน้ำ", "เดิมบางนางบวช", "สุพรรณบุรี", "72", "printed"),
    ),
    (
        "the governor's province is not the body",
        "รายงานผล ITA\nเรียน ผู้ว่าราชการจังหวัดยโสธร\nด้วยองค์การบริหารส่วนตำบลดู่ทุ่ง ได้ดำเนินการแล้ว",
        ("องค์การบริหารส่วนตำบลดู่ทุ่ง", SAO, "ดู่ทุ่ง", "เมืองยโสธร", "ยโสธร", "35", "inferred"),
    ),
]


@pytest.mark.parametrize(("lines", "expected"), [c[1:] for c in COVERS], ids=[c[0] for c in COVERS])
def test_body_of_a_report(lines: str, expected: tuple[str | None, ...]) -> None:
    reading = read_organization(lines.split("\n"))
    assert reading is not None
    found = (
        reading.organization,
        reading.organization_type,
        reading.name,
        reading.district,
        reading.province,
        reading.province_code,
        reading.place_basis,
    )
    assert found == expected
    assert (reading.iso_3166_2 or "TH-")[3:] == (reading.province_code or "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        TITLE,
        "องค์กรปกครองส่วนท้องถิ่นและหน่วยงานภาครัฐต้องเปิดเผยข้อมูล",
        "องค์การบริหารส่วนตำบลและเทศบาลทุกแห่ง",
        "สำนักปลัดเทศบาล กองคลัง กองช่าง",
        "ตามหลักเกณฑ์ที่สำนักงาน ป.ป.ช. กำหนด",
        "คณะกรรมการและคณะทำงานของหน่วยงาน",
        "โปรแกรมระบบ e-Office ตรวจสอบตามกรมธรรม์",
        "ประชาชนในจังหวัดชัยภูมิ",
    ],
)
def test_no_body(text: str) -> None:
    assert read_organization(text.split("\n")) is None


def _conflicts(text: str) -> list[tuple[str, str, int]]:
    reading = read_organization(text.split("\n"))
    assert reading is not None
    return [(conflict.kind, conflict.printed, conflict.line_no) for conflict in reading.conflicts]


@pytest.mark.parametrize(
    ("text", "conflicts"),
    [
        (f"{TITLE}\nเทศบาลตำบลบางกรวย อำเภอบางกรวย จังหวัดนนทบุรี", []),
        (  # one letter in the announcement's heading
            f"{TITLE}\nเทศบาลตำบลเกาะแต้ว อำเภอเมืองสงขลา จังหวัดสงขลา\n\nประกาศเทศบาลตำบลเกาะแก้ว\nเรื่อง นโยบาย",
            [("name", "เทศบาลตำบลเกาะแก้ว", 4)],
        ),
        (  # in prose a misspelling that is no known name
            f"{TITLE}\nเทศบาลตำบลนาจอมเทียน อำเภอสัตหีบ จังหวัดชลบุรี\nเจ้าหน้าที่เทศบาลตำบลนาจอนเทียน ได้ดำเนินการ",
            [("name", "เทศบาลตำบลนาจอนเทียน", 3)],
        ),
        (  # in prose another real body
            f"{TITLE}\nเทศบาลตำบลเกาะแต้ว อำเภอเมืองสงขลา จังหวัดสงขลา\nเช่นเดียวกับเทศบาลตำบลเกาะแก้ว จังหวัดภูเก็ต",
            [],
        ),
        (  # another district behind the same name
            f"{TITLE}\nอบต.วังดาล อ.กบินทร์บุรี จ.ปราจีนบุรี\nองค์การบริหารส่วนตำบลวังดาล อำเภอนาดี จังหวัดปราจีนบุรี",
            [("district", "นาดี", 3)],
        ),
        (  # raised in rank, or a slip
            f"{TITLE}\nเทศบาลตำบลวังดาล อำเภอกบินทร์บุรี จังหวัดปราจีนบุรี\nประกาศองค์การบริหารส่วนตำบลวังดาล",
            [("organization_type", "องค์การบริหารส่วนตำบลวังดาล", 3)],
        ),
        (  # the list has the name in one other district only
            f"{TITLE}\nองค์การบริหารส่วนตำบลวังดาล อำเภอประจันตคาม จังหวัดปราจีนบุรี",
            [("list", "ประจันตคาม ปราจีนบุรี", 2)],
        ),
        (  # no province is called so
            f"{TITLE}\nองค์การบริหารส่วนตำบลกันทรารมย์ อำเภอขุขันธ์ จังหวัดศรีสะเกศ",
            [("unknown_province", "ศรีสะเกศ", 2)],
        ),
        (  # a template of another body left standing
            f"{TITLE}\nเทศบาลตำบลนาแก อำเภอนาแก จังหวัดนครพนม\n\nประกาศเทศบาลตำบลสีชมพู\nเรื่อง มาตรการ",
            [("name", "เทศบาลตำบลสีชมพู", 4)],
        ),
    ],
)
def test_conflicts(text: str, conflicts: list[tuple[str, str, int]]) -> None:
    assert _conflicts(text) == conflicts


ROWS = [f"{no}\tเทศบาลตำบล{name}\t8{no}.25" for no, name in enumerate(("นาแก", "สีชมพู", "ปากน้ำ", "ท่าช้าง"), 1)]


def test_a_table_of_bodies_is_no_conflict_and_no_choice() -> None:
    own = read_organization([TITLE, "เทศบาลตำบลปากน้ำ อำเภอเดิมบางนางบวช จังหวัดสุพรรณบุรี", *ROWS])
    assert own is not None
    assert (own.name, own.conflicts) == ("ปากน้ำ", ())
    assert read_organization(["ผลการประเมินองค์กรปกครองส่วนท้องถิ่นในจังหวัดพะเยา", *ROWS]) is None
    names = [row.split("\t")[1] for row in ROWS]
    listed = read_organization([TITLE, "ของเทศบาลตำบลปากน้ำ", *["x"] * 15, *names])
    assert listed is not None
    assert (listed.name, listed.conflicts) == ("ปากน้ำ", ())


def test_an_address_in_prose_is_not_the_bodys() -> None:
    line = "เทศบาลตำบลปากน้ำ ได้ศึกษาดูงานที่ตำบลหนองกบ อำเภอบ้านโป่ง จังหวัดราชบุรี"
    assert find_organizations([line])[0].place.is_empty


def test_title_spelling_wins_over_a_frequent_other() -> None:
    lines = [TITLE, "เทศบาลตำบลเกาะแต้ว", "ประกาศเทศบาลตำบลเกาะแก้ว", *["ของเทศบาลตำบลเกาะแก้ว ได้"] * 9]
    reading = read_organization(["", *lines, "ประกาศเทศบาลตำบลเกาะแก้ว", "นายกเทศมนตรีตำบลเกาะแก้ว"])
    assert reading is not None
    assert reading.organization == "เทศบาลตำบลเกาะแต้ว"
    assert reading.conflicts[0].printed == "เทศบาลตำบลเกาะแก้ว"


def test_ambiguous_places_are_told_and_none_taken() -> None:
    reading = read_organization([TITLE, "องค์การบริหารส่วนตำบลหนองบัว"])
    assert reading is not None
    assert len(reading.ambiguous) > 20
    assert (reading.subdistrict, reading.district, reading.province) == (None, None, None)
    assert reading.notes


def test_parent() -> None:
    reading = read_organization([TITLE, "กรมหม่อนไหม กระทรวงเกษตรและสหกรณ์"])
    assert reading is not None
    assert reading.parent_organization == "กระทรวงเกษตรและสหกรณ์"
    reading = read_organization([TITLE, "คณะเกษตรศาสตร์", "มหาวิทยาลัยแม่โจ้"])
    assert reading is not None
    assert reading.parent_organization == "มหาวิทยาลัยแม่โจ้"


def test_hints_turn_the_choice() -> None:
    lines = ["เทศบาลตำบลนาแก", "เทศบาลตำบลสีชมพู"]
    first, second = read_organization(lines), read_organization(lines, [0.0, 2.0])
    assert first is not None
    assert second is not None
    assert (first.name, second.name) == ("นาแก", "สีชมพู")


# ---- where a name ends

NAMES = [
    ("เทศบาลตำบลบ้านนาประจำปี ๒๕๖๗", "เทศบาลตำบลบ้านนา"),
    ("เทศบาลตำบลบ้านนาเดิมได้รับ", "เทศบาลตำบลบ้านนาเดิม"),
    ("อบต.ในเมืองจัดทำรายงาน", "องค์การบริหารส่วนตำบลในเมือง"),
    ("เทศบาลตำบล บ้านนา ต้องการ", "เทศบาลตำบลบ้านนา"),
    ("เทศบาลเมืองวาริน ชำราบ", "เทศบาลเมืองวารินชำราบ"),
    ("เทศบาลตำบลบางกล่ำ สงขลา", "เทศบาลตำบลบางกล่ำ"),
    ("องค์การบริหารส่วนตำบลทุ่งพัฒนา(ITA)", "องค์การบริหารส่วนตำบลทุ่งพัฒนา"),
    ("เทศบาลเมืองสุไหงโก-ลก", "เทศบาลเมืองสุไหงโก-ลก"),
    ("เทศบาลตำบลเมืองแกลง", "เทศบาลตำบลเมืองแกลง"),
    ("อบจ.กรุงเทพ", "องค์การบริหารส่วนจังหวัดกรุงเทพมหานคร"),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_name_is_cut(text: str, expected: str) -> None:
    assert [mention.organization for mention in find_organizations([text])] == [expected]


def test_mention_is_its_ink() -> None:
    line = "ตามที่ เทศบาล ตำบลบ้าน ค่าย ได้รายงาน"
    mention = find_organizations([line])[0]
    assert line[mention.start : mention.end] == "เทศบาล ตำบลบ้าน ค่าย"
    assert mention.line_no == 1


# ---- one body in a cell

CELLS = [
    ("เทศบาลตำบลปากน้ำ", "เทศบาลตำบลปากน้ำ", None),
    ("๑. อบต.เวียงยอง", "องค์การบริหารส่วนตำบลเวียงยอง", None),
    ("อบต.บางพระ (อ.ศรีราชา จ.ชลบุรี)", "องค์การบริหารส่วนตำบลบางพระ", "ชลบุรี"),
    ("องค์การบริหารส่วนตำบล\nแม่กาษา", "องค์การบริหารส่วนตำบลแม่กาษา", None),
    ("จังหวัดพะเยา", "จังหวัดพะเยา", None),
    ("เทศบาลเมืองบ้านหมี่ จังหวัดลพบุรี", "เทศบาลเมืองบ้านหมี่", "ลพบุรี"),
]
NOT_CELLS = ["", "บ้านหมี่", "รวม", "เทศบาล", "เทศบาลตำบลปากน้ำ และเทศบาลตำบลท่าช้าง", "ผลของเทศบาลตำบลปากน้ำ ดีขึ้น", "๙๙.๐๐"]


@pytest.mark.parametrize(("text", "organization", "province"), CELLS)
def test_parse_organization(text: str, organization: str, province: str | None) -> None:
    mention = parse_organization(text)
    assert (mention.organization, mention.place.province) == (organization, province)
    assert isinstance(complete(mention), OrganizationReading)


@pytest.mark.parametrize("text", NOT_CELLS)
def test_parse_organization_refuses(text: str) -> None:
    with pytest.raises(OrganizationError):
        parse_organization(text)


# ---- ids


def test_id_is_stable_and_tells_bodies_apart() -> None:
    one = organization_id(SM, "ปากน้ำ", "สุพรรณบุรี")
    assert one == organization_id(SM, "ปากน้ำ", "สุพรรณบุรี", "เดิมบางนางบวช")
    others = [
        organization_id(SAO, "ปากน้ำ", "สุพรรณบุรี"),
        organization_id(SM, "ปากน้ำ", "กระบี่"),
        organization_id(SM, "ปากน้ำ", None),
        organization_id("university", "คณะเกษตร", None, None, "มหาวิทยาลัยแม่โจ้"),
        organization_id("university", "คณะเกษตร", None, None, "มหาวิทยาลัยขอนแก่น"),
    ]
    assert len({one, *others}) == 6
    assert one.startswith("sm-")
    assert one.isascii()


def test_id_needs_the_district_of_a_name_that_a_province_has_twice() -> None:
    assert organization_id(SAO, "ท่าเสา", "กาญจนบุรี", "ไทรโยค") != organization_id(SAO, "ท่าเสา", "กาญจนบุรี", "ท่าม่วง")


# ---- the catalogue, and no other error ever


def test_catalogue_is_sound() -> None:
    assert forms()
    assert overseers()
    assert line_words().title


ALPHABET = st.sampled_from(
    [
        *"กขงมรลวตทนบป าิีุเแ์่้.()๑2\t*",
        "เทศบาลตำบล",
        "อบต.",
        "จังหวัด",
        "อำเภอ",
        "ของ",
        "มหาวิทยาลัย",
        "คณะ",
        "โรงเรียน",
        "เมือง",
        "เลย",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(ALPHABET, max_size=12).map("".join), max_size=6))
def test_any_text_is_read_or_refused(lines: list[str]) -> None:
    for mention in find_organizations(lines):
        assert 0 <= mention.start < mention.end <= len(lines[mention.line_no - 1])
    reading = read_organization(lines)
    assert reading is None or reading.organization_id
    with contextlib.suppress(OrganizationError):
        parse_organization("\n".join(lines))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_unicode(text: str) -> None:
    read_organization(text.split("\n"))


# ---- the real reports

REAL = [
    ("000_55fb0a12b6cabdd9.txt", TM, "อุบลราชธานี", 0, 0),
    ("001_e2d10f67ce34d04c.txt", SAO, None, 0, 8),
    ("002_fff809db8161aee9.txt", SM, "นครศรีธรรมราช", 1, 0),
    ("003_71193bff46793098.txt", SM, "ร้อยเอ็ด", 2, 0),
    ("004_11035551012d6764.txt", SAO, "กาญจนบุรี", 0, 0),
]


@pytest.mark.parametrize(("file", "kind", "province", "conflicts", "ambiguous"), REAL)
def test_real_reports(file: str, kind: str, province: str | None, conflicts: int, ambiguous: int) -> None:
    if not (REPORTS / file).exists():
        pytest.skip("the shared real reports are not on this machine")
    reading = read_organization((REPORTS / file).read_text("utf-8").split("\n"))
    assert reading is not None
    assert (reading.organization_type, reading.province) == (kind, province)
    assert (len(reading.conflicts), len(reading.ambiguous)) == (conflicts, ambiguous)


def test_normalize_knows_no_reader() -> None:
    for path in sorted((Path(__file__).parents[1] / "normalize").glob("organizations*.py")):
        imports = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
        assert not [node.module for node in imports if (node.module or "").startswith("extract")]
