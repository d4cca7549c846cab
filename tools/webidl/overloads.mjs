// Overloaded operations and constructors: which of several functions a call is for.
// https://webidl.spec.whatwg.org/#es-overloads

import { questions, takesAnything, Unsupported } from './types.mjs';

const requiredCount = ({ arguments: list }) => list.filter(({ optional, variadic }) => !optional && !variadic).length;

/** The value of `length` of a function: https://webidl.spec.whatwg.org/#dfn-create-operation-function step 4. */
export const lengthOf = (operations) => Math.min(...operations.map(requiredCount));

/** Those that are called with `count` arguments: https://webidl.spec.whatwg.org/#dfn-effective-overload-set. */
const candidatesFor = (operations, count) =>
  operations.filter((operation) => {
    const last = operation.arguments.at(-1);
    return count >= requiredCount(operation) && (last?.variadic || count <= operation.arguments.length);
  });

/** The argument of that index, which may be one of the variadic ones. */
const argumentAt = ({ arguments: list }, index) => list[Math.min(index, list.length - 1)];

const membersOf = (type) => (type.kind === 'union' ? type.members : [type]);

/** Kinds that no value tells apart: https://webidl.spec.whatwg.org/#dfn-distinguishable. */
const objects = ['dictionary', 'record', 'callback interface'];
function areDistinguishable(a, b) {
  if (a.takesNull && b.takesNull) return false;
  return membersOf(a).every((one) =>
    membersOf(b).every((other) => {
      if (one.kind === 'any' || other.kind === 'any') return false;
      if (one.kind === 'interface' && other.kind === 'interface') return one.name !== other.name;
      if (objects.includes(one.kind) && objects.includes(other.kind)) return false;
      const strings = ['string', 'enumeration'];
      return one.kind !== other.kind && !(strings.includes(one.kind) && strings.includes(other.kind));
    }),
  );
}

/** https://webidl.spec.whatwg.org/#dfn-distinguishing-argument-index */
function distinguishingIndex(candidates, count, typeOf) {
  for (let index = 0; index < count; index++) {
    const types = candidates.map((operation) => typeOf(argumentAt(operation, index)));
    const pairs = types.flatMap((type, i) => types.slice(i + 1).map((other) => [type, other]));
    if (pairs.every(([one, other]) => areDistinguishable(one, other))) return index;
  }
  throw new Unsupported('overloads that no argument distinguishes');
}

/**
 * Steps 8 to 13 of the overload resolution algorithm, as statements that return. The candidates' conversions of the
 * arguments before it are the same, and no conversion changes what kind of value an argument is: so it is asked first.
 * @param {(operation) => string} call  what a call of that overload is, with `method` where it takes one
 */
function choose(candidates, index, typeOf, call) {
  const types = candidates.map((operation) => ({ operation, argument: argumentAt(operation, index) })).map((each) => ({ ...each, type: typeOf(each.argument) }));
  const all = types.flatMap(({ operation, type }) => membersOf(type).map((member) => ({ operation, member })));
  let code = `const vm::Value value = frame.argument(${index});\n`;
  // 12.2
  const optional = types.find(({ argument }) => argument.optional);
  if (optional) code += `if (value.is_undefined()) return ${call(optional.operation)};\n`;
  // 12.3
  const nullable = types.find(({ type }) => type.isNullable);
  if (nullable) code += `if (value.is_nullish()) return ${call(nullable.operation)};\n`;
  // 12.4 and on
  const last = takesAnything(all.map(({ member }) => member));
  for (const [kind, question] of questions) {
    for (const { operation, member } of all.filter((each) => each.member.kind === kind && each.member !== last)) {
      let isMeant = question('value', member);
      if (kind === 'sequence') {
        code += 'vm::Value method = vm::Value::undefined();\n';
        code += 'if (value.is_object()) method = TRY(vm::get_method(agent, value, agent.names().symbol_iterator));\n';
        isMeant = '!method.is_undefined()';
      }
      code += `if (${isMeant}) return ${call(operation)};\n`;
    }
  }
  const other = all.find(({ member }) => member === last);
  return `${code}${other ? `return ${call(other.operation)};` : 'return webidl::throw_no_overload(agent, WHERE);'}\n`;
}

/**
 * The statements of the function that chooses.
 * @param {string} where  as C++: what a message begins with
 * @param {(argument) => object} typeOf
 * @param {(index: number) => string} call  of the overload of that index
 */
export function resolveOverloads(operations, where, typeOf, call) {
  const callOf = (operation) => call(operations.indexOf(operation));
  // 1. to 4. For more arguments than that the candidates are the same.
  const longest = Math.max(...operations.map(({ arguments: list }) => list.length + (list.at(-1)?.variadic ? 1 : 0)));
  const least = lengthOf(operations);
  const cases = [];
  for (let count = 0; count <= longest; count++) {
    const candidates = candidatesFor(operations, count);
    let code;
    if (candidates.length === 0) code = `return webidl::throw_too_few_arguments(agent, ${where}, ${least}, frame.argument_count());\n`;
    else if (candidates.length === 1) code = `return ${callOf(candidates[0])};\n`;
    else code = choose(candidates, distinguishingIndex(candidates, count, typeOf), typeOf, callOf).replace('WHERE', where);
    if (cases.at(-1)?.code === code) cases.at(-1).to = count;
    else cases.push({ to: count, code });
  }
  const bodies = cases.map(({ to, code }, i) => {
    const isShort = code.trim().split('\n').length === 1;
    if (i === cases.length - 1) return code;
    return `if (frame.argument_count() <= ${to}) ${isShort ? code : `{\n${code}}\n`}`;
  });
  return bodies.join('');
}
