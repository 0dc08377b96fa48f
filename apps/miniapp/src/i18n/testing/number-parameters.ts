import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from '@swc/core';

const ENGLISH = path.resolve(import.meta.dirname, '../en');

type AstNode = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is AstNode => typeof value === 'object' && value !== null;
const listOf = (value: unknown): AstNode[] => (Array.isArray(value) ? value.filter(isNode) : []);
const childOf = (node: AstNode, key: string): AstNode => (isNode(node[key]) ? node[key] : {});

/**
 * Which parameters of the texts are numbers, as English declares them for all languages.
 * @returns by the end of a text's path, such as `badge.progress`: one flag for each parameter.
 */
export function numberParameters(): Map<string, boolean[]> {
  const found = new Map<string, boolean[]>();
  for (const file of readdirSync(ENGLISH)) {
    const program = parseSync(readFileSync(path.join(ENGLISH, file), 'utf8'), { syntax: 'typescript' });
    for (const declarator of program.body.flatMap(declaratorsOf)) {
      collect(childOf(declarator, 'init'), String(childOf(declarator, 'id').value), found);
    }
  }
  return found;
}

function declaratorsOf(item: unknown): AstNode[] {
  if (!isNode(item)) return [];
  const declaration = item.type === 'ExportDeclaration' ? childOf(item, 'declaration') : item;
  return listOf(declaration.declarations);
}

function collect(node: AstNode, place: string, found: Map<string, boolean[]>): void {
  if (node.type === 'ArrowFunctionExpression') found.set(place, listOf(node.params).map(isNumber));
  for (const property of listOf(node.properties)) {
    const key = childOf(property, 'key').value;
    if (key !== undefined) collect(childOf(property, 'value'), `${place}.${key}`, found);
  }
}

function isNumber(parameter: AstNode): boolean {
  const annotation = childOf(
    childOf(childOf(parameter, 'pat').type ? childOf(parameter, 'pat') : parameter, 'typeAnnotation'),
    'typeAnnotation',
  );
  return annotation.kind === 'number';
}
