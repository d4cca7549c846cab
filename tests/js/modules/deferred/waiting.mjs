console.log("waiting runs, although it is deferred: it could not later");
await null;
export const waited = true;
