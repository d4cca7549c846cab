// An emitter of events.
const EventEmitter = require("eventemitter3");
class Shop extends EventEmitter {}
const shop = new Shop();
shop.on("sale", function (item, price) {
  console.log(this === shop, item, price);
});
shop.once("sale", () => console.log("first sale"));
shop.on(
  "sale",
  function () {
    console.log(this.name);
  },
  { name: "context" },
);
console.log(shop.emit("sale", "lamp", 3), shop.emit("sale", "desk", 9), shop.emit("nothing"));
console.log(shop.listenerCount("sale"), shop.eventNames(), shop.listeners("sale").length);
shop.removeAllListeners("sale");
console.log(shop.emit("sale"), EventEmitter.prefixed);
