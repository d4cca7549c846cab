// Short identifiers.
import { nanoid, customAlphabet, customRandom, urlAlphabet } from "nanoid";
import { nanoid as weak } from "nanoid/non-secure";
console.log(
  nanoid().length,
  nanoid(5).length,
  /^[\w-]+$/.test(nanoid(1000)),
  /^[ab]{7}$/.test(customAlphabet("ab", 7)()),
  customRandom("abcdef", 10, (n) => new Uint8Array(n).fill(3))(),
  urlAlphabet.length,
  weak(4).length,
  new Set(Array.from({ length: 1000 }, () => nanoid())).size,
);
