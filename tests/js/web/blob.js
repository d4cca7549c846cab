// options: --profile=web
// https://w3c.github.io/FileAPI/
const attempt = (name, run) => {
  try {
    console.log(name, run());
  } catch (error) {
    console.log(name, error.name, error.message);
  }
};
(async () => {
  const blob = new Blob(['a', new Uint8Array([98, 99]), new Blob(['dé']), { toString: () => '!' }, 1], { type: 'Text/PLAIN' });
  console.log(blob, blob.size, await blob.text(), await blob.bytes());
  console.log(await blob.arrayBuffer());
  console.log([new File([], 'f')].length);
  console.log(await blob.slice(1, 3).text(), await blob.slice(-3).text(), blob.slice(5, 2).size, blob.slice(0, 1, 'A/b').type, blob.slice(0, 1, 'é').type);
  console.log(new Blob([new Blob(['x'.repeat(10000)]), 'y']).slice(9999).size);
  console.log(await new Blob(['\uD800', '\n\r\n\r'], { endings: 'native' }).text());
  attempt('no sequence', () => new Blob('text'));
  attempt('a symbol', () => new Blob([Symbol()]));
  attempt('endings', () => new Blob([], { endings: 'other' }));
  attempt('File', () => new File(['a']));
  const file = new File(['text'], 'näme', { type: 'a/b', lastModified: 5.7 });
  console.log(file, Object.prototype.toString.call(file));
  const clone = structuredClone({ file, blob });
  console.log(clone.file instanceof File, clone.file.name, clone.file.lastModified, await clone.file.text(), clone.blob.type);
  await Blob.prototype.text.call({}).catch((error) => console.log(error.name));

  const reader = new FileReader();
  for (const type of ['loadstart', 'progress', 'load', 'abort', 'error', 'loadend'])
    reader.addEventListener(type, (event) => console.log(type, event.loaded, event.total, event.lengthComputable, reader.readyState, reader.result));
  const read = (method, ...parameters) =>
    new Promise((resolve) => {
      reader.onloadend = resolve;
      reader[method](...parameters);
    });
  await read('readAsText', blob);
  attempt('busy', () => {
    reader.readAsText(blob);
    reader.readAsText(blob);
  });
  reader.abort();
  console.log(reader.error.name, reader.readyState);
  await read('readAsDataURL', new Blob(['ab'], { type: 'x/y' }));
  await read('readAsBinaryString', new Blob([new Uint8Array([0xe9, 0x41])]));
  await read('readAsArrayBuffer', new Blob([]));
  await read('readAsText', new Blob([new Uint8Array([0xe9])], { type: 'text/plain;charset=windows-1252' }));
  await read('readAsText', new Blob([new Uint8Array([0xe9])]), 'latin1');
})();
