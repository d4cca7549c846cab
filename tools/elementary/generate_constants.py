#!/usr/bin/env python3
"""Writes src/elementary/constants.h: the tables and polynomials of the elementary functions.

    tools/elementary/generate_constants.py > src/elementary/constants.h

Needs mpmath (Debian: python3-mpmath). Everything follows from the definitions below, computed with 400 bits: a table's
entry is a function's value, rounded; a polynomial goes through its function at Chebyshev's nodes, which comes close
enough to the best one (Remez) that its degree is the same. How far it is off once its coefficients are doubles is measured
at points between the nodes, and stands beside it.
"""

from mpmath import mp, mpf

mp.prec = 400

EXP_STEPS = 128  # to a power of two
LOG_INTERVALS = 256  # to a power of two
LOG_START = mpf("0.6875")  # of the significands' range: [0.6875, 1.375)
ATAN_STEPS = 64  # to 1
TURN_STEPS = 128  # to a full turn
OFF_CENTRE = mpf("1.0001")  # keeps the middle node off 0, where the functions are 0 / 0


# Doubles ------------------------------------------------------------------------------------------------------------


def rounded(value, bits=53):
    """To the nearest number with so many significant bits."""
    if value == 0:
        return mpf(0)
    mantissa, exponent = mp.frexp(value)
    return mp.ldexp(mp.nint(mp.ldexp(mantissa, bits)), exponent - bits)


def multiple(value, unit_exponent):
    """The nearest multiple of a power of two."""
    return mp.ldexp(mp.nint(mp.ldexp(value, -unit_exponent)), unit_exponent)


def literal(value):
    """As a C++ literal; `value` must be a double."""
    number = float(value)
    assert mpf(number) == value, value
    return str(int(number)) if number == int(number) else number.hex().replace("p+", "p")


def pieces(value, *bits):
    """Doubles with so many bits each that add up to the value."""
    result = []
    for count in bits:
        result.append(rounded(value, count))
        value -= result[-1]
    return result


# Polynomials --------------------------------------------------------------------------------------------------------


def interpolate(function, low, high, degree):
    """Coefficients, lowest first."""
    low, high = mpf(low), mpf(high)
    count = degree + 1
    nodes = [(low + high) / 2 + (high - low) / 2 * mp.cos(mp.pi * (2 * i + 1) / (2 * count)) for i in range(count)]
    matrix = mp.matrix(count, count)
    values = mp.matrix(count, 1)
    for row, node in enumerate(nodes):
        values[row] = function(node)
        for column in range(count):
            matrix[row, column] = node**column
    return list(mp.lu_solve(matrix, values))


def log2_error(function, coefficients, low, high, weight):
    """How far the polynomial is off, in the weight's unit, as a power of two."""
    worst = mpf(0)
    points = 201
    for i in range(points):
        x = mpf(low) + (mpf(high) - mpf(low)) * (i + mpf("0.37")) / points
        worst = max(worst, abs((mp.polyval(coefficients[::-1], x) - function(x)) * weight(x)))
    return mp.log(worst, 2)


def polynomial(name, comment, function, low, high, degree, weight):
    coefficients = [rounded(c) for c in interpolate(function, low, high, degree)]
    error = log2_error(function, coefficients, low, high, weight)
    print(f"/// {comment}; off by less than 2^{mp.nstr(mp.ceil(error), 3).removesuffix('.0')}.")
    print(f"inline constexpr double {name}[] = {{{', '.join(map(literal, coefficients))}}};\n")


