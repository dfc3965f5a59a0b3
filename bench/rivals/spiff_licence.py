"""SpiffWorkflow: six user tasks in a row, the workflow loaded from its JSON and saved back at each step."""

from __future__ import annotations

import io
from collections.abc import Iterator
from time import perf_counter

from django.db import connection, transaction
from lxml import etree
from rivals.licence import STEPS, forever
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

_NODES = ["start", *(act for act, *_ in STEPS), "end"]
_FLOWS = "".join(
    f'<bpmn:sequenceFlow id="f{n}" sourceRef="{a}" targetRef="{b}"/>'
    for n, (a, b) in enumerate(zip(_NODES, _NODES[1:]))
)
_TASKS = "".join(
    f'<bpmn:userTask id="{act}" name="{act}"><bpmn:incoming>f{n}</bpmn:incoming><bpmn:outgoing>f{n + 1}</bpmn:outgoing>'
    "</bpmn:userTask>" for n, (act, *_) in enumerate(STEPS)
)
BPMN = f"""<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x">
<bpmn:process id="licence" isExecutable="true">
<bpmn:startEvent id="start"><bpmn:outgoing>f0</bpmn:outgoing></bpmn:startEvent>{_TASKS}
<bpmn:endEvent id="end"><bpmn:incoming>f{len(STEPS)}</bpmn:incoming></bpmn:endEvent>{_FLOWS}
</bpmn:process></bpmn:definitions>"""


def make_tables() -> None:
    """Make its table, as the owner."""
    with connection.cursor() as cursor:
        cursor.execute(
            "create table rival_spiff (id bigint generated always as identity primary key, state text not null)"
        )


def steps() -> Iterator[float]:
    """Seconds of each step, for as long as asked."""
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.parse(io.BytesIO(BPMN.encode())))
    spec = parser.get_spec("licence")
    serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())
    for _ in forever():
        for place, (_, _, _, answers) in enumerate(STEPS):
            begin = perf_counter()
            with transaction.atomic(), connection.cursor() as cursor:
                if place == 0:
                    workflow = BpmnWorkflow(spec)
                    workflow.do_engine_steps()
                else:
                    cursor.execute("select state from rival_spiff where id = %s for update", [id])
                    workflow = serializer.deserialize_json(cursor.fetchone()[0])
                task = next(iter(workflow.get_tasks(state=TaskState.READY, manual=True)))
                task.data.update(answers)
                task.run()
                workflow.do_engine_steps()
                text = serializer.serialize_json(workflow)
                if place == 0:
                    cursor.execute("insert into rival_spiff (state) values (%s) returning id", [text])
                    id = cursor.fetchone()[0]
                else:
                    cursor.execute("update rival_spiff set state = %s where id = %s", [text, id])
            yield perf_counter() - begin
