// A compiler's work: text to tokens, tokens to a tree, the tree to code for a stack machine, which then runs it.

const KEYWORDS = new Set(['let', 'while', 'if', 'else', 'def', 'return', 'print']);

function tokenize(text) {
  const tokens = [];
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 10) { at++; continue; }
    const start = at;
    if ((code >= 97 && code <= 122) || code === 95) {
      while (at < text.length && /[a-z0-9_]/.test(text[at])) at++;
      const name = text.slice(start, at);
      tokens.push({ kind: KEYWORDS.has(name) ? name : 'name', name, at: start });
    } else if (code >= 48 && code <= 57) {
      while (at < text.length && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at++;
      tokens.push({ kind: 'number', value: parseInt(text.substring(start, at), 10), at: start });
    } else if (code === 34) {
      at = text.indexOf('"', at + 1) + 1;
      tokens.push({ kind: 'text', value: text.slice(start + 1, at - 1), at: start });
    } else {
      const two = text.substr(at, 2);
      const kind = two === '==' || two === '<=' || two === '!=' ? two : text[at];
      at += kind.length;
      tokens.push({ kind, at: start });
    }
  }
  tokens.push({ kind: 'end', at });
  return tokens;
}

class Parser {
  constructor(text) { this.tokens = tokenize(text); this.next = 0; }
  get token() { return this.tokens[this.next]; }
  take(kind) {
    const token = this.token;
    if (token.kind !== kind) throw new SyntaxError(`${kind} expected at ${token.at}, not ${token.kind}`);
    this.next++;
    return token;
  }
  takeIf(kind) { if (this.token.kind !== kind) return false; this.next++; return true; }
  program() { const body = []; while (this.token.kind !== 'end') body.push(this.statement()); return { type: 'Block', body }; }
  block() { this.take('{'); const body = []; while (!this.takeIf('}')) body.push(this.statement()); return { type: 'Block', body }; }
  statement() {
    switch (this.token.kind) {
      case 'let': {
        this.next++;
        const { name } = this.take('name');
        this.take('=');
        const value = this.expression();
        this.take(';');
        return { type: 'Let', name, value };
      }
      case 'while': { this.next++; const test = this.expression(); return { type: 'While', test, body: this.block() }; }
      case 'if': {
        this.next++;
        const test = this.expression();
        const then = this.block();
        return { type: 'If', test, then, otherwise: this.takeIf('else') ? this.block() : null };
      }
      case 'def': {
        this.next++;
        const { name } = this.take('name');
        const parameters = [];
        this.take('(');
        while (!this.takeIf(')')) { parameters.push(this.take('name').name); this.takeIf(','); }
        return { type: 'Def', name, parameters, body: this.block() };
      }
      case 'return': case 'print': {
        const type = this.tokens[this.next++].kind === 'return' ? 'Return' : 'Print';
        const value = this.expression();
        this.take(';');
        return { type, value };
      }
      default: {
        const value = this.expression();
        if (value.type === 'Name' && this.takeIf('=')) {
          const assigned = this.expression();
          this.take(';');
          return { type: 'Assign', name: value.name, value: assigned };
        }
        this.take(';');
        return { type: 'Expression', value };
      }
    }
  }
  expression() { return this.binary(0); }
  binary(level) {
    const levels = [['==', '!=', '<', '<='], ['+', '-'], ['*', '/', '%']];
    if (level === levels.length) return this.primary();
    let left = this.binary(level + 1);
    while (levels[level].includes(this.token.kind)) {
      const operator = this.tokens[this.next++].kind;
      left = { type: 'Binary', operator, left, right: this.binary(level + 1) };
    }
    return left;
  }
  primary() {
    const token = this.token;
    this.next++;
    switch (token.kind) {
      case 'number': case 'text': return { type: 'Literal', value: token.value };
      case '(': { const inner = this.expression(); this.take(')'); return inner; }
      case 'name': {
        if (!this.takeIf('(')) return { type: 'Name', name: token.name };
        const values = [];
        while (!this.takeIf(')')) { values.push(this.expression()); this.takeIf(','); }
        return { type: 'Call', name: token.name, values };
      }
      default: throw new SyntaxError(`unexpected ${token.kind} at ${token.at}`);
    }
  }
}

