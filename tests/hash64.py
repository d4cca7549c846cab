"""XXH64 (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md), as src/base/hash64.h: so that tests can tamper well."""

P1, P2, P3, P4, P5 = 0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5
MASK = (1 << 64) - 1


def rotated(word, by):
    return (word << by | word >> 64 - by) & MASK


def mixed(lane, word):
    return rotated(lane + word * P2 & MASK, 31) * P1 & MASK


def hash64(data, seed=0):
    end = len(data) - len(data) % 32
    words = [int.from_bytes(data[at:at + 8], "little") for at in range(0, end, 8)]
    if words:
        lanes = [seed + P1 + P2 & MASK, seed + P2 & MASK, seed, seed - P1 & MASK]
        for number, word in enumerate(words):
            lanes[number % 4] = mixed(lanes[number % 4], word)
        result = sum(rotated(lane, by) for lane, by in zip(lanes, (1, 7, 12, 18))) & MASK
        for lane in lanes:
            result = (result ^ mixed(0, lane)) * P1 + P4 & MASK
    else:
        result = seed + P5 & MASK
    result = result + len(data) & MASK
    rest = data[end:]
    while len(rest) >= 8:
        result = rotated(result ^ mixed(0, int.from_bytes(rest[:8], "little")), 27) * P1 + P4 & MASK
        rest = rest[8:]
    if len(rest) >= 4:
        result = rotated(result ^ int.from_bytes(rest[:4], "little") * P1 & MASK, 23) * P2 + P3 & MASK
        rest = rest[4:]
    for byte in rest:
        result = rotated(result ^ byte * P5 & MASK, 11) * P1 & MASK
    for by, prime in ((33, P2), (29, P3), (32, 1)):
        result = (result ^ result >> by) * prime & MASK
    return result
