// Schemas: values and what is wrong with them.
const { z } = require("zod");
const User = z.object({
  name: z.string().min(2),
  age: z.number().int().positive().optional(),
  email: z.email(),
  role: z.enum(["admin", "user"]).default("user"),
  tags: z.array(z.string()).max(2),
  nested: z.object({ at: z.coerce.date() }),
});
console.log(User.parse({ name: "Ann", email: "a@b.co", tags: ["x"], nested: { at: "2020-01-02" } }));
const bad = User.safeParse({ name: "A", age: -1.5, email: "no", tags: ["a", "b", "c"], role: "root", nested: {} });
console.log(bad.success, JSON.stringify(bad.error.issues, null, 1));
const shape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("circle"), r: z.number() }),
  z.object({ kind: z.literal("square"), s: z.number() }),
]);
console.log(shape.parse({ kind: "circle", r: 2 }), shape.safeParse({ kind: "tri" }).error.issues[0].code);
console.log(
  z
    .string()
    .transform((s) => s.length)
    .pipe(z.number().max(3))
    .safeParse("abcd").success,
);
const Tree = z.object({
  v: z.number(),
  get kids() {
    return z.array(Tree);
  },
});
console.log(JSON.stringify(Tree.parse({ v: 1, kids: [{ v: 2, kids: [] }] })));
console.log(
  z.record(z.string(), z.number()).parse({ a: 1 }),
  z.tuple([z.string(), z.number()]).parse(["a", 1]),
  z.map(z.string(), z.number()).parse(new Map([["k", 1]])),
);
z.string()
  .refine(async (s) => s === "ok", "not ok")
  .safeParseAsync("no")
  .then((r) => console.log(r.error.issues[0].message));
console.log(JSON.stringify(z.toJSONSchema(User, { io: "input", unrepresentable: "any" })));
