// One copy of the finalizer; a number says what to do behind it.
function find(rows, wanted) {
  for (const row of rows) {
    try {
      if (row.id === wanted) return row;
      if (row.last) break;
      row.visit();
    } catch ({ message }) {
      log(message);
    } finally {
      row.close();
    }
  }
  return undefined;
}
