// A source map: https://tc39.es/ecma426/. Lines and columns count from 0, columns in UTF-16 code units.

export interface Mapping {
  readonly line: number;
  readonly column: number;
  /** Which of the sources; -1: this part was not made from any. */
  readonly source: number;
  readonly originalLine: number;
  readonly originalColumn: number;
}

export interface OriginalSource {
  readonly url: string;
  /** Undefined: the map does not have its text. */
  readonly text: string | undefined;
}

export interface SourceMapData {
  readonly sources: readonly OriginalSource[];
  /** By their places in the generated text. */
  readonly mappings: readonly Mapping[];
}

/** What is wrong with a map, in words. */
export class SourceMapError extends Error {}

const digits = new Map([...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map((digit, i) => [digit, i]));
const mostSections = 10_000;

/** https://tc39.es/ecma426/#sec-base64-vlq: the numbers of one segment. */
function numbersOf(segment: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of segment) {
    const digit = digits.get(character);
    if (digit === undefined || shift > 30) throw new SourceMapError('its mappings are no VLQ numbers');
    value += (digit & 31) * 2 ** shift;
    shift += 5;
    if (digit & 32) continue;
    const size = Math.floor(value / 2);
    numbers.push(value % 2 === 1 ? -size : size);
    value = shift = 0;
  }
  if (shift > 0) throw new SourceMapError('its mappings end in the middle of a number');
  return numbers;
}

/** https://tc39.es/ecma426/#sec-DecodeMappings */
function decodeMappings(text: string, sourceCount: number): Mapping[] {
  const mappings: Mapping[] = [];
  let [source, originalLine, originalColumn] = [0, 0, 0];
  text.split(';').forEach((group, line) => {
    let column = 0;
    for (const segment of group === '' ? [] : group.split(',')) {
      if (segment === '') continue;
      const numbers = numbersOf(segment);
      if (numbers.length !== 1 && numbers.length !== 4 && numbers.length !== 5) throw new SourceMapError('a mapping has the wrong length');
      column += numbers[0]!;
      if (column < 0) throw new SourceMapError('a mapping has a negative column');
      if (numbers.length === 1) {
        mappings.push({ line, column, source: -1, originalLine: 0, originalColumn: 0 });
        continue;
      }
      source += numbers[1]!;
      originalLine += numbers[2]!;
      originalColumn += numbers[3]!;
      if (source < 0 || source >= sourceCount) throw new SourceMapError('a mapping names a source that is not there');
      if (originalLine < 0 || originalColumn < 0) throw new SourceMapError('a mapping has a negative original place');
      mappings.push({ line, column, source, originalLine, originalColumn });
    }
  });
  return mappings.sort((a, b) => a.line - b.line || a.column - b.column);
}

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Without `.` and `..`, as URLs have it. */
function joined(root: string, path: string): string {
  if (/^[a-z][a-z\d+.-]*:|^\//i.test(path) || root === '') return path;
  return `${root.replace(/\/$/, '')}/${path}`;
}

function decodeRegular(map: Json): SourceMapData {
  if (typeof map['mappings'] !== 'string') throw new SourceMapError('it has no mappings');
  if (!Array.isArray(map['sources'])) throw new SourceMapError('it has no list of sources');
  const root = typeof map['sourceRoot'] === 'string' ? map['sourceRoot'] : '';
  const contents: unknown[] = Array.isArray(map['sourcesContent']) ? map['sourcesContent'] : [];
  const sources = map['sources'].map((url: unknown, i): OriginalSource => {
    const text = contents[i];
    return { url: typeof url === 'string' ? joined(root, url) : `source ${i + 1}`, text: typeof text === 'string' ? text : undefined };
  });
  return { sources, mappings: decodeMappings(map['mappings'], sources.length) };
}

/** https://tc39.es/ecma426/#sec-DecodeIndexSourceMap */
function decodeIndexed(sections: readonly unknown[]): SourceMapData {
  const sources: OriginalSource[] = [];
  const mappings: Mapping[] = [];
  if (sections.length > mostSections) throw new SourceMapError('it has too many sections');
  for (const section of sections) {
    const offset = isObject(section) ? section['offset'] : undefined;
    if (!isObject(section) || !isObject(section['map']) || !isObject(offset)) throw new SourceMapError('a section has no map or no offset');
    const [line, column] = [Number(offset['line']), Number(offset['column'])];
    if (!(line >= 0) || !(column >= 0)) throw new SourceMapError('a section has a wrong offset');
    const last = mappings[mappings.length - 1];
    if (last && (last.line > line || (last.line === line && last.column > column))) throw new SourceMapError('its sections overlap');
    const inner = decodeRegular(section['map']);
    for (const one of inner.mappings) {
      const source = one.source < 0 ? -1 : one.source + sources.length;
      mappings.push({ ...one, source, line: one.line + line, column: one.line === 0 ? one.column + column : one.column });
    }
    sources.push(...inner.sources);
  }
  return { sources, mappings };
}

/** https://tc39.es/ecma426/#sec-ParseSourceMap */
export function decodeSourceMap(text: string): SourceMapData {
  let map: unknown;
  try {
    // Some servers put this in front, so that nobody takes the map for a script.
    map = JSON.parse(text.replace(/^\)\]\}'[^\n]*\n?/, ''));
  } catch {
    throw new SourceMapError('it is no JSON');
  }
  if (!isObject(map)) throw new SourceMapError('it is no JSON object');
  if (map['version'] !== 3) throw new SourceMapError(`it has version ${String(map['version'])}, not 3`);
  return Array.isArray(map['sections']) ? decodeIndexed(map['sections']) : decodeRegular(map);
}

/** What a script's last comment says of its map. https://tc39.es/ecma426/#sec-JavaScriptExtractSourceMapURL */
export function sourceMapUrl(source: string): string | undefined {
  const lines = source.trimEnd().split(/\r\n|[\n\r\u2028\u2029]/);
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i]!.trim();
    const found = /^\/\/[#@] sourceMappingURL=(\S+)$/.exec(line);
    if (found) return found[1];
    if (line !== '' && !line.startsWith('//')) return undefined;
  }
  return undefined;
}

/** The text of a `data:` URL. https://fetch.spec.whatwg.org/#data-url-processor */
export function textOfDataUrl(url: string): string {
  const comma = url.indexOf(',');
  if (comma < 0) throw new SourceMapError('its data: URL has no data');
  try {
    const body = decodeURIComponent(url.slice(comma + 1));
    if (!/;\s*base64$/i.test(url.slice(0, comma))) return body;
    return new TextDecoder().decode(Uint8Array.from(atob(body), (character) => character.charCodeAt(0)));
  } catch {
    throw new SourceMapError('its data: URL is broken');
  }
}
