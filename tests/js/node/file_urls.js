// Paths of files as URLs and back, of both sorts of systems.
const { fileURLToPath, pathToFileURL } = require('url');
const run = (call) => {
  try {
    console.log(call());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
process.chdir('/');
for (const url of [
  'file:///C:/a', 'file:///c:/', 'file:///C:', 'file:///', 'file:///a', 'file:///1:/a', 'file://server/share/a%20b',
  'file:///C:/a%2fb', 'file:///C:/a%5Cb', 'file:///C:/a/b%20c/%C3%A9', 'file://xn--mnchen-3ya/x', 'file:///C:/a%23',
  'http://a', 'file:///C|/a', 'file:///%43:/a', 5,
])
  for (const options of [{ windows: true }, { windows: false }, undefined, null, { windows: 1 }, { windows: null }])
    run(() => `${url} ${fileURLToPath(url, options)}`);
for (const path of [
  'C:\\a', 'C:\\a\\', 'C:/a/', 'C:\\a b\\%#?\n\t\u00e9', '\\\\server\\share\\x y', '\\\\server', '\\\\', '\\\\\\x',
  '\\\\?\\UNC\\srv\\share\\f', '\\\\?\\C:\\x', 'C:\\a\\..\\b', '/x', '\\\\server\\share\\', '\\\\m\u00fcnchen\\x', 'C:',
  'D:\\\u00e9%', '//server/share/x', '//server/share', 5,
])
  run(() => pathToFileURL(path, { windows: true }).href);
for (const path of ['C:\\a', '/a/', '/a\\b', '/a%#?']) {
  run(() => pathToFileURL(path, { windows: false }).href);
  run(() => pathToFileURL(path).href);
}
