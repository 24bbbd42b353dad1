// Small faults of JavaScript: every place of a source where one of the operators below applies, with what to put there.
// The operators are StrykerJS's, without texts (of errors, mostly) and with the literals 0 and 1, where off-by-ones sit.
import { ts } from '@ts-morph/bootstrap';

const { SyntaxKind: K } = ts;

/** Each binary operator and what it may be mistaken for. */
const BINARY = new Map([
  [K.PlusToken, ['-']],
  [K.MinusToken, ['+']],
  [K.AsteriskToken, ['/']],
  [K.SlashToken, ['*']],
  [K.PercentToken, ['*']],
  [K.LessThanToken, ['<=', '>=']],
  [K.LessThanEqualsToken, ['<', '>']],
  [K.GreaterThanToken, ['>=', '<=']],
  [K.GreaterThanEqualsToken, ['>', '<']],
  [K.EqualsEqualsEqualsToken, ['!==']],
  [K.ExclamationEqualsEqualsToken, ['===']],
  [K.AmpersandAmpersandToken, ['||']],
  [K.BarBarToken, ['&&']],
  [K.QuestionQuestionToken, ['&&']],
  [K.AmpersandToken, ['|']],
  [K.BarToken, ['&']],
  [K.LessThanLessThanToken, ['>>']],
  [K.GreaterThanGreaterThanToken, ['<<']],
  [K.PlusEqualsToken, ['-=']],
  [K.MinusEqualsToken, ['+=']],
  [K.AsteriskEqualsToken, ['/=']],
]);

/** Methods and what they may be mistaken for; the empty text takes the call away: a.sort() becomes a. */
const METHODS = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['min', 'max'],
  ['max', 'min'],
  ['sort', ''],
  ['reverse', ''],
  ['filter', ''],
  ['slice', ''],
  ['floor', 'ceil'],
  ['ceil', 'floor'],
]);

const LITERALS = new Map([
  ['0', '1'],
  ['1', '0'],
  ['0n', '1n'],
  ['1n', '0n'],
]);

/**
 * All mutants of a source: { start, end, replacement, operator, line, column }, in the order of the text; line and
 * column from 0. What only words an error, checks arguments or counts work against a budget is left alone: the
 * public-edge suites hold that.
 */
export function mutantsOf(text, name = 'source.js') {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const found = [];
  const add = (node, replacement, operator) => {
    const [start, end] = [node.getStart(source), node.getEnd()];
    const { line, character } = source.getLineAndCharacterOfPosition(start);
    found.push({ start, end, replacement, operator, line, column: character });
  };
  const visit = (node) => {
    if (isLeftAlone(node)) return;
    mutate(node, source, add);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

const ACCOUNTING = /^(checkArgument|checkOptions|require[A-Z]\w*|\w*[mM]eter|budget|progress|work)\b/;

function isLeftAlone(node) {
  if (ts.isThrowStatement(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (ts.isNewExpression(node)) return /Error$/.test(node.expression.getText());
  return ts.isCallExpression(node) && ACCOUNTING.test(node.expression.getText().replace(/^this\./, ''));
}

function mutate(node, source, add) {
  const text = node.getText(source);
  if (ts.isBinaryExpression(node)) {
    const operands = [node.left, node.right];
    const joinsText = operands.some((x) => ts.isStringLiteral(x) || ts.isTemplateExpression(x));
    const others = joinsText ? [] : (BINARY.get(node.operatorToken.kind) ?? []);
    for (const other of others) add(node.operatorToken, other, 'operator');
  } else if (ts.isPrefixUnaryExpression(node)) {
    if (node.operator === K.ExclamationToken) add(node, node.operand.getText(source), 'negation removed');
    if (node.operator === K.MinusToken) add(node, node.operand.getText(source), 'sign removed');
    if (node.operator === K.PlusPlusToken) add(node, text.replace('++', '--'), 'operator');
    if (node.operator === K.MinusMinusToken) add(node, text.replace('--', '++'), 'operator');
  } else if (ts.isPostfixUnaryExpression(node)) {
    const swapped = node.operator === K.PlusPlusToken ? text.replace('++', '--') : text.replace('--', '++');
    add(node, swapped, 'operator');
  } else if (node.kind === K.TrueKeyword || node.kind === K.FalseKeyword) {
    add(node, node.kind === K.TrueKeyword ? 'false' : 'true', 'literal');
  } else if (ts.isNumericLiteral(node) || ts.isBigIntLiteral(node)) {
    if (LITERALS.has(text)) add(node, LITERALS.get(text), 'literal');
  } else if (ts.isCallExpression(node)) mutateCall(node, source, add);
  else mutateStatement(node, add);
  if (ts.isConditionalExpression(node)) for (const to of ['true', 'false']) add(node.condition, to, 'condition');
}

function mutateCall(node, source, add) {
  const callee = node.expression;
  if (!ts.isPropertyAccessExpression(callee)) return;
  const other = METHODS.get(callee.name.text);
  if (other === undefined) return;
  if (other === '') add(node, callee.expression.getText(source), 'call removed');
  else add(callee.name, other, 'method');
}

function mutateStatement(node, add) {
  if (ts.isIfStatement(node)) for (const to of ['true', 'false']) add(node.expression, to, 'condition');
  else if (ts.isWhileStatement(node) || ts.isDoStatement(node)) add(node.expression, 'false', 'condition');
  else if (ts.isForStatement(node) && node.condition) add(node.condition, 'false', 'condition');
  else if (ts.isForOfStatement(node)) add(node.statement, '{}', 'body removed');
  else if (ts.isExpressionStatement(node)) {
    const { expression } = node;
    const isCounting = ts.isCallExpression(expression) && isLeftAlone(expression);
    // super(…) cannot go, and a yield that goes makes no generator of its function
    const mustStay = /^(super|yield|'use)\b/.test(expression.getText());
    if (!isCounting && !mustStay) add(node, ';', 'statement removed');
  } else if (ts.isContinueStatement(node) || ts.isBreakStatement(node)) add(node, ';', 'statement removed');
}
