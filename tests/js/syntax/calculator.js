// A tokenizer with regular expressions and a precedence parser: literals of every kind, switch, labels, loops.
const patterns = {
  space: /[ \t\v\f\u00a0\ufeff]+/y,
  newline: /\r\n?|[\n\u2028\u2029]/y,
  comment: /\/\/.*|\/\*[^]*?\*\//y,
  hex: /0[xX](?<digits>[\da-fA-F]+(?:_[\da-fA-F]+)*)/y,
  number: /(?<whole>\d+(?:_\d+)*)?(?:\.(?<fraction>\d*))?(?:[eE](?<exponent>[+-]?\d+))?(?<big>n)?/y,
  name: /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy,
  string: /(?<quote>["'])(?<body>(?:\\[^]|(?!\k<quote>)[^\\\n])*)\k<quote>/y,
  operator: /\*\*=?|[-+*/%&|^<>=!]=?|&&|\|\||\?\?|[()\[\]{},;?:.~]/y,
};

const escapes = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0', '\n': '' };

function* tokenize(source) {
  let position = 0, line = 1;
  next: while (position < source.length) {
    for (const type in patterns) {
      const pattern = patterns[type];
      pattern.lastIndex = position;
      const match = pattern.exec(source);
      if (match === null || match[0] === '') continue;
      position = pattern.lastIndex;
      switch (type) {
        case 'newline':
          line++;
          // falls through
        case 'space':
        case 'comment':
          continue next;
        case 'hex': {
          yield { type: 'number', value: parseInt(match.groups.digits.replace(/_/g, ''), 16), line };
          continue next;
        }
        case 'number': {
          const { whole = '0', fraction = '', exponent = 0, big } = match.groups;
          const digits = whole.replaceAll('_', '');
          yield { type, value: big ? BigInt(digits) : Number(`${digits}.${fraction || 0}e${+exponent}`), line };
          continue next;
        }
        case 'string':
          yield { type, value: match.groups.body.replace(/\\([^])/g, (_, c) => escapes[c] ?? c), line };
          continue next;
        default:
          yield { type, value: match[0], line };
          continue next;
      }
    }
    throw new SyntaxError(`line ${line}: unexpected ${JSON.stringify(source[position])}`);
  }
  yield { type: 'end', value: '', line };
}

const binary = {
  '??': [1, (a, b) => a() ?? b()], '||': [1, (a, b) => a() || b()], '&&': [2, (a, b) => a() && b()],
  '|': [3, (a, b) => a() | b()], '^': [4, (a, b) => a() ^ b()], '&': [5, (a, b) => a() & b()],
  '==': [6, (a, b) => a() == b()], '!=': [6, (a, b) => a() != b()],
  '<': [7, (a, b) => a() < b()], '>': [7, (a, b) => a() > b()], '<=': [7, (a, b) => a() <= b()], '>=': [7, (a, b) => a() >= b()],
  '+': [9, (a, b) => a() + b()], '-': [9, (a, b) => a() - b()],
  '*': [10, (a, b) => a() * b()], '/': [10, (a, b) => a() / b()], '%': [10, (a, b) => a() % b()],
  '**': [11, (a, b) => a() ** b(), 'right'],
};
const unary = { '-': (a) => -a(), '+': (a) => +a(), '!': (a) => !a(), '~': (a) => ~a() };

function Parser(source) {
  if (!new.target) return new Parser(source);
  this.tokens = [...tokenize(source)];
  this.index = 0;
}

Parser.prototype = {
  constructor: Parser,
  __proto__: null,
  get token() { return this.tokens[this.index]; },
  eat(value) { return this.token.type !== 'string' && this.token.value === value ? (this.index++, true) : false; },
  expect(value) {
    if (!this.eat(value)) throw new SyntaxError(`line ${this.token.line}: expected '${value}', not '${this.token.value}'`);
  },
  program() {
    const statements = [];
    do {
      if (this.token.type === 'end') break;
      if (this.eat(';')) continue;
      statements.push(this.expression(0));
    } while (this.eat(';') || this.token.type !== 'end');
    return (scope) => statements.reduce((_, statement) => statement(scope), undefined);
  },
  expression(minimum) {
    let left = this.prefix();
    for (;;) {
      const operator = this.token.type === 'operator' ? this.token.value : '';
      if (operator === '=' && left.target) {
        this.index++;
        const target = left.target, right = this.expression(0);
        left = (scope) => (scope[target] = right(scope));
        continue;
      }
      if (operator === '?' && minimum <= 0) {
        this.index++;
        const test = left, yes = this.expression(0);
        this.expect(':');
        const no = this.expression(0);
        left = (scope) => test(scope) ? yes(scope) : no(scope);
        continue;
      }
      if (!Object.hasOwn(binary, operator)) return left;
      const [precedence, apply, associativity = 'left'] = binary[operator];
      if (precedence < minimum) return left;
      this.index++;
      const a = left, b = this.expression(precedence + (associativity === 'left'));
      left = (scope) => apply(() => a(scope), () => b(scope));
    }
  },
  prefix() {
    const { type, value, line } = this.token;
    this.index++;
    if (type === 'number' || type === 'string') return () => value;
    if (type === 'name') {
      if (this.eat('(')) return this.call(value);
      return Object.assign((scope) => scope[value], { target: value });
    }
    if (value === '(') {
      const inner = this.expression(0);
      this.expect(')');
      return (scope) => inner(scope);
    }
    if (value in unary) {
      const operand = this.expression(11), apply = unary[value];
      return (scope) => apply(() => operand(scope));
    }
    throw new SyntaxError(`line ${line}: unexpected '${value}'`);
  },
  call(name) {
    const list = [];
    while (!this.eat(')')) {
      list.push(this.expression(0));
      if (!this.eat(',') && this.token.value !== ')') this.expect(',');
    }
    return (scope) => scope[name](...list.map((argument) => argument(scope)));
  },
};

const scope = { __proto__: null, pi: 3.141592653589793, max: Math.max, été: 'summer', 𝒳: 0b1010, list: (...all) => all };
for (const source of [
  '1 + 2 * 3 - 4 / 2 ** 2', '-(2 ** 2) + +"3" // comment', 'x = y = 0xFF_FF % 1_000; x + y', '2 ** 3 ** 2',
  'a ?? "nothing"; 10n ** 20n', 'max(1, .5e1, 08.5 - 0o0 == 1 ? 2 : 3)', 'été + 𝒳 /* two\nlines */ + \'\\n\\\'\'', '1 +', '@',
]) {
  try {
    console.log(source.slice(0, 20).padEnd(20, '.'), Parser(source).program()(scope));
  } catch (error) {
    if (!(error instanceof SyntaxError)) console.log(error.name, error.message);
    else console.log(`${error.name}: ${error.message}`);
  }
}
