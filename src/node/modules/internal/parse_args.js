'use strict';

// https://nodejs.org/api/util.html#utilparseargsconfig

const ArrayIsArray = intrinsic('Array', 'isArray');
const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const ArrayPrototypeSlice = uncurried('ArrayPrototype', 'slice');
const ObjectKeys = intrinsic('Object', 'keys');
const ObjectPrototypeHasOwnProperty = uncurried('ObjectPrototype', 'hasOwnProperty');
const StringPrototypeIndexOf = uncurried('StringPrototype', 'indexOf');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');
const StringPrototypeStartsWith = uncurried('StringPrototype', 'startsWith');
const TypeError = intrinsic('TypeError');

const { describeReceived, makeError } = require('internal/errors');
const { validateArray, validateBoolean, validateObject, validateString } = require('internal/validators');

function fail(code, message) {
  throw makeError(TypeError, code, message, parseArgs);
}

function checkOptions(options) {
  const names = ObjectKeys(options);
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    const option = options[name];
    validateObject(option, `options.${name}`);
    if (option.type !== 'string' && option.type !== 'boolean') {
      const received = describeReceived(option.type);
      fail('ERR_INVALID_ARG_TYPE', `The "options.${name}.type" property must be ('string|boolean').${received}`);
    }
    if (option.short !== undefined) {
      validateString(option.short, `options.${name}.short`);
      if (option.short.length !== 1)
        fail('ERR_INVALID_ARG_VALUE', `The property 'options.${name}.short' must be a single character. Received '${option.short}'`);
    }
    if (option.multiple !== undefined) validateBoolean(option.multiple, `options.${name}.multiple`);
    if (option.default !== undefined) checkDefault(option, `options.${name}.default`);
  }
}

function checkDefault(option, name) {
  const validate = option.type === 'string' ? validateString : validateBoolean;
  if (!option.multiple) return validate(option.default, name);
  validateArray(option.default, name);
  for (let i = 0; i < option.default.length; i++) validate(option.default[i], `${name}[${i}]`);
  return undefined;
}

function longNameOf(options, short) {
  const names = ObjectKeys(options);
  for (let i = 0; i < names.length; i++) {
    if (options[names[i]].short === short) return names[i];
  }
  return short;
}

/** The arguments as what they are: options with their values, positionals, the terminator. */
function tokensOf(args, options) {
  const tokens = [];
  const typeOf = (name) => (ObjectPrototypeHasOwnProperty(options, name) ? options[name].type : undefined);
  for (let index = 0; index < args.length; index++) {
    const arg = args[index];
    if (arg === '--') {
      ArrayPrototypePush(tokens, { kind: 'option-terminator', index });
      for (index++; index < args.length; index++)
        ArrayPrototypePush(tokens, { kind: 'positional', index, value: args[index] });
    } else if (StringPrototypeStartsWith(arg, '--')) {
      const equals = StringPrototypeIndexOf(arg, '=', 3);
      const name = StringPrototypeSlice(arg, 2, equals < 0 ? undefined : equals);
      const token = { kind: 'option', name, rawName: `--${name}`, index, value: undefined, inlineValue: undefined };
      if (equals >= 0) {
        token.value = StringPrototypeSlice(arg, equals + 1);
        token.inlineValue = true;
      } else if (typeOf(name) === 'string' && index + 1 < args.length) {
        token.value = args[++index];
        token.inlineValue = false;
      }
      ArrayPrototypePush(tokens, token);
    } else if (arg.length > 1 && arg[0] === '-') {
      index = shortTokens(arg, args, index, options, typeOf, tokens);
    } else {
      ArrayPrototypePush(tokens, { kind: 'positional', index, value: arg });
    }
  }
  return tokens;
}

