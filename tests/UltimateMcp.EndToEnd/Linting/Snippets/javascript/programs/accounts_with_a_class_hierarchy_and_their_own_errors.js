export class BankError extends Error {
  constructor(message, options) {
    super(message, options);
    this.name = new.target.name;
  }
}

export class InsufficientFunds extends BankError {
  constructor(account, amount) {
    super(`${account.id} lacks ${(amount - account.balance).toFixed(2)}`);
    this.account = account;
    this.amount = amount;
  }
}

export class FrozenAccount extends BankError {}

class Account {
  static #next = 1000;

  #balance = 0;
  #history = [];
  #frozen = false;

  constructor(owner) {
    if (new.target === Account) {
      throw new TypeError("Account is abstract");
    }
    this.id = `${this.constructor.prefix}-${Account.#next++}`;
    this.owner = owner;
  }

  static get prefix() {
    return "ACC";
  }

  get balance() {
    return this.#balance;
  }

  get history() {
    return structuredClone(this.#history);
  }

  get limit() {
    return 0;
  }

  freeze() {
    this.#frozen = true;
  }

  deposit(amount, note = "deposit") {
    this.#check(amount);
    this.#book(amount, note);
  }

  withdraw(amount, note = "withdrawal") {
    this.#check(amount);
    if (this.#balance + this.limit < amount) {
      throw new InsufficientFunds(this, amount);
    }
    this.#book(-amount, note);
  }

  #check(amount) {
    if (this.#frozen) throw new FrozenAccount(`${this.id} is frozen`);
    if (!Number.isFinite(amount) || amount <= 0) {
      throw new BankError(`not an amount: ${amount}`);
    }
  }

  #book(amount, note) {
    this.#balance = Math.round((this.#balance + amount) * 100) / 100;
    this.#history.push({ amount, note, balance: this.#balance });
  }

  toString() {
    return `${this.id} (${this.owner}): ${this.#balance.toFixed(2)}`;
  }
}

export class Savings extends Account {
  #rate;

  constructor(owner, rate) {
    super(owner);
    this.#rate = rate;
  }

  static get prefix() {
    return "SAV";
  }

  addInterest() {
    const interest = this.balance * this.#rate;
    if (interest > 0) this.deposit(interest, "interest");
  }
}

export class Checking extends Account {
  constructor(owner, overdraft = 0) {
    super(owner);
    this.overdraft = overdraft;
  }

  static get prefix() {
    return "CHK";
  }

  get limit() {
    return this.overdraft;
  }

  toString() {
    return `${super.toString()}, overdraft ${this.overdraft}`;
  }
}

export function transfer(from, to, amount) {
  from.withdraw(amount, `to ${to.id}`);
  try {
    to.deposit(amount, `from ${from.id}`);
  } catch (cause) {
    from.deposit(amount, "returned");
    throw new BankError(`transfer to ${to.id} failed`, { cause });
  }
}

const ada = new Savings("Ada", 0.02);
const bob = new Checking("Bob", 50);
ada.deposit(100);
transfer(ada, bob, 30);
ada.addInterest();
try {
  bob.withdraw(1000);
} catch (error) {
  console.log(`${error.name}: ${error.message}`);
}
console.log(String(ada), String(bob), ada.history.length);
