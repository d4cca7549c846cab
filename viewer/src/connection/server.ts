// What the page asks the watch server: with the key that it was opened with (docs/watch-protocol.md, "Who may ask"). Cookies alone open
// nothing, as other servers of this machine see them.

const place = 'orrery-key';

/** The address has it once; this page's sessionStorage from then on, which servers on other ports cannot read. */
function takeKey(): string {
  const found = /^#key=(\w+)$/.exec(location.hash);
  if (!found) return sessionStorage.getItem(place) ?? '';
  sessionStorage.setItem(place, found[1]!);
  history.replaceState(null, '', location.pathname + location.search);
  return found[1]!;
}

let key: string | undefined;

export function askServer(path: string, options: { readonly method?: string; readonly body?: string; readonly signal?: AbortSignal } = {}): Promise<Response> {
  key ??= takeKey();
  const headers: Record<string, string> = { 'Orrery-Key': key };
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  return fetch(path, { ...options, headers });
}
