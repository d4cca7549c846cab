// What imports with attributes make of modules that are something else.
const attempt = async (specifier, attributes) => {
  const text = JSON.stringify(attributes);
  try {
    const module = await import(specifier, { with: attributes });
    console.log(specifier, text, Object.keys(module).length > 0);
  } catch (error) {
    console.log(specifier, text, error.name, error.code, error.message.replace(import.meta.dirname, '...'));
  }
};
for (const specifier of ['node:fs', 'fs', './lib/data.json', './lib/paths.js', 'data:text/javascript,export default 1', 'data:application/json,1', './lib/none.mjs'])
  for (const attributes of [{}, { type: 'json' }, { type: 'css' }, { type: '' }]) await attempt(specifier, attributes);
for (const type of ['text', 'bytes']) await attempt('node:fs', { type });

for (const text of [
  'import fs from "node:fs" with { type: "json" }',
  'import fs from "fs" with { type: "css" }',
  'export * from "node:path" with { type: "text" }',
])
  await import(`data:text/javascript,${encodeURIComponent(text)}`).catch((error) => console.log(text, error.code));
