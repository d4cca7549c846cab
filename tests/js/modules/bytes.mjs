// A file imported as bytes and as text: https://tc39.es/proposal-import-bytes/
import bytes from './lib/data.txt' with { type: 'bytes' };
import text from './lib/data.txt' with { type: 'text' };

console.log(bytes instanceof Uint8Array, bytes.length, bytes.buffer.immutable, String.fromCharCode(...bytes) === text);
try { bytes[0] = 0; } catch (error) { console.log(error.name); }
const again = await import('./lib/data.txt', { with: { type: 'bytes' } });
console.log(again.default === bytes);
