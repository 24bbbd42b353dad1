// Objects with one lie in them, for the tests of verifiers: what a verifier speaks for is mutated field by field, and
// each mutant must be refused, or proved to be right by another method. It stands here, outside of the workspaces,
// because the tests of every package use it and algebra may not depend on property-tests, which depends on algebra.

const DEPTH = 3;
const TypedArray = Object.getPrototypeOf(Int8Array);

/** Every mutant of `object`: a copy, down to the changed field, that differs from it in one place. */
export function* mutants(object, { depth = DEPTH, words = {}, others = [], leaf, getters = false, skip = [] } = {}) {
  const context = { words, others, leaf, getters, skip, ancestors: [] };
  for (const { path, change, value } of changesWithin(object, '', depth, context)) yield { path, change, value };
}

function* changesWithin(value, path, depth, context) {
  if (depth === 0 || context.ancestors.includes(value)) return;
  const inner = { ...context, ancestors: [...context.ancestors, value] };
  for (const { key, label, name, current, put } of places(value, context)) {
    if (context.skip.includes(name)) continue;
    const at = path + label;
    for (const [change, wrong] of wrongValues(current, name, context))
      yield { path: at, change, value: put(key, wrong) };
    for (const deeper of changesWithin(current, at, depth - 1, inner)) {
      yield { ...deeper, value: put(key, deeper.value) };
    }
  }
}

/** Where something is kept in a value: the entries of arrays and maps, own enumerable fields, getters if asked for. */
function* places(value, { leaf, getters }) {
  if (typeof value !== 'object' || value === null || leaf?.(value) !== undefined) return;
  if (isList(value)) {
    const put = (i, wrong) => Object.assign(value.slice(), { [i]: wrong });
    for (const i of ends(value.length)) yield { key: i, label: `[${i}]`, name: '', current: value[i], put };
  } else if (value instanceof Map) {
    const put = (key, wrong) => new Map(value).set(key, wrong);
    for (const i of ends(value.size)) {
      const [key, current] = [...value][i];
      yield { key, label: `.get(${String(key)})`, name: '', current, put };
    }
  } else {
    const put = (name, wrong) => withField(value, name, wrong);
    for (const name of fieldNames(value, getters)) {
      yield { key: name, label: `.${name}`, name, current: value[name], put };
    }
  }
}

/** First, second, middle and last: a long array is not copied once for each entry. */
const ends = (length) => [...new Set([0, 1, length >> 1, length - 1])].filter((i) => i >= 0 && i < length);

const isList = (value) => Array.isArray(value) || value instanceof TypedArray;

function fieldNames(value, getters) {
  const names = Object.keys(value);
  if (!getters) return names;
  for (let p = Object.getPrototypeOf(value); p !== null && p !== Object.prototype; p = Object.getPrototypeOf(p)) {
    for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(p))) {
      if (get !== undefined && name !== '__proto__' && !names.includes(name)) names.push(name);
    }
  }
  return names;
}

function withField(value, name, wrong) {
  const fields = Object.getOwnPropertyDescriptors(value);
  fields[name] = { value: wrong, writable: true, enumerable: true, configurable: true };
  return Object.create(Object.getPrototypeOf(value), fields);
}

/** Plausible wrong values, each with the words for the change. */
function* wrongValues(value, name, { words, others, leaf }) {
  const replacements = leaf?.(value);
  if (replacements !== undefined) {
    for (const [i, other] of replacements.entries()) yield [`replaced (${i})`, other];
  } else if (typeof value === 'number') {
    yield ['+1', value + 1];
    yield ['-1', value - 1];
  } else if (typeof value === 'bigint') {
    yield ['+1', value + 1n];
    yield ['-1', value - 1n];
  } else if (typeof value === 'boolean') yield ['flipped', !value];
  else if (typeof value === 'string') {
    const wrong = words[name]?.filter((word) => word !== value) ?? [`${value}'`];
    for (const word of wrong) yield [`'${word}'`, word];
  } else if (isList(value)) yield* wrongLists(value);
  else if (value instanceof Map) {
    for (const key of value.keys()) yield [`without ${String(key)}`, new Map([...value].filter(([k]) => k !== key))];
  } else if (typeof value === 'object' && value !== null) {
    const alike = others.filter((o) => o !== value && o.constructor === value.constructor);
    for (const [i, other] of alike.entries()) yield [`another ${value.constructor.name} (${i})`, other];
  }
}

function* wrongLists(list) {
  const last = list.length - 1;
  const joined = (...parts) => {
    const entries = parts.flatMap((part) => [...part]);
    return Array.isArray(list) ? entries : list.constructor.from(entries);
  };
  if (last < 0) return;
  yield ['first dropped', list.slice(1)];
  if (last > 0) yield ['last dropped', list.slice(0, last)];
  yield ['last duplicated', joined(list, list.slice(last))];
  const other = list.findIndex((entry) => entry !== list[0]);
  if (other > 0) {
    yield [`0 and ${other} swapped`, Object.assign(list.slice(), { 0: list[other], [other]: list[0] })];
  }
  if (last > 0 && list[last] !== list[last - 1]) {
    yield ['last two swapped', Object.assign(list.slice(), { [last]: list[last - 1], [last - 1]: list[last] })];
  }
}
