var __defProp = Object.defineProperty;
var __defNormalProp = (obj, key, value) => key in obj ? __defProp(obj, key, { enumerable: true, configurable: true, writable: true, value }) : obj[key] = value;
var __publicField = (obj, key, value) => __defNormalProp(obj, typeof key !== "symbol" ? key + "" : key, value);
class Till {
  constructor() {
    __publicField(this, "total", 0);
  }
  async pay(order) {
    await Promise.resolve();
    this.total += order.price;
    console.log(`${order.id}: ${this.total}`);
    return this.total;
  }
}
const till = new Till();
const orders = [{ id: 1, price: 50 }];
for (const order of orders) void till.pay(order);
//# sourceMappingURL=orders.js.map
