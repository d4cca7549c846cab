// How IDL's types are in C++, and the expressions that convert to them (src/webidl/conversions.h).

import { absentInterfaces } from './bindings.mjs';

export class Unsupported extends Error {}

const integers = {
  byte: 'std::int8_t',
  octet: 'std::uint8_t',
  short: 'std::int16_t',
  'unsigned short': 'std::uint16_t',
  long: 'std::int32_t',
  'unsigned long': 'std::uint32_t',
  'long long': 'std::int64_t',
  'unsigned long long': 'std::uint64_t',
};
const strings = {
  DOMString: 'convert_dom_string(agent, VALUE)',
  CSSOMString: 'convert_dom_string(agent, VALUE)',
  USVString: 'convert_usv_string(agent, VALUE)',
  ByteString: 'convert_byte_string(agent, VALUE, WHERE)',
};
const bufferSources = {
  BufferSource: 'convert_buffer_source',
  AllowSharedBufferSource: 'convert_buffer_source',
  ArrayBuffer: 'convert_array_buffer',
  ArrayBufferView: 'convert_array_buffer_view',
};
const typedArray = /^(Int8|Uint8|Uint8Clamped|Int16|Uint16|Int32|Uint32|BigInt64|BigUint64|Float16|Float32|Float64)Array$/;

export const snakeCase = (name) =>
  name
    .replace(/^_/, '')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/-/g, '_')
    .toLowerCase();

/// How many sequences deep a type is, for names that do not hide each other.
const depthOf = (type) => (type.item ? Number(depthOf(type.item)) + 1 : '');

/// C++'s own words get a `_` at their end.
const reserved = new Set('continue default delete goto new operator register return static switch this typeof'.split(' '));
export const cppName = (name) => (reserved.has(snakeCase(name)) ? `${snakeCase(name)}_` : snakeCase(name));

/// How https://webidl.spec.whatwg.org/#js-union and overload resolution tell the kinds of types apart, in the order of
/// their steps: a kind, and whether a value (C++) is for a type of it. That of a sequence sets `method`.
export const questions = [
  ['dictionary', (value) => `${value}.is_nullish()`], // 4.
  ['interface', (value, { name }) => `vm::as_platform_object<${name}>(${value}) != nullptr`], // 5.
  ['buffer source', (value, { is }) => `webidl::${is}`.replace('VALUE', value)], // 6. to 8.
  ['callback', (value) => `vm::is_callable(${value})`], // 10.
  [
    'sequence', // 11.2
    (value) =>
      `${value}.is_object() && !(method = TRY(vm::get_method(agent, ${value}, agent.names().symbol_iterator))).is_undefined()`,
  ],
  ['record', (value) => `${value}.is_object()`], // 11.4
  ['dictionary', (value) => `${value}.is_object()`], // 11.5
  ['callback interface', (value) => `${value}.is_object()`], // 11.6
  ['object', (value) => `${value}.is_object()`], // 11.7
  ['boolean', (value) => `${value}.is_boolean()`], // 12.
  ['number', (value) => `${value}.is_number()`], // 13.
];

/// Of several types the one that takes what none of the questions is for (steps 15 to 19).
export function takesAnything(types) {
  for (const kind of ['string', 'enumeration', 'number', 'boolean', 'any']) {
    const found = types.find((type) => type.kind === kind);
    if (found) return found;
  }
  return undefined;
}

/**
 * A type as { cpp, convert, isCell }: the C++ type, and a function from a C++ expression of a vm::Value and one for the
 * message to a C++ expression that may use TRY.
 */
export class Types {
  /** @param {Map<string, object>} definitions all of IDL's definitions by name */
  constructor(definitions) {
    this.definitions = definitions;
  }

  resolve(idlType, attributes = []) {
    const all = [...attributes, ...(idlType.extAttrs ?? [])];
    if (idlType.union) return this.union(idlType);
    if (idlType.generic) return this.generic(idlType, all);
    const definition = this.definitions.get(idlType.idlType);
    if (definition?.type === 'typedef' && !bufferSources[idlType.idlType]) {
      const inner = this.resolve(definition.idlType, [...all, ...(definition.extAttrs ?? [])]);
      return idlType.nullable ? this.nullable(inner) : inner;
    }
    const plain = this.plain(idlType.idlType, definition, all);
    return idlType.nullable ? this.nullable(plain) : plain;
  }

