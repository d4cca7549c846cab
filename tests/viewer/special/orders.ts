interface Order {
  id: number;
  price: number;
}

class Till {
  private total = 0;

  async pay(order: Order): Promise<number> {
    await Promise.resolve();
    this.total += order.price;
    console.log(`${order.id}: ${this.total as number}`);
    return this.total;
  }
}

const till = new Till();
const orders: Order[] = [{ id: 1, price: 50 }];
for (const order of orders) void till.pay(order);
