// A trace that is part of the page: base64 in an element that no browser runs.

/** Undefined: this page has none. */
export function embeddedTrace(): Uint8Array | undefined {
  const element = document.getElementById('trace');
  const text = element?.textContent?.trim();
  if (!text) return undefined;
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  element?.remove();
  return bytes;
}
