({ __proto__: a, "__proto__": b });