  plain(name, definition, attributes) {
    const has = (wanted) => attributes.some((attribute) => attribute.name === wanted);
    const using = (text) => (value, where) =>
      `TRY(webidl::${text.replace('VALUE', value).replace('WHERE', where)})`;
    if (name === 'undefined') return { cpp: 'void', kind: 'undefined' };
    if (name === 'any') return { cpp: 'vm::Value', kind: 'any', convert: (value) => value };
    if (name === 'object') return { cpp: 'vm::Object*', kind: 'object', convert: using('convert_object(agent, VALUE, WHERE)') };
    if (name === 'boolean')
      return { cpp: 'bool', kind: 'boolean', convert: (value) => `webidl::convert_boolean(${value})` };
    if (integers[name]) {
      const conversion = has('Clamp') ? 'Clamp' : has('EnforceRange') ? 'EnforceRange' : null;
      const last = conversion ? `, webidl::IntegerConversion::${conversion}` : '';
      return {
        cpp: integers[name],
        kind: 'number',
        convert: using(`convert_integer<${integers[name]}>(agent, VALUE, WHERE${last})`),
      };
    }
    const float = /^(unrestricted )?(float|double)$/.exec(name);
    if (float) {
      const call = float[1]
        ? `convert_unrestricted_${float[2]}(agent, VALUE)`
        : `convert_${float[2]}(agent, VALUE, WHERE)`;
      return { cpp: float[2], kind: 'number', convert: using(call) };
    }
    if (strings[name]) {
      const call = has('LegacyNullToEmptyString') ? 'convert_null_to_empty_string(agent, VALUE)' : strings[name];
      return { cpp: 'vm::String*', kind: 'string', convert: using(call) };
    }
    const element = typedArray.exec(name)?.[1];
    if (bufferSources[name] || element) {
      const isShared = has('AllowShared') || name === 'AllowSharedBufferSource';
      const allowed = `{.shared = ${isShared}, .resizable = ${has('AllowResizable')}}`;
      const type = element ? `vm::ElementType::${element}` : '';
      const call = element ? `convert_typed_array(agent, VALUE, ${type}, WHERE` : `${bufferSources[name]}(agent, VALUE, WHERE`;
      const is = { ArrayBuffer: 'is_array_buffer(VALUE)', ArrayBufferView: 'is_array_buffer_view(VALUE)' };
      return {
        cpp: 'webidl::BufferSource',
        kind: 'buffer source',
        is: element ? `is_typed_array(VALUE, ${type})` : (is[name] ?? 'is_buffer_source(VALUE)'),
        convert: using(`${call}, ${allowed})`),
      };
    }
    return this.defined(name, definition);
  }

  defined(name, definition) {
    switch (definition?.type) {
      case 'interface':
        return {
          cpp: `${name}*`,
          kind: 'interface',
          name,
          convert: (value, where) => `TRY(webidl::convert_interface<${name}>(agent, ${value}, ${where}))`,
        };
      case 'dictionary':
        return {
          cpp: name,
          kind: 'dictionary',
          name,
          takesNull: true,
          convert: (value, where) => `TRY(convert_${snakeCase(name)}(agent, ${value}, ${where}))`,
        };
      case 'enum':
        return {
          cpp: name,
          kind: 'enumeration',
          name,
          convert: (value, where) => `TRY(convert_${snakeCase(name)}(agent, ${value}, ${where}))`,
        };
      case 'callback interface':
        return {
          cpp: 'vm::Object*',
          kind: 'callback interface',
          convert: (value, where) => `TRY(webidl::convert_object(agent, ${value}, ${where}))`,
        };
      case 'callback': {
        const takesAnything = definition.extAttrs.some(({ name: each }) => each === 'LegacyTreatNonObjectAsNull');
        return {
          cpp: 'vm::Object*',
          kind: 'callback',
          takesAnything,
          convert: (value, where) => `TRY(webidl::convert_callback_function(agent, ${value}, ${where}))`,
        };
      }
    }
    throw new Unsupported(`type ${name}`);
  }

