// process.env.TZ is the zone of dates, from when it is set.
const date = new Date(Date.UTC(2024, 6, 1, 12));
const show = (what) => console.log(what, date.toString(), date.getTimezoneOffset());

show('at first');
for (const zone of ['Asia/Tokyo', 'America/New_York', 'Nowhere/Atall', 'Europe/Berlin', '', ':Asia/Seoul', 'EST5EDT', 'UTC', 5]) {
  process.env.TZ = zone;
  show(JSON.stringify(zone));
}
console.log(typeof process.env.TZ);

process.env.TZ = 'Europe/Paris';
const local = new Date(2024, 0, 15, 8);
console.log(local.toISOString(), local.getHours());
process.env.TZ = 'Asia/Kolkata';
console.log(local.toISOString(), local.getHours(), Date.parse('2024-01-15T08:00'));

Object.defineProperty(process.env, 'TZ', { value: 'Asia/Tokyo', configurable: true, enumerable: true, writable: true });
show('defined');
Object.assign(process.env, { TZ: 'Asia/Seoul' });
show('assigned');
console.log(Reflect.set(process.env, 'TZ', 'Europe/London'));
show('Reflect.set');

// The machine's own zone, whatever that is.
console.log(delete process.env.TZ, 'TZ' in process.env, process.env.TZ);
process.env.TZ = 'Australia/Sydney';
show('set again');

// Only the variable counts.
process.env = { TZ: 'Asia/Tokyo' };
show('another object');
