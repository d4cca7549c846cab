// Compiles JSON schemas.
const Ajv = require("ajv");
const ajv = new Ajv({ allErrors: true, useDefaults: true, coerceTypes: true });
const validate = ajv.compile({
  type: "object",
  properties: {
    id: { type: "integer", minimum: 1 },
    tags: { type: "array", items: { type: "string", pattern: "^[a-z]+$" }, uniqueItems: true },
    kind: { enum: ["a", "b"] },
    opt: { type: "boolean", default: true },
    nested: { $ref: "#/$defs/n" },
  },
  required: ["id", "kind"],
  additionalProperties: false,
  $defs: { n: { type: ["object", "null"], properties: { x: { type: "number", multipleOf: 0.5 } } } },
  if: { properties: { kind: { const: "a" } } },
  then: { required: ["tags"] },
});
for (const d of [
  { id: "5", kind: "a", tags: ["x"], nested: { x: 1.5 } },
  { id: 0, kind: "c", tags: ["x", "x", "Y"], z: 1, nested: { x: 0.3 } },
  { kind: "a" },
]) {
  console.log(
    validate(d),
    d,
    validate.errors?.map((e) => `${e.instancePath} ${e.message}`),
  );
}
console.log(ajv.errorsText(validate.errors));
ajv.addKeyword({ keyword: "even", validate: (s, d) => d % 2 === 0 });
console.log(ajv.validate({ even: true }, 3), ajv.errors[0].keyword);
