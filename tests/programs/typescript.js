// Checks programs against the types of the standard library, compiles them, and says what is wrong.

const ts = require("typescript");
const { readFileSync } = require("fs");
const read = (path) => readFileSync(`${__dirname}/node_modules/${path}`, "utf8");
const texts = {
  "lib.es5.d.ts": read("typescript/lib/lib.es5.d.ts"),
  "lib.es2015.core.d.ts": read("typescript/lib/lib.es2015.core.d.ts"),
  "lib.es2015.collection.d.ts": read("typescript/lib/lib.es2015.collection.d.ts"),
  "lib.es2015.iterable.d.ts": read("typescript/lib/lib.es2015.iterable.d.ts"),
  "lib.es2015.generator.d.ts": read("typescript/lib/lib.es2015.generator.d.ts"),
  "lib.es2015.promise.d.ts": read("typescript/lib/lib.es2015.promise.d.ts"),
  "lib.es2015.proxy.d.ts": read("typescript/lib/lib.es2015.proxy.d.ts"),
  "lib.es2015.reflect.d.ts": read("typescript/lib/lib.es2015.reflect.d.ts"),
  "lib.es2015.symbol.d.ts": read("typescript/lib/lib.es2015.symbol.d.ts"),
  "lib.es2015.symbol.wellknown.d.ts": read("typescript/lib/lib.es2015.symbol.wellknown.d.ts"),
  "lib.es2015.d.ts": read("typescript/lib/lib.es2015.d.ts"),
  "lib.decorators.d.ts": read("typescript/lib/lib.decorators.d.ts"),
  "lib.decorators.legacy.d.ts": read("typescript/lib/lib.decorators.legacy.d.ts"),
};

const files = {
  "shapes.ts": `
    export interface Shape { readonly kind: string; area(): number }
    export abstract class Base<T extends string> implements Shape {
      constructor(public readonly kind: T) {}
      abstract area(): number;
      toString(): string { return \`\${this.kind} of \${this.area().toFixed(2)}\`; }
    }
    export class Circle extends Base<"circle"> {
      #radius: number;
      constructor(radius: number) { super("circle"); this.#radius = radius; }
      area() { return Math.PI * this.#radius ** 2; }
    }
    export enum Unit { Metre, Foot = "ft".length, Inch }
    export const enum Flag { On = 1, Off = On << 2 }
    export namespace Helpers { export const double = (n: number) => n * 2; }
    type Getters<T> = { [K in keyof T & string as \`get\${Capitalize<K>}\`]: () => T[K] };
    export type CircleGetters = Getters<Pick<Circle, "kind">>;
  `,
  "main.ts": `
    import { Circle, Unit, Flag, Helpers, type CircleGetters, type Shape } from "./shapes";
    export async function total(shapes: Iterable<Shape>): Promise<number> {
      let sum = 0;
      for (const { area } of shapes) sum += area?.() ?? 0;
      return await Promise.resolve(sum);
    }
    export function* evens(limit = 10): Generator<number, string> {
      for (let i = 0; i < limit; i += 2) yield Helpers.double(i);
      return "done";
    }
    const getters: CircleGetters = { getKind: () => "circle" };
    const shapes: Shape[] = [new Circle(2), { kind: getters.getKind(), area: () => Flag.Off + Unit.Inch }];
    export default { shapes, tuple: [1, "a"] as const, map: new Map(shapes.map(s => [s.kind, s])) };
  `,
  "wrong.ts": `
    import { Circle, missing } from "./shapes";
    const n: number = "text";
    let c = new Circle("2");
    c.kind = "square";
    function f(x: string | undefined) { return x.length; }
    const o: { a: number; b: { c: string[] } } = { a: 1, b: { c: [1, "x"] }, d: 2 };
    for (const x of 5) console;
    f(1, 2);
    class D implements Missing { private x = this.y }
    type R<T> = T extends [infer H, ...infer U] ? [H, ...R<U>] : T;
    const r: R<[1, "b", true]> = [1, "c", true];
    switch (c.kind) { case "triangle": break; }
    const s: symbol = Symbol.iteratr;
  `,
};

function compile(target) {
  const options = {
    target,
    module: ts.ModuleKind.CommonJS,
    strict: true,
    lib: ["lib.es2015.d.ts"],
    declaration: true,
    sourceMap: true,
    noEmitOnError: false,
  };
  const written = {};
  const text = (name) => files[name.replace(/^\//, "")] ?? texts[name.replace(/^.*\//, "")];
  const host = {
    fileExists: (name) => text(name) !== undefined,
    readFile: text,
    getSourceFile: (name, version) =>
      text(name) === undefined ? undefined : ts.createSourceFile(name, text(name), version),
    getDefaultLibFileName: () => "/lib.es2015.d.ts",
    getDefaultLibLocation: () => "/",
    writeFile: (name, content) => {
      written[name] = content;
    },
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    getDirectories: () => [],
  };
  const program = ts.createProgram(
    Object.keys(files).map((name) => "/" + name),
    options,
    host,
  );
  const emitted = program.emit();
  return { program, written, diagnostics: [...ts.getPreEmitDiagnostics(program), ...emitted.diagnostics], host };
}

console.log(ts.version);
for (const target of [ts.ScriptTarget.ES5, ts.ScriptTarget.ES2022]) {
  const { written, diagnostics, host, program } = compile(target);
  console.log(ts.formatDiagnostics(diagnostics, host));
  for (const name of Object.keys(written).sort()) console.log(`// ${name}\n${written[name]}`);
  const checker = program.getTypeChecker();
  const main = checker.getSymbolAtLocation(program.getSourceFile("/main.ts"));
  for (const symbol of checker.getExportsOfModule(main))
    console.log(
      symbol.name,
      checker.typeToString(checker.getTypeOfSymbolAtLocation(symbol, program.getSourceFile("/main.ts"))),
    );
}
console.log(ts.transpileModule("const x: number = <any>1; export = x", { reportDiagnostics: true }).outputText);
