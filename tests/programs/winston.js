// Logs, through streams.
const winston = require("winston");
const { Writable } = require("stream");
const out = new Writable({
  write(c, e, cb) {
    console.log("LOG", c.toString().trim());
    cb();
  },
});
const l = winston.createLogger({
  level: "info",
  format: winston.format.combine(
    winston.format.splat(),
    winston.format.errors({ stack: false }),
    winston.format.json(),
  ),
  defaultMeta: { app: "x" },
  transports: [new winston.transports.Stream({ stream: out })],
});
l.info("hello %s", "world");
l.debug("hidden");
l.error(new Error("bad"));
l.child({ req: 1 }).warn("child", { extra: [1] });
l.on("finish", () => console.log("finished"));
l.end();