const compilers = {
  Block({ body }, code) { body.forEach((statement) => compile(statement, code)); },
  Let({ name, value }, code) { compile(value, code); code.push(['store', name]); },
  Assign({ name, value }, code) { compile(value, code); code.push(['store', name]); },
  Expression({ value }, code) { compile(value, code); code.push(['drop']); },
  Print({ value }, code) { compile(value, code); code.push(['print']); },
  Return({ value }, code) { compile(value, code); code.push(['return']); },
  Literal({ value }, code) { code.push(['push', value]); },
  Name({ name }, code) { code.push(['load', name]); },
  Binary({ operator, left, right }, code) { compile(left, code); compile(right, code); code.push([operator]); },
  Call({ name, values }, code) { for (const value of values) compile(value, code); code.push(['call', name, values.length]); },
  Def({ name, parameters, body }, code) {
    const inner = [];
    compile(body, inner);
    inner.push(['push', 0], ['return']);
    code.push(['define', name, { parameters, code: inner }]);
  },
  While({ test, body }, code) {
    const start = code.length;
    compile(test, code);
    const exit = code.push(['jump_if_not', 0]) - 1;
    compile(body, code);
    code.push(['jump', start]);
    code[exit][1] = code.length;
  },
  If({ test, then, otherwise }, code) {
    compile(test, code);
    const skip = code.push(['jump_if_not', 0]) - 1;
    compile(then, code);
    const end = otherwise ? code.push(['jump', 0]) - 1 : -1;
    code[skip][1] = code.length;
    if (otherwise) { compile(otherwise, code); code[end][1] = code.length; }
  },
};
function compile(node, code = []) { compilers[node.type](node, code); return code; }

function run(code, functions = new Map(), output = [], names = new Map()) {
  const stack = [];
  for (let at = 0; at < code.length; at++) {
    const [operation, first, second] = code[at];
    switch (operation) {
      case 'push': stack.push(first); break;
      case 'load':
        if (!names.has(first)) throw new ReferenceError(first);
        stack.push(names.get(first));
        break;
      case 'store': names.set(first, stack.pop()); break;
      case 'drop': stack.pop(); break;
      case 'print': output.push(stack.pop()); break;
      case 'return': return stack.pop();
      case 'define': functions.set(first, second); break;
      case 'jump': at = first - 1; break;
      case 'jump_if_not': if (!stack.pop()) at = first - 1; break;
      case 'call': {
        const { parameters, code: body } = functions.get(first);
        const values = stack.splice(stack.length - second, second);
        stack.push(run(body, functions, output, new Map(parameters.map((name, index) => [name, values[index]]))));
        break;
      }
      default: {
        const right = stack.pop(), left = stack.pop();
        stack.push(operation === '+' ? left + right : operation === '-' ? left - right : operation === '*' ? left * right
          : operation === '/' ? Math.trunc(left / right) : operation === '%' ? left % right : operation === '==' ? left === right
            : operation === '!=' ? left !== right : operation === '<' ? left < right : left <= right);
      }
    }
  }
  return output;
}

const PROGRAM = `
def fib(n) { if n < 2 { return n; } return fib(n - 1) + fib(n - 2); }
def gcd(a, b) { while b != 0 { let rest = a % b; a = b; b = rest; } return a; }
let i = 0; let text = "";
while i < 400 { i = i + 1; if i % 3 == 0 { text = text + "x"; } else { text = text + "."; } }
print fib(15); print gcd(1071 * 4, 462 * 4); print text == ""; print (2 + 3) * 4 - 10 / 3;
`;

for (let round = 0; round < 5; round++) expect(run(compile(new Parser(PROGRAM).program())), '610,84,false,17');
let nodes = 0;
for (let round = 0; round < 60; round++)
  JSON.stringify(new Parser(PROGRAM.replace(/fib/g, 'f_' + round)).program(), (key, value) => { nodes++; return value; });
expect(nodes > 10000, true);
let refused = 0;
for (let round = 0; round < 200; round++) {
  try {
    run(compile(new Parser(round % 2 ? 'print 1 +;' : 'print unknown;').program()));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof ReferenceError) refused++;
  }
}
expect(refused, 200);