  nullable(inner) {
    const isPointer = inner.cpp.endsWith('*');
    const cpp = isPointer ? inner.cpp : `std::optional<${inner.cpp}>`;
    const absent = isPointer ? `static_cast<${cpp}>(nullptr)` : `${cpp}()`;
    const test = (value) => (inner.takesAnything ? `!${value}.is_object()` : `${value}.is_nullish()`);
    const present = inner.takesAnything ? (value) => `${value}.as_object()` : inner.convert;
    return {
      ...inner,
      cpp,
      isNullable: true,
      takesNull: true,
      convert: (value, where) => `${test(value)} ? ${absent} : ${isPointer ? '' : `${cpp}`}(${present(value, where)})`,
    };
  }

  generic(idlType) {
    if (idlType.generic === 'record') return this.record(idlType);
    if (idlType.generic !== 'sequence' && idlType.generic !== 'FrozenArray')
      throw new Unsupported(`type ${idlType.generic}`);
    const item = this.cellType(idlType.idlType[0]);
    const cpp = `webidl::Sequence<${item.cpp}>`;
    const list = `sequence${depthOf(item)}`;
    const each = `item${depthOf(item)}`;
    const convertBy = (call) => (value, where) => `({
    ${cpp} ${list}(agent);
    TRY(webidl::${call.replace('VALUE', value).replace('WHERE', where)}, [&](vm::Value ${each}) -> vm::Completion<void> {
      ${list}.append(agent, ${item.convert(each, where)});
      return {};
    }));
    ${list};
  })`;
    return {
      cpp,
      kind: 'sequence',
      item,
      convert: convertBy('convert_sequence(agent, VALUE, WHERE'),
      convertByMethod: convertBy('for_each_of_iterable(agent, VALUE, method'),
    };
  }

  /** The type of items in a list of cells. */
  cellType(idlType) {
    const item = this.resolve(idlType);
    if (item.kind === 'union' && item.members.every(({ kind }) => ['buffer source', 'interface', 'object', 'string'].includes(kind)))
      return { ...item, cpp: 'vm::Value', convert: (value, where) => `webidl::to_item(${item.convert(value, where)})` };
    if (['number', 'boolean', 'dictionary', 'union', 'enumeration', 'buffer source'].includes(item.kind))
      throw new Unsupported(`sequences of ${item.kind}`);
    return item;
  }

  record(idlType) {
    const key = this.resolve(idlType.idlType[0]);
    const item = this.cellType(idlType.idlType[1]);
    const cpp = `webidl::Record<${item.cpp}>`;
    return {
      cpp,
      kind: 'record',
      item,
      convert: (value, where) => `({
    ${cpp} record(agent);
    TRY(webidl::convert_record(agent, ${value}, ${where}, [&](vm::String* name, vm::Value entry) -> vm::Completion<void> {
      vm::String* key = ${key.convert('name', where)};
      record.set(agent, key, ${item.convert('entry', where)});
      return {};
    }));
    record;
  })`,
    };
  }

  /** https://webidl.spec.whatwg.org/#js-union: as an expression that asks in the order of its steps. */
  union(idlType) {
    const present = idlType.idlType.filter((each) => !absentInterfaces.has(each.idlType));
    if (present.length === 1) return this.resolve(present[0]);
    const members = present.map((each) => this.resolve(each)).flatMap((each) => (each.kind === 'union' ? each.members : [each]));
    const cpp = `std::variant<${[...new Set(members.map(({ cpp: each }) => each))].join(', ')}>`;
    const of = (kind) => members.filter((each) => each.kind === kind);
    const last = takesAnything(members);
    const convert = (value, where) => {
      let text = '';
      for (const [kind, question] of questions) {
        for (const member of of(kind).filter((each) => each !== last))
          text += `${question(value, member)} ? ${cpp}(${(member.convertByMethod ?? member.convert)(value, where)}) : `;
      }
      text += last ? `${cpp}(${last.convert(value, where)})` : `TRY(webidl::throw_not_of_union<${cpp}>(agent, ${where}))`;
      return of('sequence').length > 0 ? `({ vm::Value method; ${text}; })` : `(${text})`;
    };
    return { cpp, kind: 'union', members, convert, takesNull: members.some(({ kind }) => kind === 'dictionary') };
  }
}
