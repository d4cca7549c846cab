// Dates with plugins.
const dayjs = require("dayjs");
for (const p of [
  "utc",
  "relativeTime",
  "duration",
  "weekOfYear",
  "advancedFormat",
  "customParseFormat",
  "isBetween",
  "quarterOfYear",
])
  dayjs.extend(require(`dayjs/plugin/${p}`));
require("dayjs/locale/de");
const d = dayjs("2024-02-29T13:05:09.087");
console.log(
  d.format("dddd, MMMM D, YYYY h:mm:ss.SSS A [week] w Qo"),
  d.locale("de").format("dd D. MMMM"),
  d.add(1, "year").format(),
  d.subtract(1, "month").endOf("month").toISOString(),
  d.from(dayjs("2024-03-05")),
  dayjs.duration(3661, "seconds").format("HH:mm:ss"),
  dayjs.duration({ hours: 36 }).humanize(),
  d.diff("2023-01-01", "day"),
  d.diff("2023-01-01", "month", true).toFixed(4),
  dayjs("12-25-1995", "MM-DD-YYYY").year(),
  d.isBetween("2024-01-01", "2024-12-31"),
  dayjs.utc("2020-01-01").format(),
  d.quarter(),
  d.isSame(d.clone(), "day"),
  dayjs("bad").isValid(),
  d.toJSON(),
  JSON.stringify(d.toObject ? 1 : 0),
);
