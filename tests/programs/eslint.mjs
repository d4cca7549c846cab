// Finds what is wrong with a program, and mends it.
import { Linter } from "eslint";
const linter = new Linter();
const code = `var a = 1\nif (a == 2) { console.log("x"); debugger }\nfunction f(unused) { return; let b = 3 }\nconst c = async () => { for (;;) { await null } }\nlet d = [1,2,3,]\nswitch (a) { case 1: case 1: break }`;
const config = {
  languageOptions: { ecmaVersion: 2024, sourceType: "script", globals: { console: "readonly" } },
  rules: {
    eqeqeq: "error",
    "no-unused-vars": "warn",
    "no-debugger": 2,
    "prefer-const": 1,
    "no-unreachable": 2,
    "no-var": 2,
    "no-duplicate-case": 2,
    "no-await-in-loop": 1,
    curly: 1,
    complexity: ["error", 1],
  },
};
for (const m of linter.verify(code, config, "x.js")) console.log(m.line, m.column, m.severity, m.ruleId, m.message);
console.log(linter.verifyAndFix(code, config, "x.js").output);
console.log(linter.verify("let = 1;;", config));
console.log(linter.version.split(".")[0]);
