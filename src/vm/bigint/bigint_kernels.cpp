#include "vm/bigint/bigint_kernels.h"

#include <cassert>

#include <gmp.h>

namespace orrery::vm::kernels {

static_assert(sizeof(mp_limb_t) == sizeof(Limb) && GMP_NAIL_BITS == 0);

namespace {

mp_limb_t* gmp(Limb* limbs) {
  return reinterpret_cast<mp_limb_t*>(limbs);
}
const mp_limb_t* gmp(const Limb* limbs) {
  return reinterpret_cast<const mp_limb_t*>(limbs);
}
mp_size_t size_of(Limbs limbs) {
  return static_cast<mp_size_t>(limbs.size());
}

}  // namespace

Limb add(Limb* result, Limbs a, Limbs b) {
  assert(a.size() >= b.size());
  return a.empty() ? 0 : mpn_add(gmp(result), gmp(a.data()), size_of(a), gmp(b.data()), size_of(b));
}

void subtract(Limb* result, Limbs a, Limbs b) {
  assert(a.size() >= b.size());
  if (!a.empty()) mpn_sub(gmp(result), gmp(a.data()), size_of(a), gmp(b.data()), size_of(b));
}

int compare(Limbs a, Limbs b) {
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return a.empty() ? 0 : mpn_cmp(gmp(a.data()), gmp(b.data()), size_of(a));
}

void multiply(Limb* result, Limbs a, Limbs b) {
  assert(!a.empty() && !b.empty());
  if (a.size() < b.size()) std::swap(a, b);
  if (a.data() == b.data() && a.size() == b.size()) {
    mpn_sqr(gmp(result), gmp(a.data()), size_of(a));
  } else {
    mpn_mul(gmp(result), gmp(a.data()), size_of(a), gmp(b.data()), size_of(b));
  }
}

void divide(Limb* quotient, Limb* remainder, Limbs a, Limbs b) {
  assert(!b.empty() && a.size() >= b.size());
  mpn_tdiv_qr(gmp(quotient), gmp(remainder), 0, gmp(a.data()), size_of(a), gmp(b.data()), size_of(b));
}

Limb shift_left(Limb* result, Limbs a, unsigned bits) {
  return mpn_lshift(gmp(result), gmp(a.data()), size_of(a), bits);
}

void shift_right(Limb* result, Limbs a, unsigned bits) {
  mpn_rshift(gmp(result), gmp(a.data()), size_of(a), bits);
}

std::size_t to_digits(std::uint8_t* digits, std::span<Limb> limbs, unsigned radix) {
  return mpn_get_str(digits, static_cast<int>(radix), gmp(limbs.data()), size_of(limbs));
}

std::size_t from_digits(Limb* result, std::span<const std::uint8_t> digits, unsigned radix) {
  return static_cast<std::size_t>(
      mpn_set_str(gmp(result), digits.data(), digits.size(), static_cast<int>(radix)));
}

}  // namespace orrery::vm::kernels
