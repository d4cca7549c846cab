// Numbers, strings and names in every spelling, and where semicolons are put in.
'use strict'
'another directive', 'no directive'

const numbers = [
  0, 1, 42, 0., .5, 1.5, 1e3, 1E-3, 1.5e+3, .5e1, 5.e-1, 1_000_000, 1_0.0_1e1_0, 0xff, 0XFF, 0xDEAD_beef, 0o17, 0O7_7, 0b101, 0B1_1,
  9007199254740993, 1e308, 1e309, 5e-324, 2.5e-324, 123456789012345680000, 0.1 + 0.2, 1.7976931348623157e+308, 0xffffffffffffffff,
]
const integers = [0n, 1n, 1_000n, 0xFFn, 0o17n, 0b11n, 123456789012345678901234567890n]
console.log(numbers.join(' '), integers.join(' '))
console.log(1..toFixed(1), 1.0.toFixed(1), 1 .toFixed(1), 1e1.toFixed(), 0x1.constructor.name, 1n.constructor.name, (1).toFixed(), (-1n) ** 2n === 1n)
console.log('"', "'", '\'\"\`\\', '\b\f\n\r\t\v\0'.length, '\x41\u0041\u{41}\u{1F600}', '\uD83D\uDE00', '\u{D83D}\u{DE00}'.length, '\a\c\d\e\y\é\😀', 'continued \
here', '  '.length, '\u2028\u2029' === '  ', '<!-- --> /* // */', '', 'é→😀'.length)

const $ = 1, _ = 2, été = 3, 变量 = 4, 𝒳 = 5, \u0061b = 6, c\u{64} = 7, \u{1d4b4}1 = 8, ℮ = 9, a‌b = 10, ªº = 11, x᧚ = 12
console.log($ + _ + été + 变量 + 𝒳 + ab + cd + 𝒴1 + ℮ + a‌b + ªº + x᧚, { été, 变量, 𝒳, \u0061b, 'été': 0, "😀": 1, \u{69}f: 2 }.if)
class Names { été = 1; #𝒳 = 2; st\u0061tic() { return this.#𝒳 + this.#\u{1d4b3} } static \u{61}sync = 3; get() { } set() { } static() { } }
console.log(new Names().static(), Names.async, null, true, false, this === undefined, typeof undefined, NaN, Infinity, globalThis === this)

let a = 1
let b = a
++b
let c = a + b
;[a, b] = [b, a]
;(function () { c-- })()
;`${c}`.length
const f = function () { return a }
const g = () => { return
  a }
let h = f
(g) - f
()
console.log(a, b, c, g(), h); var i; i
=
1; do i++
while (i < 5) console.log(i)
if (i) console.log('then')
else console.log('else'); for (; i
  < 7
  ; i++
) ; { i } { i++ } console.log(i)
label
:
for (const x of [1, 2, 3]) {
  if (x === 1) continue
  i = x
  if (x) break label
  ;
}
i
++
a
console.log(i, a); throw_: { try { throw new Error('thrown'
) } catch { break throw_ } finally { console.log('finally') } }
const async = { async: (async) => async, await: 1, get: 2, set: 3, of: 4, let: 5, static: 6, yield: 7, get get() { return 8 }, async async() { }
, *yield() { } }, { of, get: got } = async
console.log(of, got, async
.async
(9)) // no semicolon at the end/* and a comment that ends the text: é→😀 */