"""BPMN 2.0 as XML, semantics and diagram interchange, from nodes that have their places.

It writes what it is given; what a procedure looks like as a diagram is decided by `bpmn`.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from yifa.procedure.bpmn_layout import Drawing, Flow, Node
from yifa.procedure.model import Procedure

_BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_DI = "http://www.omg.org/spec/BPMN/20100524/DI"
_DC = "http://www.omg.org/spec/DD/20100524/DC"
_DD = "http://www.omg.org/spec/DD/20100524/DI"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
for _prefix, _space in (("bpmn", _BPMN), ("bpmndi", _DI), ("dc", _DC), ("di", _DD), ("xsi", _XSI)):
    register_namespace(_prefix, _space)


def document(procedure: Procedure, drawing: Drawing) -> str:
    """The whole file."""
    root = Element(f"{{{_BPMN}}}definitions", {"id": f"yifa_{procedure.id}", "targetNamespace": "urn:yifa:procedures"})
    process = SubElement(
        root, f"{{{_BPMN}}}process",
        {"id": f"process_{procedure.id}", "name": procedure.label.zh, "isExecutable": "false"},
    )  # fmt: skip
    _documented(process, f"{procedure.label.zh}，{procedure.edition} 版。依据：{'、'.join(procedure.basis)}。")
    numbered = {flow: f"flow_{number}" for number, flow in enumerate(drawing.flows, 1)}
    for row in drawing.rows:
        hosts = {chain[0].id: row.first.id for chain in row.timers}
        for node in row.nodes:
            _node(process, node, numbered, hosts.get(node.id, ""))
    for flow, id in numbered.items():
        SubElement(process, f"{{{_BPMN}}}sequenceFlow", {"id": id, "sourceRef": flow.source, "targetRef": flow.target})
    _diagram(root, process.attrib["id"], drawing, numbered)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _documented(element: Element, text: str) -> None:
    if text:
        SubElement(element, f"{{{_BPMN}}}documentation").text = text


def _node(parent: Element, node: Node, flows: dict[Flow, str], host: str) -> None:
    attributes = {"id": node.id} | ({"name": node.name} if node.name else {})
    if host:
        attributes |= {"attachedToRef": host, "cancelActivity": "true" if node.interrupting else "false"}
    element = SubElement(parent, f"{{{_BPMN}}}{node.kind}", attributes)
    _documented(element, node.told)
    for flow, id in flows.items():
        if flow.target == node.id:
            SubElement(element, f"{{{_BPMN}}}incoming").text = id
    for flow, id in flows.items():
        if flow.source == node.id:
            SubElement(element, f"{{{_BPMN}}}outgoing").text = id
    for inner in node.inner:
        _node(element, inner, {}, "")
    if host:
        timer = SubElement(element, f"{{{_BPMN}}}timerEventDefinition", {"id": f"{node.id}_definition"})
        kind = "timeDate" if node.length.startswith("until ") else "timeDuration"
        written = SubElement(timer, f"{{{_BPMN}}}{kind}", {f"{{{_XSI}}}type": "bpmn:tFormalExpression"})
        written.text = node.length


def _diagram(root: Element, process: str, drawing: Drawing, flows: dict[Flow, str]) -> None:
    diagram = SubElement(root, f"{{{_DI}}}BPMNDiagram", {"id": f"{process}_diagram"})
    plane = SubElement(diagram, f"{{{_DI}}}BPMNPlane", {"id": f"{process}_plane", "bpmnElement": process})
    for row in drawing.rows:
        for node in row.nodes:
            _shape(plane, node)
            for inner in node.inner:
                _shape(plane, inner)
    for flow, id in flows.items():
        edge = SubElement(plane, f"{{{_DI}}}BPMNEdge", {"id": f"{id}_di", "bpmnElement": id})
        for x, y in drawing.ways[flow]:
            SubElement(edge, f"{{{_DD}}}waypoint", {"x": str(x), "y": str(y)})


def _shape(plane: Element, node: Node) -> None:
    attributes = {"id": f"{node.id}_di", "bpmnElement": node.id}
    if node.kind == "adHocSubProcess":
        attributes["isExpanded"] = "true"
    if node.kind == "exclusiveGateway":
        attributes["isMarkerVisible"] = "true"
    shape = SubElement(plane, f"{{{_DI}}}BPMNShape", attributes)
    x, y, width, height = map(str, node.box)
    SubElement(shape, f"{{{_DC}}}Bounds", {"x": x, "y": y, "width": width, "height": height})
    if node.kind in ("boundaryEvent", "startEvent", "endEvent", "exclusiveGateway") and node.name:
        label = SubElement(shape, f"{{{_DI}}}BPMNLabel")
        bounds = {"x": str(node.box[0] + node.box[2] + 4), "y": str(node.box[1] + node.box[3] - 10)}
        SubElement(label, f"{{{_DC}}}Bounds", {**bounds, "width": "90", "height": "28"})
