// Each round of the loop has an environment of its own, since a closure holds `i`; `total` is in a register.
function collect(list) {
  let total = 0;
  const getters = [];
  for (let i = 0; i < list.length; i++) {
    if (list[i] === null) continue;
    total += list[i];
    getters.push(() => i);
  }
  return { total, getters };
}
