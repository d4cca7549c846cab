// DataView: every type, both byte orders, bounds.
const show = (...parts) => console.log(parts.map(part => Object.is(part, -0) ? '-0' : typeof part === 'bigint' ? part + 'n' : String(part)).join(' | '));
const fails = (what, f) => { try { show(what, 'gave', f()); } catch (error) { show(what, error.name); } };

const buffer = new ArrayBuffer(16);
const view = new DataView(buffer, 2, 12), bytes = new Uint8Array(buffer);
const types = ['Int8', 'Uint8', 'Int16', 'Uint16', 'Int32', 'Uint32', 'Float16', 'Float32', 'Float64', 'BigInt64', 'BigUint64'];
for (const type of types) {
  const value = type.startsWith('Big') ? -0x0102030405060708n : type.startsWith('Float') ? -1.2001953125 : 0x81828384;
  for (const little of [false, true]) {
    bytes.fill(0);
    view[`set${type}`](3, value, little);
    show(type, little, Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join(''), view[`get${type}`](3, little), view[`get${type}`](3, !little) === view[`get${type}`](3, little));
  }
  fails(`${type} at the end`, () => view[`get${type}`](13 - view[`get${type}`].length));
  fails(`${type} beyond it`, () => view[`get${type}`](12));
}
show(view.byteLength, view.byteOffset, view.buffer === buffer, DataView.length, view.setInt8.length, view.getInt8.length, Object.prototype.toString.call(view));
show(view.setUint8(), view.getUint8(), view.setFloat64('1', '2'), view.getFloat64(1), view.setInt8(0, 300), view.getInt8());
fails('negative', () => view.getInt8(-1));
fails('infinite', () => view.getInt8(Infinity));
fails('a number as BigInt', () => view.setBigInt64(0, 1));
fails('no buffer', () => new DataView({}));
fails('offset too large', () => new DataView(buffer, 17));
fails('length too large', () => new DataView(buffer, 8, 9));
fails('without new', () => DataView(buffer));
fails('incompatible', () => DataView.prototype.getInt8.call(bytes, 0));

// The order of conversions
const order = [];
const n = (name, value) => ({ valueOf() { order.push(name); return value; } });
fails('conversions first', () => view.setInt8(n('index', 99), n('value', 1)));
show(order);

// Resizable buffers
const resizable = new ArrayBuffer(8, { maxByteLength: 16 });
const following = new DataView(resizable, 4), fixed = new DataView(resizable, 2, 4);
show(following.byteLength, fixed.byteLength);
resizable.resize(12); show(following.byteLength, fixed.byteLength);
resizable.resize(5); show(following.byteLength); fails('too short for it', () => fixed.byteLength); fails('the same', () => fixed.getInt8(0)); fails('offset', () => fixed.byteOffset);
resizable.resize(3); fails('not even its start', () => following.byteLength);
resizable.resize(8); show(following.byteLength, fixed.byteLength);
resizable.transfer(); fails('detached', () => fixed.getInt8(0)); fails('detached', () => following.byteOffset); show(fixed.buffer === resizable);
show(new DataView(new SharedArrayBuffer(4)).getUint32(0));
