// Parses a file with acorn: `node --expose-gc acorn_parse.mjs FILE script|module ACORN`.
import { answerRounds } from './rounds.mjs';

const acorn = await import(process.argv[4]);
const options = { ecmaVersion: 'latest', sourceType: process.argv[3] };
const parse = (bytes) => acorn.parse(bytes.toString('utf8'), options);

answerRounds({
  round: parse,
  answers: {
    // The heap that a tree takes, without the text.
    tree(bytes) {
      const text = bytes.toString('utf8');
      const used = () => (gc(), gc(), process.memoryUsage().heapUsed);
      const before = used();
      const tree = acorn.parse(text, options);
      const size = used() - before;
      return tree.end === text.length ? size : NaN; // and the tree is still alive
    },
  },
});
