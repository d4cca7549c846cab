// Writes the two files of a module: `…_bindings.h` with its dictionaries and enumerations, `…_bindings.cpp` with its
// interfaces' tables and the functions in them.

import { eventHandlerHeader, modules } from './bindings.mjs';
import { lengthOf, resolveOverloads } from './overloads.mjs';
import { cppName, snakeCase, Unsupported } from './types.mjs';

const quote = (text) => JSON.stringify(text);
const hasAttribute = (node, name) => node.extAttrs.some((each) => each.name === name);
const specification = {
  FileAPI: 'https://w3c.github.io/FileAPI/',
  dom: 'https://dom.spec.whatwg.org/',
  encoding: 'https://encoding.spec.whatwg.org/',
  'hr-time': 'https://w3c.github.io/hr-time/',
  html: 'https://html.spec.whatwg.org/multipage/',
  longtasks: 'https://w3c.github.io/longtasks/',
  'performance-timeline': 'https://w3c.github.io/performance-timeline/',
  pointerevents: 'https://w3c.github.io/pointerevents/',
  requestidlecallback: 'https://w3c.github.io/requestidlecallback/',
  uievents: 'https://w3c.github.io/uievents/',
  url: 'https://url.spec.whatwg.org/',
  urlpattern: 'https://urlpattern.spec.whatwg.org/',
  'user-timing': 'https://w3c.github.io/user-timing/',
  webcrypto: 'https://w3c.github.io/webcrypto/',
  xhr: 'https://xhr.spec.whatwg.org/',
};

export function moduleOf(name) {
  return modules.find(({ definitions }) => definitions.includes(name));
}

/** https://webidl.spec.whatwg.org/#dfn-exposed as bits of vm::Exposure. */
function exposure(definition) {
  const attribute = definition.extAttrs.find(({ name }) => name === 'Exposed');
  const names = attribute?.rhs?.type === '*' ? ['*'] : [attribute?.rhs?.value ?? []].flat().map((each) => each.value ?? each);
  if (names.includes('*')) return 'vm::Exposure::k_everywhere';
  const bits = { Window: 'k_window', Worker: 'k_worker', ShadowRealm: 'k_shadow_realm' };
  return names.filter((name) => bits[name]).map((name) => `vm::Exposure::${bits[name]}`).join(' | ');
}

/** What the global object is called in messages. */
const k_globalName = 'Window';

class Writer {
  constructor(module, definitions, members, types) {
    this.module = module;
    this.types = types;
    this.members = members;
    this.definitions = definitions;
    this.own = module.definitions.map((name) => definitions.get(name) ?? fail(name));
    this.used = new Set(); // interfaces whose classes the functions must know
    this.headerUses = new Set();
  }

  include(name) {
    return `#include "${this.module.output.replace('src/', '')}${name}"`;
  }

  note(type, uses) {
    if (type.kind === 'interface') uses.add(type.name);
    if (type.kind === 'dictionary' || type.kind === 'enumeration') uses.add(type.name);
    for (const inner of [...(type.members ?? []), ...(type.item ? [type.item] : [])]) this.note(inner, uses);
    return type;
  }

  // Dictionaries and enumerations -----------------------------------------------------------------------------------

  /** The default value of a member or argument as C++; null: there is none, and it may be absent. */
  defaultValue(member, type) {
    const value = member.default;
    if (!value) return null;
    switch (value.type) {
      case 'boolean':
        return wrap(type, String(value.value));
      case 'null':
        return type.kind === 'any' ? 'vm::Value::null()' : type.cpp.endsWith('*') ? 'nullptr' : `${type.cpp}()`;
      case 'number':
        return wrap(type, String(value.value));
      case 'string':
        if (type.kind === 'enumeration') return `${type.cpp}::${enumerator(value.value)}`;
        return wrap(type, value.value === '' ? 'vm::empty_string(agent)' : `vm::intern(agent, ${quote(value.value)})`);
      case 'dictionary': {
        const dictionary = type.kind === 'union' ? type.members.find(({ kind }) => kind === 'dictionary') : type;
        const made = `default_${snakeCase(dictionary.name)}(agent)`;
        return wrap(type, made);
      }
      case 'sequence': // Only empty ones can be.
        return `${type.cpp}(agent)`;
    }
    throw new Unsupported(`default value ${value.type}`);
  }