def polynomials():
    r = mp.log(2) / EXP_STEPS / 2 * mpf("1.01")
    polynomial("k_exp_polynomial", "(e^r - 1 - r) / r², for e^r", lambda x: (mp.expm1(x) - x) / x**2, -r, r * OFF_CENTRE, 4,
               lambda x: x**2)
    polynomial("k_expm1_polynomial", "(e^x - 1 - x - x²/2) / x³, relative to x, |x| < 1/8",
               lambda x: (mp.expm1(x) - x - x**2 / 2) / x**3, -mpf(1) / 8, mpf(1) / 8 * OFF_CENTRE, 8, lambda x: x**2)
    polynomial("k_sinh_polynomial", "(sinh x - x) / x³ by x², relative to x, |x| < 1/4",
               lambda u: (mp.sinh(mp.sqrt(u)) / mp.sqrt(u) - 1) / u, 0, mpf(1) / 16, 5, lambda u: u)
    polynomial("k_tanh_polynomial", "(tanh x - x) / x³ by x², relative to x, |x| < 1/8",
               lambda u: (mp.tanh(mp.sqrt(u)) / mp.sqrt(u) - 1) / u, 0, mpf(1) / 64, 6, lambda u: u)
    polynomial("k_log_polynomial", "(log(1+r) - r + r²/2) / r³, relative to r, -1/512 <= r < 1/256",
               lambda x: (mp.log1p(x) - x + x**2 / 2) / x**3, -mpf(1) / 512, mpf(1) / 256, 5, lambda x: x**2)
    r = mp.pi / TURN_STEPS * mpf("1.001")
    polynomial("k_sin_polynomial", "(sin r - r) / r³ by r², relative to r",
               lambda u: (mp.sin(mp.sqrt(u)) / mp.sqrt(u) - 1) / u, 0, r**2, 2, lambda u: u)
    polynomial("k_cos_polynomial", "(cos r - 1) / r² by r², for cos r",
               lambda u: (mp.cos(mp.sqrt(u)) - 1) / u, 0, r**2, 2, lambda u: u)
    t = mpf("0.505") / ATAN_STEPS
    polynomial("k_atan_polynomial", "(atan t - t) / t³ by t², relative to t",
               lambda u: (mp.atan(mp.sqrt(u)) / mp.sqrt(u) - 1) / u, 0, t**2, 2, lambda u: u)
    polynomial("k_cbrt_polynomial", "The cube root of 1 to 2, to start with", mp.cbrt, 1, 2, 4, lambda x: 1)


# Constants and tables -----------------------------------------------------------------------------------------------


def constants(comment, **values):
    print(f"/// {comment}.")
    for name, value in values.items():
        print(f"inline constexpr double k_{name} = {literal(value)};")
    print()


def table(name, comment, struct, rows):
    print(f"/// {comment}.\ninline constexpr {struct} {name}[] = {{")
    for row in rows:
        print("{" + ", ".join(row) + "},")
    print("};\n")


def exp_rows():
    for j in range(EXP_STEPS):
        exact = mpf(2) ** (mpf(j) / EXP_STEPS)
        value = rounded(exact)
        yield literal(value), literal(rounded((exact - value) / value))


def log_rows():
    # Counted from 1/2 in intervals that are as many to a power of two: up to 1, then up to 2 twice as wide ones.
    first = int((LOG_START * 2 - 1) * LOG_INTERVALS)
    for i in range(first, first + LOG_INTERVALS):
        power, step = divmod(i, LOG_INTERVALS)
        width = mp.ldexp(1, power - 1) / LOG_INTERVALS
        low = mp.ldexp(1, power - 1) + step * width
        high = low + width
        inverse = mpf(1) if low == 1 or high == 1 else multiple(2 / (low + high), -20)
        log = -mp.log(inverse)
        log_hi = multiple(log, -42)
        yield literal(inverse), literal(log_hi), literal(rounded(log - log_hi))