/** -a, -abc, -fVALUE. @returns the index of the last argument that was used */
function shortTokens(arg, args, index, options, typeOf, tokens) {
  for (let i = 1; i < arg.length; i++) {
    const name = longNameOf(options, arg[i]);
    const token = { kind: 'option', name, rawName: `-${arg[i]}`, index, value: undefined, inlineValue: undefined };
    ArrayPrototypePush(tokens, token);
    if (typeOf(name) !== 'string') continue;
    if (i + 1 < arg.length) {
      token.value = StringPrototypeSlice(arg, i + 1);
      token.inlineValue = true;
    } else if (index + 1 < args.length) {
      token.value = args[++index];
      token.inlineValue = false;
    }
    return index;
  }
  return index;
}

function checkToken(token, options, allowPositionals) {
  const isKnown = ObjectPrototypeHasOwnProperty(options, token.name);
  if (!isKnown) {
    const hint = allowPositionals
      ? `. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- "${token.rawName}"`
      : '';
    fail('ERR_PARSE_ARGS_UNKNOWN_OPTION', `Unknown option '${token.rawName}'${hint}`);
  }
  const { short, type } = options[token.name];
  const shown = `${short ? `-${short}, ` : ''}--${token.name}`;
  if (type === 'string' && typeof token.value !== 'string')
    fail('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', `Option '${shown} <value>' argument missing`);
  if (type === 'boolean' && token.value !== undefined)
    fail('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', `Option '${shown}' does not take an argument`);
  if (token.inlineValue === false && token.value.length > 1 && token.value[0] === '-') {
    const example = StringPrototypeStartsWith(token.rawName, '--') ? `'${token.rawName}=-XYZ'` : `'--${token.name}=-XYZ' or '${token.rawName}-XYZ'`;
    fail(
      'ERR_PARSE_ARGS_INVALID_OPTION_VALUE',
      `Option '${token.rawName}' argument is ambiguous.\nDid you forget to specify the option argument for '${token.rawName}'?\nTo specify an option argument starting with a dash use ${example}.`,
    );
  }
}

function store(values, options, name, value) {
  if (name === '__proto__') return;
  if (!options[name]?.multiple) {
    values[name] = value;
  } else if (values[name]) {
    ArrayPrototypePush(values[name], value);
  } else {
    values[name] = [value];
  }
}

function parseArgs(config = { __proto__: null }) {
  const argv = globalThis.process?.argv;
  const args = config.args ?? (ArrayIsArray(argv) ? ArrayPrototypeSlice(argv, 2) : []);
  const strict = config.strict ?? true;
  const allowPositionals = config.allowPositionals ?? !strict;
  const allowNegative = config.allowNegative ?? false;
  const options = config.options ?? { __proto__: null };
  validateArray(args, 'args');
  validateBoolean(strict, 'strict');
  validateBoolean(allowPositionals, 'allowPositionals');
  validateObject(options, 'options');
  checkOptions(options);

  const tokens = tokensOf(args, options);
  const result = { values: { __proto__: null }, positionals: [] };
  if (config.tokens) result.tokens = tokens;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token.kind === 'option') {
      let { name } = token;
      let value = token.value ?? true;
      const isNegative = allowNegative && StringPrototypeStartsWith(name, 'no-') &&
        options[StringPrototypeSlice(name, 3)]?.type === 'boolean';
      if (isNegative) {
        name = token.name = StringPrototypeSlice(name, 3);
        value = false;
      }
      if (strict) checkToken(token, options, allowPositionals);
      store(result.values, options, name, value);
    } else if (token.kind === 'positional') {
      if (!allowPositionals)
        fail('ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL', `Unexpected argument '${token.value}'. This command does not take positional arguments`);
      ArrayPrototypePush(result.positionals, token.value);
    }
  }
  const names = ObjectKeys(options);
  for (let i = 0; i < names.length; i++) {
    const fallback = options[names[i]].default;
    if (fallback !== undefined && result.values[names[i]] === undefined) result.values[names[i]] = fallback;
  }
  return result;
}

module.exports = parseArgs;
