await null;
await null;
