let \u0061b = 1, 𝒳 = ñ, $_ = of, as = async;
class K { #private = this.#private; static get set() { return await_; } }
if (null ?? true) typeof void 0;
