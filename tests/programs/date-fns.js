// Dates, in several languages.
const {
  format,
  addDays,
  differenceInDays,
  parseISO,
  formatDistance,
  startOfWeek,
  endOfMonth,
  eachDayOfInterval,
  isWeekend,
  parse,
  intervalToDuration,
  formatDuration,
  addBusinessDays,
  getWeek,
  formatISO,
  lightFormat,
  sub,
  closestTo,
  max,
  isValid,
} = require("date-fns");
const { de, ja, fr } = require("date-fns/locale");
const d = new Date(2024, 1, 29, 13, 5, 9, 87);
console.log(
  format(d, "yyyy-MM-dd'T'HH:mm:ss.SSS EEEE do MMMM QQQ 'week' w h:mm a"),
  format(d, "PPPPpp", { locale: de }),
  format(d, "PPPP", { locale: ja }),
  format(d, "PPPP", { locale: fr }),
);
console.log(
  formatISO(addDays(d, 366)),
  differenceInDays(new Date(2025, 0, 1), d),
  formatDistance(d, new Date(2024, 5, 1), { addSuffix: true }),
  formatDistance(d, new Date(2020, 5, 1), { locale: de }),
);
console.log(
  lightFormat(startOfWeek(d, { weekStartsOn: 1 }), "yyyy-MM-dd"),
  lightFormat(endOfMonth(d), "yyyy-MM-dd HH:mm"),
  getWeek(d),
);
console.log(eachDayOfInterval({ start: d, end: addDays(d, 3) }).map((x) => [lightFormat(x, "MM-dd"), isWeekend(x)]));
console.log(
  formatISO(parse("3 Feb 2021, 4:05 PM", "d MMM yyyy, h:mm a", new Date(0))),
  isValid(parse("x", "yyyy", d)),
  formatISO(parseISO("2021-W05-2")),
);
console.log(
  formatDuration(intervalToDuration({ start: new Date(2020, 0, 1), end: d })),
  formatISO(addBusinessDays(d, 10)),
  formatISO(sub(d, { months: 1, days: 2, hours: 5 })),
);
