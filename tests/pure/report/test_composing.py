"""The annual report: sentences of the packs, under their headings, with every figure where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from yifa.report.compose import Run, Told, sections


@dataclass(frozen=True)
class Number:
    value: int | str | None
    unit: str = "件"

    @property
    def text(self) -> str:
        return "—" if self.value is None else str(self.value)

    @property
    def is_zero(self) -> bool:
        return not self.value


RECEIVED = Told("licensing", "service", 10, "共收到申请{received}件，办结{closed}件，按时办结率{rate}。")


def told(*sentences: Told, **figures: Number) -> list[str]:
    known = {f"licensing.{name}": number for name, number in figures.items()}
    return [
        "".join(run.text for run in paragraph)
        for section in sections(sentences, known)
        for paragraph in section.paragraphs
    ]


def test_a_sentence_states_its_figures_with_the_percent_sign_of_a_share() -> None:
    text = told(RECEIVED, received=Number(12), closed=Number(10), rate=Number("98.6", "%"))

    assert text == ["共收到申请12件，办结10件，按时办结率98.6%。"]


def test_a_figure_is_a_run_of_its_own_that_names_its_indicator() -> None:
    known = {"licensing.received": Number(12), "licensing.closed": Number(1), "licensing.rate": Number(None, "%")}

    (section,) = sections([RECEIVED], known)

    assert Run("12", "licensing.received") in section.paragraphs[0]


def test_a_clause_whose_share_has_no_whole_is_left_out() -> None:
    text = told(RECEIVED, received=Number(12), closed=Number(0), rate=Number(None, "%"))

    assert text == ["共收到申请12件，办结0件。"]


def test_a_sentence_of_zeros_and_a_heading_without_sentences_are_left_out() -> None:
    assert told(RECEIVED, received=Number(0), closed=Number(0), rate=Number(None, "%")) == []


def test_headings_stand_in_the_order_of_the_outline_and_are_numbered_without_gaps() -> None:
    known = {"licensing.a": Number(1), "disclosure.b": Number(2)}
    sentences = [Told("disclosure", "disclosure", 1, "公开{b}件。"), Told("licensing", "service", 9, "许可{a}件。")]

    headings = [section.heading for section in sections(sentences, known)]

    assert headings == ["一、优化政务服务，规范行政许可", "二、推进政务公开"]


def test_sentences_of_one_topic_stand_in_their_order() -> None:
    known = {"licensing.a": Number(1), "licensing.b": Number(2)}
    sentences = [Told("licensing", "service", 20, "后{b}。"), Told("licensing", "service", 10, "先{a}。")]

    (section,) = sections(sentences, known)

    assert "".join(run.text for run in section.paragraphs[0]) == "先1，后2。"


def test_short_sentences_of_one_figure_flow_into_one_another() -> None:
    known = {f"licensing.{name}": Number(n) for n, name in enumerate("abcdef", 1)}
    sentences = [Told("licensing", "service", n, f"{{{name}}}件{name}。") for n, name in enumerate("abcdef")]

    (section,) = sections(sentences, known)

    assert "".join(run.text for run in section.paragraphs[0]) == "1件a，2件b，3件c，4件d。5件e，6件f。"