def sine_rows():
    for j in range(TURN_STEPS):
        value = mp.sin(2 * mp.pi * j / TURN_STEPS) if j % (TURN_STEPS // 2) else mpf(0)
        hi, lo = pieces(value, 26, 53)
        yield literal(hi), literal(lo)


def atan_rows():
    for j in range(ATAN_STEPS + 1):
        hi, lo = pieces(mp.atan(mpf(j) / ATAN_STEPS), 53, 53)
        yield literal(hi), literal(lo)


def inverse_turn_words():
    """1/(2 pi) behind 64 zero bits, far enough for the largest double."""
    count = 20
    mp.prec = 2000
    bits = int(mp.floor(mp.ldexp(1 / (2 * mp.pi), 64 * (count - 1))))
    mp.prec = 400
    return [(f"0x{bits >> 64 * (count - 1 - i) & (1 << 64) - 1:016x}",) for i in range(count)]


HEADER = """// Written by tools/elementary/generate_constants.py. Don't edit.
#pragma once

#include <cstdint>

namespace orrery::elementary {

/// A power of 2 and how far it is off, relative to it.
struct PowerOfTwo {
  double value;
  double relative_tail;
};

/// A number of at most 21 bits near the inverse of an interval's middle, and the logarithm of its inverse,
/// whose `log_hi` is a multiple of 2^-42.
struct LogInterval {
  double inverse;
  double log_hi;
  double log_lo;
};

/// A sum: `hi` is the value rounded to the bits that the table says.
struct TableValue {
  double hi;
  double lo;
};
"""


def main():
    print(HEADER)
    step = mp.log(2) / EXP_STEPS
    hi, lo = pieces(step, 35, 53)
    constants("Of exp: ln 2 / 128, whose upper part has 35 bits, and its inverse",
              ln2_step_hi=hi, ln2_step_lo=lo, steps_per_ln2=rounded(1 / step))
    ln2 = mp.log(2)
    ln2_hi = multiple(ln2, -42)
    constants("Of log: ln 2, whose upper part is a multiple of 2^-42", ln2_hi=ln2_hi, ln2_lo=rounded(ln2 - ln2_hi))
    hi, lo = pieces(1 / mp.log(2), 53, 53)
    hi10, lo10 = pieces(1 / mp.log(10), 53, 53)
    constants("To other bases", log2_e_hi=hi, log2_e_lo=lo, log10_e_hi=hi10, log10_e_lo=lo10)
    first, second, third = pieces(2 * mp.pi / TURN_STEPS, 33, 33, 53)
    constants("Of sin: pi / 64, whose first two parts have 33 bits, and its inverse",
              angle_step_1=first, angle_step_2=second, angle_step_3=third,
              steps_per_radian=rounded(TURN_STEPS / (2 * mp.pi)))
    print("/// The first 64 bits of pi, 2^62 being 1.\ninline constexpr std::uint64_t k_pi_bits = "
          f"0x{int(mp.floor(mp.ldexp(mp.pi, 62))):016x};\n")
    pi_hi, pi_lo = pieces(mp.pi, 53, 53)
    constants("pi", pi_hi=pi_hi, pi_lo=pi_lo)
    constants("Of cbrt", cbrt_2=rounded(mp.cbrt(2)), cbrt_4=rounded(mp.cbrt(4)))
    polynomials()
    table("k_powers_of_two", "2^(j/128)", "PowerOfTwo", exp_rows())
    table("k_log_intervals", "Intervals of [0.6875, 1.375), each 1/256 of the power of two below it wide",
          "LogInterval", log_rows())
    table("k_sines", "sin(j pi / 64), `hi` with 26 bits; the cosine is a quarter further on", "TableValue", sine_rows())
    table("k_arctangents", "atan(j / 64)", "TableValue", atan_rows())
    powers = ", ".join(float(f"1e{n}").hex().replace("p+", "p") for n in range(-323, 309))
    print(f"/// 10^n, correctly rounded, from n = k_least_power_of_ten on.\ninline constexpr int k_least_power_of_ten = -323;\n"
          f"inline constexpr double k_powers_of_ten[] = {{{powers}}};\n")
    words = ", ".join(word for (word,) in inverse_turn_words())
    print("/// The bits of 1 / (2 pi) behind the point, after 64 zeros.\n"
          f"inline constexpr std::uint64_t k_inverse_turn[] = {{{words}}};\n")
    print("}  // namespace orrery::elementary")


if __name__ == "__main__":
    main()