  /** Members of an interface or dictionary that the row does not leave out. */
  bound(definition) {
    return definition.members.filter(({ name, type }) => !this.module.without?.includes(`${definition.name}.${name ?? type}`));
  }

  dictionaryMembers(dictionary) {
    return this.bound(dictionary)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)) // https://webidl.spec.whatwg.org/#js-dictionary step 4.1
      .map((member) => {
        const type = this.note(this.types.resolve(member.idlType, member.extAttrs), this.headerUses);
        const isAlways = member.required || member.default || type.kind === 'any';
        const isPresent = isAlways ? type.cpp : `std::optional<${type.cpp}>`;
        return {
          name: member.name,
          required: member.required,
          default: member.default,
          type,
          cpp: isPresent,
          field: cppName(member.name),
        };
      });
  }

  dictionaryStruct(dictionary) {
    const parent = dictionary.inheritance ? ` : ${dictionary.inheritance}` : '';
    const initial = ({ type, cpp }) => (/^(std|webidl)::/.test(cpp) || ['any', 'sequence', 'record', 'dictionary'].includes(type.kind) ? '' : cpp.endsWith('*') ? ' = nullptr' : ' = {}');
    const fields = this.dictionaryMembers(dictionary).map((member) => `  ${member.cpp} ${member.field}${initial(member)};\n`);
    const snake = snakeCase(dictionary.name);
    return `/// ${specification[this.module.spec]}#dictdef-${dictionary.name.toLowerCase()}
struct ${dictionary.name}${parent} {
${fields.join('')}};
vm::Completion<${dictionary.name}> convert_${snake}(vm::Agent& agent, vm::Value value, std::string_view where);
/// What an empty object is converted to.
${dictionary.name} default_${snake}(vm::Agent& agent);
/// The members of the dictionary itself, without those that it inherits.
vm::Completion<void> read_${snake}(vm::Agent& agent, const webidl::DictionaryReader& reader, std::string_view where, ${dictionary.name}& result);
`;
  }

  dictionaryCode(dictionary) {
    const snake = snakeCase(dictionary.name);
    const parentSnake = dictionary.inheritance ? snakeCase(dictionary.inheritance) : null;
    const members = this.dictionaryMembers(dictionary);
    const isRequired = members.some(({ required }) => required);
    let read = parentSnake ? `  TRY(read_${parentSnake}(agent, reader, where, result));\n` : '';
    let defaults = '';
    for (const member of members) {
      const found = `reader.get(agent, ${quote(member.name)})`;
      const convert = `result.${member.field} = ${member.type.convert(member.field, 'where')};`;
      const value = this.defaultValue(member, member.type);
      if (value !== null) defaults += `  result.${member.field} = ${value};\n`;
      const absent = member.required ? ` else { return webidl::throw_missing_member(agent, where, ${quote(member.name)}); }` : '';
      read += `  if (const vm::Value ${member.field} = TRY(${found}); !${member.field}.is_undefined()) { ${convert} }${absent}\n`;
    }
    const parentDefault = parentSnake ? `  static_cast<${dictionary.inheritance}&>(result) = default_${parentSnake}(agent);\n` : '';
    const shortcut = isRequired ? '' : `  if (value.is_nullish()) return default_${snake}(agent);\n`;
    return `// https://webidl.spec.whatwg.org/#js-dictionary

${dictionary.name} default_${snake}([[maybe_unused]] vm::Agent& agent) {
  ${dictionary.name} result;
${parentDefault}${defaults}  return result;
}

vm::Completion<void> read_${snake}(vm::Agent& agent, const webidl::DictionaryReader& reader, [[maybe_unused]] std::string_view where, ${dictionary.name}& result) {
${read}  return {};
}

vm::Completion<${dictionary.name}> convert_${snake}(vm::Agent& agent, vm::Value value, std::string_view where) {
${shortcut}  const webidl::DictionaryReader reader = TRY(webidl::DictionaryReader::of(agent, value, where));
  ${dictionary.name} result = default_${snake}(agent);
  TRY(read_${snake}(agent, reader, where, result));
  return result;
}
`;
  }

  enumerationHeader(definition) {
    const snake = snakeCase(definition.name);
    const names = definition.values.map(({ value }) => enumerator(value)).join(', ');
    return `/// ${specification[this.module.spec]}#enumdef-${definition.name.toLowerCase()}
enum class ${definition.name} : std::uint8_t { ${names} };
vm::Completion<${definition.name}> convert_${snake}(vm::Agent& agent, vm::Value value, std::string_view where);
vm::Value to_value(vm::Agent& agent, ${definition.name} value);
`;
  }

  enumerationCode(definition) {
    const table = `k_names_of_${snakeCase(definition.name)}`;
    const names = definition.values.map(({ value }) => quote(value)).join(', ');
    return `namespace {
constexpr std::string_view ${table}[] = {${names}};
}  // namespace

vm::Completion<${definition.name}> convert_${snakeCase(definition.name)}(vm::Agent& agent, vm::Value value, std::string_view where) {
  return static_cast<${definition.name}>(TRY(webidl::convert_enumeration(agent, value, ${table}, where)));
}

vm::Value to_value(vm::Agent& agent, ${definition.name} value) {
  return vm::intern(agent, ${table}[static_cast<std::size_t>(value)]);
}
`;
  }

  // Interfaces ------------------------------------------------------------------------------------------------------

  /** The conversions of arguments, and the names of the variables that hold them. */
  arguments_(parameters, what, isOverload = false) {
    let code = '';
    const required = lengthOf([{ arguments: parameters }]);
    if (required > 0 && !isOverload)
      code += `  if (frame.argument_count() < ${required}) return webidl::throw_too_few_arguments(agent, ${quote(what)}, ${required}, frame.argument_count());\n`;
    const names = parameters.map((parameter, i) => {
      const type = this.note(this.types.resolve(parameter.idlType, parameter.extAttrs), this.used);
      const name = cppName(parameter.name);
      if (parameter.variadic) {
        code += this.variadic(type, name, i, what);
        return name;
      }
      const value = `frame.argument(${i})`;
      const converted = type.convert(value, quote(`${what}: parameter ${i + 1}`));
      const fallback = this.defaultValue(parameter, type);
      const mayBeAbsent = parameter.optional && fallback === null && type.kind !== 'any';
      // Undefined is what an empty dictionary is converted from, too.
      const isOwnDefault = parameter.default?.type === 'dictionary' && type.kind === 'dictionary';
      if (mayBeAbsent) {
        code += `  const std::optional<${type.cpp}> ${name} = ${value}.is_undefined() ? std::optional<${type.cpp}>() : std::optional<${type.cpp}>(${converted});\n`;
      } else if (parameter.optional && fallback !== null && !isOwnDefault) {
        code += `  ${constant(type)} ${name} = ${value}.is_undefined() ? ${fallback} : ${converted};\n`;
      } else {
        code += `  ${constant(type)} ${name} = ${converted};\n`;
      }
      return name;
    });
    return { code, names };
  }

  /** All arguments from the one of that index on, in a list. */
  variadic(type, name, index, what) {
    // Arguments are any already.
    if (type.kind === 'any') return `  const std::span<const vm::Value> ${name} = webidl::arguments_from(frame, ${index});\n`;
    const isPlain = type.kind === 'number' || type.kind === 'boolean';
    if (!isPlain && !['string', 'interface', 'object', 'callback'].includes(type.kind)) throw new Unsupported(`${type.kind}...`);
    const list = isPlain ? `std::vector<${type.cpp}> ${name};` : `webidl::Sequence<${type.cpp}> ${name}(agent);`;
    const item = type.convert('frame.argument(i)', quote(`${what}: a parameter`));
    const append = isPlain ? `${name}.push_back(${item})` : `${name}.append(agent, ${item})`;
    return `  ${list}
  vm::NativeLoop loop(agent);
  for (std::uint32_t i = ${index}; i < frame.argument_count(); i++) {
    TRY(loop.next_round());
    ${append};
  }
`;
  }

  function_(name, body) {
    return `vm::Completion<vm::Value> ${name}(${/\bagent\b/.test(body) ? '' : '[[maybe_unused]] '}vm::Agent& agent, ${/\bframe\b/.test(body) ? '' : '[[maybe_unused]] '}vm::NativeFrame& frame) {\n${body}}\n`;
  }

  /** Members of the global object are static functions of the class, which find their state by the agent. */
  thisObject({ name, isGlobal }) {
    if (isGlobal) return '  TRY(webidl::require_global_object(agent, frame));\n';
    return `  ${name}* self = TRY(vm::this_platform_object<${name}>(agent, frame));\n`;
  }

  /** The function of an operation, or those of its overloads and the one that chooses among them. */
  operation(definition, name, operations) {
    const what = `Failed to execute '${name}' on '${definition.isGlobal ? k_globalName : definition.name}'`;
    const isStatic = operations[0].special === 'static';
    const target = isStatic || definition.isGlobal ? `${definition.name}::` : 'self->';
    const bodies = operations.map((member) => {
      const { code, names } = this.arguments_(member.arguments, what, operations.length > 1);
      const call = `${target}${cppName(name)}(${['agent', ...names].join(', ')})`;
      const body = `${isStatic ? '' : this.thisObject(definition)}${code}${this.finish(member.idlType, call)}`;
      if (member.idlType.generic !== 'Promise') return body;
      // Its exceptions are rejections: https://webidl.spec.whatwg.org/#dfn-create-operation-function step 2.1.3
      if (operations.length > 1) throw new Unsupported('overloads that return promises');
      return `  return webidl::return_promise(agent, [&]() -> vm::Completion<vm::Value> {\n${body}  });\n`;
    });
    return this.overloads(functionName(definition, operations[0]), what, operations, bodies);
  }

  overloads(name, what, operations, bodies) {
    if (operations.length === 1) return this.function_(name, bodies[0]);
    const typeOf = (argument) => this.types.resolve(argument.idlType, argument.extAttrs);
    const choice = resolveOverloads(operations, quote(what), typeOf, (index) => `${name}_${index}(agent, frame)`);
    return `${bodies.map((body, i) => this.function_(`${name}_${i}`, body)).join('\n')}
// https://webidl.spec.whatwg.org/#dfn-overload-resolution-algorithm
${this.function_(name, choice)}`;
  }

  /** What the class returns decides how it becomes a value (webidl/finish.h); only undefined is the type's. */
  finish(idlType, call) {
    this.noteReturned(idlType);
    if (idlType.idlType === 'undefined') return `  return webidl::finish_undefined(agent, [&] { return ${call}; });\n`;
    return `  return webidl::finish(agent, ${call});\n`;
  }

  noteReturned(idlType) {
    for (const inner of [idlType.idlType].flat()) {
      if (typeof inner !== 'string') this.noteReturned(inner);
      else if (this.definitions.get(inner)?.type === 'interface' && moduleOf(inner)) this.used.add(inner);
    }
  }

  constructor_(definition, constructors) {
    const what = `Failed to construct '${definition.name}'`;
    const bodies = constructors.map((member) => {
      const { code, names } = this.arguments_(member.arguments, what, constructors.length > 1);
      return `${code}  return webidl::finish(agent, ${definition.name}::construct(${['agent', 'frame', ...names].join(', ')}));\n`;
    });
    return this.overloads(`construct_${snakeCase(definition.name)}`, what, constructors, bodies);
  }

  attribute(definition, member) {
    const name = cppName(member.name);
    const snake = accessorName(definition, member);
    const isHandler = /EventHandler$/.test(member.idlType.idlType);
    if (isHandler) {
      const event = quote(member.name.replace(/^on/, ''));
      const eventTarget = definition.isGlobal ? `*${definition.name}::of(agent)` : '*self';
      return (
        this.function_(`get_${snake}`, `${this.thisObject(definition)}  return event_handler(agent, ${eventTarget}, ${event});\n`) +
        this.function_(`set_${snake}`, `${this.thisObject(definition)}  set_event_handler(agent, ${eventTarget}, ${event}, frame.argument(0));\n  return vm::Value::undefined();\n`)
      );
    }
    const isStatic = member.special === 'static';
    const target = isStatic || definition.isGlobal ? `${definition.name}::` : 'self->';
    const argument = definition.isGlobal ? 'agent' : this.agentFor(member);
    let code = this.function_(
      `get_${snake}`,
      `${isStatic ? '' : this.thisObject(definition)}  return webidl::finish(agent, ${target}${name}(${argument}));\n`,
    );
    const forwarded = member.extAttrs.find(({ name: each }) => each === 'PutForwards');
    if (forwarded) {
      code += this.function_(`set_${snake}`, `${this.thisObject(definition)}  return webidl::put_forwards(agent, self, ${quote(member.name)}, ${quote(forwarded.rhs.value)}, frame.argument(0));\n`);
    } else if (hasAttribute(member, 'Replaceable')) {
      code += this.function_(`set_${snake}`, `${this.thisObject(definition).replace(/.* self = /, '  ')}  return webidl::replace(agent, frame, ${quote(member.name)});\n`);
    } else if (!member.readonly) {
      const what = quote(`Failed to set the '${member.name}' property on '${definition.isGlobal ? k_globalName : definition.name}': the value`);
      const type = this.note(this.types.resolve(member.idlType, member.extAttrs), this.used);
      const set = `${target}set_${snakeCase(member.name)}(agent, value)`;
      code += this.function_(
        `set_${snake}`,
        `${isStatic ? '' : this.thisObject(definition)}  ${constant(type)} value = ${type.convert('frame.argument(0)', what)};\n  return webidl::finish_undefined(agent, [&] { return ${set}; });\n`,
      );
    }
    return code;
  }

  /** https://webidl.spec.whatwg.org/#js-stringifier */
  stringifier(definition, member) {
    const call = member.name ? `self->${cppName(member.name)}(${this.agentFor(member)})` : 'self->to_string(agent)';
    return this.function_(`call_${snakeCase(definition.name)}_to_string`, `${this.thisObject(definition)}  return webidl::finish(agent, ${call});\n`) + '\n';
  }

  agentFor(member) {
    const { withAgent } = this.module;
    return withAgent === true || withAgent?.includes(member.name) ? 'agent' : '';
  }

  interface_(definition) {
    const members = this.bound(definition);
    const constructors = members.filter(({ type }) => type === 'constructor');
    const rows = { constants: [], statics: [], members: [], unforgeables: [] };
    let code = '';
    let pairs = false;
    if (constructors.length > 0) code += this.constructor_(definition, constructors) + '\n';
    for (const member of members) {
      if (member.special === 'stringifier') {
        code += this.stringifier(definition, member);
        rows.members.push(`vm::operation("toString", 0, call_${snakeCase(definition.name)}_to_string)`);
      }
      if (member.type === 'operation' && !member.name) {
        if (member.special !== 'stringifier') throw new Unsupported(`${member.special} of ${definition.name}`);
      } else if (member.type === 'const') {
        rows.constants.push(`vm::constant(${quote(member.name)}, ${member.value.value})`);
      } else if (member.type === 'operation') {
        const operations = members.filter((each) => each.type === 'operation' && each.name === member.name && each.special === member.special);
        if (operations[0] !== member) continue; // an overload of one that is there
        const name = member.name.replace(/^_/, '');
        code += this.operation(definition, name, operations) + '\n';
        rows[member.special === 'static' ? 'statics' : 'members'].push(
          `vm::operation(${quote(name)}, ${lengthOf(operations)}, ${functionName(definition, member)})`);
      } else if (member.type === 'attribute') {
        const isUnforgeable = hasAttribute(member, 'LegacyUnforgeable');
        const setter = isSettable(member) ? `, set_${accessorName(definition, member)}` : '';
        code += this.attribute(definition, member) + '\n';
        rows[isUnforgeable ? 'unforgeables' : member.special === 'static' ? 'statics' : 'members'].push(
          `vm::${isUnforgeable ? 'unforgeable_' : ''}attribute(${quote(member.name)}, get_${accessorName(definition, member)}${setter})`);
      } else if (member.type === 'iterable' && member.idlType.length === 2 && !member.async) {
        pairs = true;
        for (const row of ['entries', 'keys', 'values', 'for_each'])
          rows.members.push(`webidl::k_${row}_row<${definition.name}>`);
      } else if (member.type !== 'constructor') {
        throw new Unsupported(`${member.type} in ${definition.name}`);
      }
    }
    const fields = [`.name = ${quote(definition.name)}`];
    if (definition.inheritance) fields.push(`.parent = &${definition.inheritance}::k_interface`);
    if (definition.inheritance) this.used.add(definition.inheritance);
    const exposed = exposure(definition);
    if (exposed !== 'vm::Exposure::k_everywhere') fields.push(`.exposure = ${exposed}`);
    if (hasAttribute(definition, 'LegacyNoInterfaceObject')) fields.push('.has_no_interface_object = true');
    if (constructors.length > 0) {
      const length = lengthOf(constructors);
      if (length > 0) fields.push(`.length = ${length}`);
      fields.push(`.constructor = construct_${snakeCase(definition.name)}`);
    }
    for (const [kind, items] of Object.entries(rows)) {
      if (items.length === 0) continue;
      code += `constexpr vm::BuiltinRow k_${snakeCase(definition.name)}_${kind}[] = {\n${items.map((item) => `    ${item},\n`).join('')}};\n\n`;
      fields.push(`.${kind} = k_${snakeCase(definition.name)}_${kind}`);
    }
    if (pairs) fields.push('.iterator = "entries"');
    fields.push(`.visit_state = vm::visit_state_of<${definition.name}>`);
    if (hasAttribute(definition, 'Serializable') || hasAttribute(definition, 'Transferable'))
      fields.push(`.structured_data_steps = &${definition.name}::k_structured_data_steps`);
    if (this.module.described?.includes(definition.name)) fields.push(`.describe = vm::description_of<${definition.name}>`);
    return `namespace {

${code}}  // namespace

${pairs ? pairIterator(definition.name) : ''}constinit const vm::Interface ${definition.name}::k_interface = {
${fields.map((field) => `    ${field},\n`).join('')}};
`;
  }

  /** The members of the global object that a class has: rows of lazy properties. */
  globals(className, names) {
    const definition = { name: className, isGlobal: true, members: [] };
    const rows = [];
    let code = '';
    for (const name of names) {
      const members = this.members.get(name) ?? fail(name);
      const [member] = members;
      if (member.type === 'operation') {
        code += this.operation(definition, member.name, members) + '\n';
        rows.push(`vm::operation(${quote(member.name)}, ${lengthOf(members)}, ${functionName(definition, member)})`);
      } else {
        code += this.attribute(definition, member) + '\n';
        rows.push(`vm::attribute(${quote(member.name)}, get_${accessorName(definition, member)}${isSettable(member) ? `, set_${accessorName(definition, member)}` : ''})`);
      }
    }
    return `// https://webidl.spec.whatwg.org/#js-global-objects

namespace {

${code}constexpr vm::LazyRow k_rows_of_${snakeCase(className)}[] = {\n${rows.map((row) => `    vm::lazy_builtin(${row}),\n`).join('')}};

}  // namespace

constinit const std::span<const vm::LazyRow> ${className}::k_global_rows = k_rows_of_${snakeCase(className)};
`;
  }

  write() {
    let header = '';
    let code = '';
    for (const definition of this.own) {
      if (definition.type === 'dictionary') {
        header += `\n${this.dictionaryStruct(definition)}`;
        code += `\n${this.dictionaryCode(definition)}`;
      } else if (definition.type === 'enum') {
        header += `\n${this.enumerationHeader(definition)}`;
        code += `\n${this.enumerationCode(definition)}`;
      } else if (definition.type === 'interface') {
        this.used.add(definition.name);
        code += `\n${this.interface_(definition)}`;
      }
    }
    for (const [className, names] of Object.entries(this.module.globals ?? {})) code += `\n${this.globals(className, names)}`;
    return this.files(header, code);
  }

  files(header, code) {
    const first = `// Generated by tools/webidl/generate.mjs from the IDL of ${specification[this.module.spec]}; not to be edited.\n`;
    const path = this.module.output;
    const files = {};
    const ownHeader = `${path.replace('src/', '')}_bindings.h`;
    if (header !== '') {
      const parents = this.own.map(({ inheritance }) => inheritance).filter((name) => name && this.definitions.get(name).type === 'dictionary');
      const uses = [...this.headerUses, ...parents].filter((name) => !this.module.definitions.includes(name));
      const isStruct = (name) => this.definitions.get(name).type !== 'interface';
      const includes = [...new Set(uses.filter(isStruct).map((name) => `#include "${moduleOf(name).output.replace('src/', '')}_bindings.h"\n`))];
      const classes = uses.filter((name) => !isStruct(name)).sort().map((name) => `class ${name};\n`);
      files[`${path}_bindings.h`] = `${first}#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
${header.includes('std::variant<') ? '#include <variant>\n' : ''}
#include "vm/completion.h"
#include "vm/value.h"
${includes.sort().join('')}#include "webidl/conversions.h"
${header.includes('Sequence<') ? '#include "webidl/sequences.h"\n' : ''}
namespace orrery::web {

${classes.join('')}${header}
}  // namespace orrery::web
`;
    }
    const headers = new Set(['webidl/conversions.h', 'webidl/finish.h', 'webidl/sequences.h']);
    if (header !== '') headers.delete('webidl/conversions.h');
    for (const name of [...this.used, ...this.headerUses]) {
      const file = moduleOf(name).output.replace('src/', '');
      if (this.definitions.get(name).type === 'interface') headers.add(`${file}.h`);
      else if (`${file}_bindings.h` !== ownHeader) headers.add(`${file}_bindings.h`);
    }
    if (/event_handler\(/.test(code)) headers.add(eventHandlerHeader);
    if (/k_entries_row/.test(code)) headers.add('webidl/iterables.h');
    if (/BufferSource/.test(header + code)) headers.add('webidl/buffer_sources.h');
    if (/webidl::(put_forwards|replace)\(/.test(code)) headers.add('webidl/attributes.h');
    if (this.module.globals) {
      headers.add('vm/objects/realm_interface.h').add('webidl/global_object.h').add(`${path.replace('src/', '')}.h`);
    }
    if (!/Sequence|Record|convert_sequence/.test(code)) headers.delete('webidl/sequences.h');
    const own = header === '' ? '' : `#include "${ownHeader}"\n\n`;
    const systemHeaders = ['span', 'variant', 'vector'].filter((name) => code.includes(`std::${name}<`));
    const system = systemHeaders.length > 0 ? `${systemHeaders.map((name) => `#include <${name}>\n`).join('')}\n` : '';
    files[`${path}_bindings.cpp`] = `${first}${own}${system}${[...headers].sort().map((each) => `#include "${each}"\n`).join('')}
namespace orrery::web {
${code}
}  // namespace orrery::web
`;
    return files;
  }
}

/** A static operation may have the name of one that is not. All names are the interface's own, so that several files compile as one. */
function functionName(definition, { name, special }) {
  const isAmbiguous = special === 'static' && definition.members.some((each) => each.name === name && each.special !== 'static');
  return `call_${isAmbiguous ? 'static_' : ''}${snakeCase(definition.name)}_${snakeCase(name)}`;
}

const accessorName = (definition, { name }) => `${snakeCase(definition.name)}_${snakeCase(name)}`;

const isSettable = (attribute) => !attribute.readonly || hasAttribute(attribute, 'PutForwards') || hasAttribute(attribute, 'Replaceable');

const constant = ({ cpp }) => (cpp.endsWith('*') ? cpp : `const ${cpp}`);

const pairIterator = (name) => `constinit const vm::Interface ${name}::k_iterator_interface =
    webidl::pair_iterator_interface<${name}>(${quote(`${name} Iterator`)});

`;

const wrap = (type, text) => (type.kind === 'union' ? `${type.cpp}(${text})` : text);

const enumerator = (value) => (value === '' ? 'Empty' : value.replace(/(^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, __, letter) => letter.toUpperCase()));

function fail(name) {
  throw new Error(`${name} is not in @webref/idl`);
}

export function writeModule(module, definitions, members, types) {
  return new Writer(module, definitions, members, types).write();
}
