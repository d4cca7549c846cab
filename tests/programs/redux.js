// A store with middleware.
const { createStore, combineReducers, applyMiddleware, bindActionCreators, compose } = require("redux");
const log = (s) => (next) => (a) => {
  console.log("action", a);
  const r = next(a);
  console.log("state", s.getState());
  return r;
};
const thunk = (s) => (next) => (a) => (typeof a === "function" ? a(s.dispatch, s.getState) : next(a));
const store = createStore(
  combineReducers({
    n: (s = 0, a) => (a.type === "inc" ? s + (a.by ?? 1) : s),
    list: (s = [], a) => (a.type === "add" ? [...s, a.item] : s),
  }),
  applyMiddleware(thunk, log),
);
const off = store.subscribe(() => console.log("changed"));
store.dispatch({ type: "inc" });
bindActionCreators({ add: (item) => ({ type: "add", item }) }, store.dispatch).add("x");
store.dispatch((d, g) => d({ type: "inc", by: g().n + 5 }));
off();
store.dispatch({ type: "none" });
try {
  store.dispatch("bad");
} catch (e) {
  console.log(e.message);
}
console.log(
  compose(
    (x) => x + 1,
    (x) => x * 2,
  )(5),
);
