// It never ends: what a beginner brings.
let count = 0;
for (;;) {
  count++;
}
