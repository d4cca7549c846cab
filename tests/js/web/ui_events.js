// options: --profile=web
// https://w3c.github.io/uievents/ and https://w3c.github.io/pointerevents/: events of user input, as scripts make them.

const show = (name, ...values) => console.log(name, values.map(String).join(' '));

show('chain', Object.getPrototypeOf(PointerEvent) === MouseEvent, Object.getPrototypeOf(MouseEvent) === UIEvent,
  Object.getPrototypeOf(KeyboardEvent) === UIEvent, Object.getPrototypeOf(UIEvent) === Event);

const plain = new UIEvent('x');
show('ui', plain.type, plain.detail, plain.bubbles, plain.isTrusted, new UIEvent('y', { detail: 3.7, bubbles: true }).detail);

const key = new KeyboardEvent('keydown', { key: 'Q', code: 'KeyQ', location: KeyboardEvent.DOM_KEY_LOCATION_LEFT, shiftKey: true, repeat: true, modifierCapsLock: true });
show('key', key.key, key.code, key.location, key.repeat, key.isComposing, key.ctrlKey, key.shiftKey, key.altKey, key.metaKey);
show('modifiers', ...['Shift', 'Control', 'CapsLock', 'NumLock', 'nothing', ''].map((name) => key.getModifierState(name)));
show('no key', new KeyboardEvent('keyup').key === '', KeyboardEvent.DOM_KEY_LOCATION_NUMPAD);

const other = new EventTarget();
const mouse = new MouseEvent('mousedown', { clientX: 3, clientY: -4, screenX: 1.9, button: 2, buttons: 65537, relatedTarget: other, metaKey: true });
show('mouse', mouse.clientX, mouse.clientY, mouse.screenX, mouse.screenY, mouse.button, mouse.buttons, mouse.relatedTarget === other, mouse.metaKey);
show('mouse modifiers', mouse.getModifierState('Meta'), mouse.getModifierState('Alt'));

const pointer = new PointerEvent('pointerdown', { pointerId: 7, width: 2.5, pressure: 0.5, tiltX: -10, twist: 90, pointerType: 'pen', isPrimary: true });
show('pointer', pointer.pointerId, pointer.width, pointer.height, pointer.pressure, pointer.tiltX, pointer.tiltY, pointer.twist, pointer.pointerType, pointer.isPrimary);
show('is a', pointer instanceof MouseEvent, pointer instanceof UIEvent, pointer instanceof Event, pointer.clientX);

for (const make of [() => KeyboardEvent('x'), () => new KeyboardEvent(), () => new MouseEvent('x', { relatedTarget: {} }), () => new PointerEvent('x', { width: NaN }),
  () => KeyboardEvent.prototype.key, () => key.getModifierState()]) {
  try {
    make();
    console.log('no error');
  } catch (error) {
    console.log(error.name);
  }
}

const heard = [];
other.addEventListener('keydown', (event) => heard.push(event.key, event.defaultPrevented));
other.dispatchEvent(key);
show('heard', ...heard);
