// A connection that is used after it was closed.
// Rewritten small after https://github.com/mysqljs/mysql/issues/2414: a query inside of a query, and `end` outside of both.
class Connection {
  isOpen = true;

  query(what, done) {
    if (!this.isOpen) throw new Error('cannot query: the connection was closed');
    setTimeout(function answer() {
      done([`${what} 1`, `${what} 2`]);
    }, 3);
  }

  end() {
    this.isOpen = false;
  }
}

const connection = new Connection();

connection.query('user', function withUsers(users) {
  for (const user of users) {
    connection.query(`order of ${user}`, function withOrders(orders) {
      console.log(user, orders);
    });
  }
});

connection.end();
