"""Identifiers that Chinese administration speaks: each is taken apart, put together and checked here.

Pure Python; it proves that a code is well formed, never that what it names exists.
"""

from yifa.identifiers.case_number import (
    APPLY_TYPES,
    QUERY_CODE_LENGTH,
    CaseNumber,
    build_case_number,
    draw_query_code,
    parse_case_number,
    parse_query_code,
    query_check,
    show_query_code,
)
from yifa.identifiers.citizen_number import (
    CitizenNumber,
    build_citizen_number,
    citizen_check,
    parse_citizen_number,
)
from yifa.identifiers.credit_code import (
    AUTHORITIES,
    CREDIT_ALPHABET,
    CreditCode,
    build_credit_code,
    credit_check,
    organisation_check,
    parse_credit_code,
)
from yifa.identifiers.division_code import DivisionCode, level_of, parse_division_code
from yifa.identifiers.fault import BadIdentifier, Doubt
from yifa.identifiers.generate import (
    RESERVED_MOBILE,
    RESERVED_PROVINCE,
    is_reserved,
    reserved_citizen_number,
    reserved_credit_code,
    reserved_mobile,
)
from yifa.identifiers.licence_identifier import (
    LICENCE_ROOT,
    LicenceIdentifier,
    build_licence_identifier,
    licence_check,
    parse_licence_identifier,
)
from yifa.identifiers.matter_code import (
    EXERCISE_LEVELS,
    MATTER_TYPES,
    BasicCode,
    HandlingCode,
    ImplementationCode,
    build_basic_code,
    build_handling_code,
    build_implementation_code,
    parse_basic_code,
    parse_handling_code,
    parse_implementation_code,
)
from yifa.identifiers.mobile import parse_mobile
from yifa.identifiers.paper_number import PaperNumber, build_paper_number, parse_paper_number

__all__ = [
    "APPLY_TYPES",
    "AUTHORITIES",
    "CREDIT_ALPHABET",
    "EXERCISE_LEVELS",
    "LICENCE_ROOT",
    "MATTER_TYPES",
    "QUERY_CODE_LENGTH",
    "RESERVED_MOBILE",
    "RESERVED_PROVINCE",
    "BadIdentifier",
    "BasicCode",
    "CaseNumber",
    "CitizenNumber",
    "CreditCode",
    "DivisionCode",
    "Doubt",
    "HandlingCode",
    "ImplementationCode",
    "LicenceIdentifier",
    "PaperNumber",
    "build_basic_code",
    "build_case_number",
    "build_citizen_number",
    "build_credit_code",
    "build_handling_code",
    "build_implementation_code",
    "build_licence_identifier",
    "build_paper_number",
    "citizen_check",
    "credit_check",
    "draw_query_code",
    "is_reserved",
    "level_of",
    "licence_check",
    "organisation_check",
    "parse_basic_code",
    "parse_case_number",
    "parse_citizen_number",
    "parse_credit_code",
    "parse_division_code",
    "parse_handling_code",
    "parse_implementation_code",
    "parse_licence_identifier",
    "parse_mobile",
    "parse_paper_number",
    "parse_query_code",
    "query_check",
    "reserved_citizen_number",
    "reserved_credit_code",
    "reserved_mobile",
    "show_query_code",
]
