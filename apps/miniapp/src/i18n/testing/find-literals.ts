import { parseSync } from '@swc/core';

/** Attributes whose texts people see or hear. */
const READ = new Set([
  ...['alt', 'title', 'placeholder', 'label', 'hint', 'lead', 'note', 'about', 'detail', 'text', 'unit', 'fault'],
  ...['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'aria-placeholder'],
]);
const JOINS = new Set(['&&', '||', '??', '+']);

type AstNode = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is AstNode => typeof value === 'object' && value !== null;

/**
 * Texts that stand in the code of a screen instead of its dictionary: between tags, in attributes that are shown or
 * read aloud, and Russian anywhere.
 */
export function findLiterals(source: string): string[] {
  return walk(parseSync(source, { syntax: 'typescript', tsx: true, target: 'es2022' }), '').filter(isText);
}

const isText = (literal: string): boolean => /\p{L}/u.test(literal);

function walk(value: unknown, place: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => walk(item, place));
  if (!isNode(value)) return [];
  const found = [...literalsAt(value, place)];
  return [
    ...found,
    ...Object.entries(value).flatMap(([key, member]) => (key === 'span' ? [] : walk(member, `${value.type}.${key}`))),
  ];
}

function literalsAt(node: AstNode, place: string): string[] {
  if (node.type === 'JSXText') return [String(node.value).trim()];
  if (node.type === 'JSXAttribute' && READ.has(nameOf(node.name))) return literalsIn(node.value);
  if (node.type === 'JSXExpressionContainer' && /^JSX(Element|Fragment)\.children$/.test(place)) {
    return literalsIn(node.expression);
  }
  const isRussian = node.type === 'StringLiteral' && /[а-яё]/i.test(String(node.value));
  return isRussian ? [String(node.value)] : [];
}

function nameOf(name: unknown): string {
  if (!isNode(name)) return '';
  return name.type === 'JSXNamespacedName' ? `${nameOf(name.namespace)}:${nameOf(name.name)}` : String(name.value);
}

/** The literals that an expression may come to: both sides of a choice, each piece of a template. */
function literalsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(literalsIn);
  if (!isNode(node)) return [];
  if (node.type === 'StringLiteral') return [String(node.value)];
  if (node.type === 'TemplateElement') return [String(node.raw)];
  if (node.type === 'TemplateLiteral') return literalsIn(node.quasis);
  if (node.type === 'ConditionalExpression') return [...literalsIn(node.consequent), ...literalsIn(node.alternate)];
  if (node.type === 'JSXExpressionContainer' || node.type === 'ParenthesisExpression')
    return literalsIn(node.expression);
  const isJoined = node.type === 'BinaryExpression' && JOINS.has(String(node.operator));
  return isJoined ? [...literalsIn(node.left), ...literalsIn(node.right)] : [];
}
