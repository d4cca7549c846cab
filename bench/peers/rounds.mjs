// The contestants' side of bench/contest.py: one round for each line on standard input, answered in milliseconds.
import fs from 'node:fs';
import readline from 'node:readline';

/**
 * @param prepare  makes what a round needs and is not timed: called with the file's bytes and the round's number
 * @param round    what is timed: called with what `prepare` gave. What it returns is kept until the time is taken
 * @param answers  other questions than `go`: functions from the file's bytes to a number
 */
export function answerRounds({ prepare = (bytes) => bytes, round, answers = {} }) {
  const bytes = fs.readFileSync(process.argv[2]);
  let number = 0;
  let kept;
  readline.createInterface({ input: process.stdin }).on('line', (question) => {
    if (question in answers) {
      console.log(answers[question](bytes));
      return;
    }
    kept = undefined;
    const input = prepare(bytes, number++);
    const start = performance.now();
    kept = round(input);
    console.log((performance.now() - start).toFixed(4));
  });
}
