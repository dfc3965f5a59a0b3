"""A procedure as a BPMN 2.0 diagram: each stage an ad-hoc sub-process of what may be done in it, each clock a timer.

A timer that ends in lateness does not interrupt; one at whose end the law itself moves the case does. Only what the
pack says is drawn, with its articles as documentation; `bpmn_xml` writes it down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from yifa.procedure.bpmn_layout import Drawing, Flow, Node, Row, laid_out
from yifa.procedure.bpmn_xml import document
from yifa.procedure.model import LAW, LINKED, Act, Clock, Procedure


def bpmn(procedure: Procedure) -> str:
    """The diagram as XML, with its interchange: readable by any BPMN 2.0 tool."""
    return document(procedure, laid_out(_Builder(procedure).build()))


@dataclass(slots=True)
class _Builder:
    """Nodes and flows, stage by stage; ways into a stage are gathered until all are known."""

    procedure: Procedure
    rows: list[Row] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)
    ways: dict[str, list[str]] = field(default_factory=dict)  # stage -> ids of the nodes that lead into it

    def build(self) -> Drawing:
        start = Row("start", first=Node("start", "startEvent", "开始"))
        opening = [act for act in self.procedure.acts.values() if not act.stages]
        self._leave(
            start, "start", opening, [Node(f"open_{act.id}", _kind(act), act.label.zh, act.cites) for act in opening]
        )
        self.rows.append(start)
        for stage in self.procedure.stages:
            self.rows.append(self._stage(stage))
        for row in self.rows[1:]:
            self._enter(row)
        return Drawing(self.rows, self.flows)

    def _stage(self, stage: str) -> Row:
        """The stage with what stays in it, the timers on it, and the acts that leave it."""
        acts = [act for act in self.procedure.acts.values() if stage in act.stages and LAW not in act.by]
        staying = [act for act in acts if act.to is None or act.to == stage]
        leaving = [act for act in acts if act.to is not None and act.to != stage]
        label, end = self.procedure.stages[stage].zh, stage in self.procedure.ends
        row = Row(stage)
        if end and not acts:
            row.first = Node(f"stage_{stage}", "endEvent", label)
            return row
        inner = [Node(f"in_{stage}_{act.id}", _kind(act), act.label.zh, act.cites) for act in staying]
        row.first = Node(f"stage_{stage}", "adHocSubProcess" if inner else "userTask", label, inner=inner)
        nodes = [Node(f"out_{stage}_{act.id}", _kind(act), act.label.zh, act.cites) for act in leaving]
        self._timers(row, stage)
        if end:
            nodes.append(Node(f"end_{stage}", "endEvent", label))
        self._leave(row, row.first.id, leaving, nodes)
        return row

    def _leave(self, row: Row, source: str, acts: Sequence[Act], nodes: list[Node]) -> None:
        """From a node to the acts that lead on: through a gateway where there are several."""
        if len(nodes) > 1:
            row.split = Node(f"{row.id}_split", "exclusiveGateway", "如何继续")
            self.flows.append(Flow(source, row.split.id))
            source = row.split.id
        self.flows += [Flow(source, node.id) for node in nodes]
        row.out = nodes
        for act, node in zip(acts, nodes, strict=False):
            if act.to is not None:
                self.ways.setdefault(act.to, []).append(node.id)

    def _enter(self, row: Row) -> None:
        """The ways into a stage, joined by a gateway where there are several."""
        ways, target = self.ways.get(row.id, []), row.first.id
        if len(ways) > 1:
            row.join = Node(f"{row.id}_join", "exclusiveGateway", "")
            self.flows.append(Flow(row.join.id, target))
            target = row.join.id
        self.flows += [Flow(way, target) for way in ways]

    def _timers(self, row: Row, stage: str) -> None:
        """A timer for each clock that runs here: with what the law does at its end, else with its lateness."""
        for clock in self.procedure.clocks.values():
            act = self.procedure.acts.get(clock.expiry.act or "")
            if act is not None and stage in act.stages:
                self._timer(row, stage, clock, act)
            elif act is None and stage in _begins_in(self.procedure, clock):
                self._timer(row, stage, clock, None)

    def _timer(self, row: Row, stage: str, clock: Clock, act: Act | None) -> None:
        moves = act is not None and act.to is not None and act.to != stage
        timer = Node(
            f"timer_{stage}_{clock.id}", "boundaryEvent", clock.label.zh, _told(clock), length=_length(clock),
            interrupting=moves,
        )  # fmt: skip
        chain = [timer]
        if act is not None:
            done = Node(f"law_{stage}_{clock.id}_{act.id}", "businessRuleTask", act.label.zh, act.cites)
            chain.append(done)
            self.flows.append(Flow(timer.id, done.id))
            if moves:
                self.ways.setdefault(str(act.to), []).append(done.id)
        if not moves:
            last = Node(f"late_{stage}_{clock.id}", "endEvent", "继续办理" if act else "逾期")
            self.flows.append(Flow(chain[-1].id, last.id))
            chain.append(last)
        row.timers.append(chain)


def _kind(act: Act) -> str:
    """The kind of task: by a person, on a message from another case, or by rule of law."""
    return "businessRuleTask" if LAW in act.by else "receiveTask" if LINKED in act.by else "userTask"


def _begins_in(procedure: Procedure, clock: Clock) -> list[str]:
    """The stages in which a clock is first seen running: those that its starting acts lead to or stay in."""
    acts = procedure.acts
    starters = [acts[id] for id in clock.starts] or [
        act for act in acts.values() if clock.keyed_by_wait and act.opens == clock.keyed_by_wait
    ]
    found: dict[str, None] = {}
    for act in starters:
        found |= dict.fromkeys([act.to] if act.to else act.stages)
    return [stage for stage in found if stage not in procedure.ends]


def _length(clock: Clock) -> str:
    """The length in force now, as the pack writes it; the day looked forward to, where there is one."""
    if clock.until is not None:
        return f"until {clock.until}"
    dated = max(clock.lengths, key=lambda one: one.since, default=None)
    return str(dated.length) if dated is not None and dated.length is not None else (dated.term or "") if dated else ""


def _told(clock: Clock) -> str:
    return "；".join(_parts(clock))


def _parts(clock: Clock) -> Iterator[str]:
    for dated in clock.lengths:
        if dated.length is not None and dated.length.value:
            yield f"{dated.length.zh}（{dated.cites}）"
    if clock.expiry.note:
        yield clock.expiry.note
    yield clock.cites
