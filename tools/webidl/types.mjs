// How IDL's types are in C++, and the expressions that convert to them (src/webidl/conversions.h).

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
const bufferSources = { BufferSource: 'convert_buffer_source', ArrayBufferView: 'convert_array_buffer_view' };

export const snakeCase = (name) =>
  name
    .replace(/^_/, '')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/-/g, '_')
    .toLowerCase();

/// C++'s own words get a `_` at their end.
const reserved = new Set('continue default delete goto new operator register return static switch this typeof'.split(' '));
export const cppName = (name) => (reserved.has(snakeCase(name)) ? `${snakeCase(name)}_` : snakeCase(name));

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
    if (definition?.type === 'typedef') {
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
    if (bufferSources[name]) {
      const allowed = `{.shared = ${has('AllowShared')}, .resizable = ${has('AllowResizable')}}`;
      return {
        cpp: 'webidl::BufferSource',
        kind: 'buffer source',
        convert: using(`${bufferSources[name]}(agent, VALUE, WHERE, ${allowed})`),
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
      convert: (value, where) => `${test(value)} ? ${absent} : ${isPointer ? '' : `${cpp}`}(${present(value, where)})`,
    };
  }

  generic(idlType) {
    if (idlType.generic !== 'sequence' && idlType.generic !== 'FrozenArray')
      throw new Unsupported(`type ${idlType.generic}`);
    const item = this.resolve(idlType.idlType[0]);
    if (item.kind === 'number' || item.kind === 'boolean' || item.kind === 'dictionary')
      throw new Unsupported(`sequences of ${item.kind}`);
    const cpp = `webidl::Sequence<${item.cpp}>`;
    return {
      cpp,
      kind: 'sequence',
      item,
      convert: (value, where) => `({
    ${cpp} sequence(agent);
    TRY(webidl::convert_sequence(agent, ${value}, ${where}, [&](vm::Value item) -> vm::Completion<void> {
      sequence.append(agent, ${item.convert('item', where)});
      return {};
    }));
    sequence;
  })`,
    };
  }

  /** https://webidl.spec.whatwg.org/#js-union: as an expression that asks in the order of its steps. */
  union(idlType) {
    const members = idlType.idlType.map((each) => this.resolve(each));
    const cpp = `std::variant<${members.map(({ cpp: each }) => each).join(', ')}>`;
    const of = (...kinds) => members.find(({ kind }) => kinds.includes(kind));
    const questions = [
      ['dictionary', (value) => `${value}.is_nullish()`], // 4.
      ['interface', (value, { name }) => `vm::as_platform_object<${name}>(${value}) != nullptr`], // 5.
      ['buffer source', (value) => `webidl::is_buffer_source(${value})`], // 6. to 8.
      ['callback', (value) => `vm::is_callable(${value})`], // 10.
      ['dictionary', (value) => `${value}.is_object()`], // 11.5
      ['callback interface', (value) => `${value}.is_object()`], // 11.6
      ['object', (value) => `${value}.is_object()`], // 11.7
      ['boolean', (value) => `${value}.is_boolean()`], // 12.
      ['number', (value) => `${value}.is_number()`], // 13.
    ];
    const last = of('string', 'number', 'boolean', 'any'); // 15. to 19.
    if (of('sequence') || !last) throw new Unsupported('a union with a sequence, or without a default');
    const convert = (value, where) => {
      let text = '';
      for (const [kind, question] of questions) {
        const member = of(kind);
        if (member && member !== last) text += `${question(value, member)} ? ${cpp}(${member.convert(value, where)}) : `;
      }
      return `${text}${cpp}(${last.convert(value, where)})`;
    };
    return { cpp, kind: 'union', members, convert };
  }
}
