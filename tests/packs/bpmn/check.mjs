// Reads BPMN files named on the command line with bpmn-moddle and lints them with bpmnlint's recommended rules.
// Prints what is found as JSON: {file: {warnings: [...], lint: [...]}}.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { BpmnModdle } from 'bpmn-moddle';

const require = createRequire(import.meta.url);
const { Linter } = require('bpmnlint');
const NodeResolver = require('bpmnlint/lib/resolver/node-resolver');

const found = {};
for (const file of process.argv.slice(2)) {
  const { rootElement, warnings } = await new BpmnModdle().fromXML(await readFile(file, 'utf8'));
  const linter = new Linter({ config: { extends: 'bpmnlint:recommended' }, resolver: new NodeResolver() });
  const reports = await linter.lint(rootElement);
  found[file] = {
    warnings: warnings.map((warning) => warning.message),
    lint: Object.entries(reports).flatMap(([rule, told]) => told.map((one) => `${rule} ${one.id}: ${one.message}`)),
    timers: rootElement.rootElements[0].flowElements.filter((one) => one.$type === 'bpmn:BoundaryEvent').length,
    shapes: rootElement.diagrams[0].plane.planeElement.length,
  };
}
console.log(JSON.stringify(found));
