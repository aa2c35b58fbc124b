const transitions = {
  draft: { submit: "pending", cancel: "cancelled" },
  pending: { pay: "paid", cancel: "cancelled" },
  paid: { ship: "shipped", refund: "cancelled" },
  shipped: { deliver: "delivered" },
  delivered: {},
  cancelled: {},
} as const;

type Transitions = typeof transitions;
type StateName = keyof Transitions;
type EventOf<S extends StateName> = keyof Transitions[S];
type AnyEvent = { [S in StateName]: EventOf<S> }[StateName];
type Target<S extends StateName, E extends EventOf<S>> = Transitions[S][E] & StateName;

export function next<S extends StateName, E extends EventOf<S>>(state: S, event: E): Target<S, E> {
  return transitions[state][event] as Target<S, E>;
}

export function can(state: StateName, event: AnyEvent): boolean {
  return event in transitions[state];
}

interface HistoryItem {
  readonly from: StateName;
  readonly to: StateName;
  readonly event: AnyEvent;
}

export class InvalidTransition extends Error {
  constructor(
    readonly state: StateName,
    readonly event: AnyEvent,
  ) {
    const allowed = Object.keys(transitions[state]);
    super(`${state} does not allow ${event}; allowed: ${allowed.length > 0 ? allowed.join(", ") : "nothing"}`);
    this.name = "InvalidTransition";
  }
}

export class Order {
  #state: StateName = "draft";
  readonly #history: HistoryItem[] = [];
  readonly #lines: { readonly article: string; readonly quantity: number; readonly price: number }[] = [];

  get state(): StateName {
    return this.#state;
  }

  get history(): readonly HistoryItem[] {
    return this.#history;
  }

  get total(): number {
    return this.#lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
  }

  get isFinal(): boolean {
    return Object.keys(transitions[this.#state]).length === 0;
  }

  addLine(article: string, quantity: number, price: number): this {
    if (this.#state !== "draft") {
      throw new Error("only a draft can be changed");
    }
    this.#lines.push({ article, quantity, price });
    return this;
  }

  send(event: AnyEvent): StateName {
    const targets: Partial<Record<AnyEvent, StateName>> = transitions[this.#state];
    const to = targets[event];
    if (to === undefined) throw new InvalidTransition(this.#state, event);
    this.#history.push({ from: this.#state, to, event });
    this.#state = to;
    return to;
  }
}

const order = new Order().addLine("pen", 3, 1.5).addLine("paper", 1, 4);
const shipped: "shipped" = next("paid", "ship");

for (const event of ["submit", "pay", "ship", "cancel"] as const) {
  try {
    console.log(`${event}: ${order.send(event)}`);
  } catch (error) {
    if (!(error instanceof InvalidTransition)) throw error;
    console.log(error.message);
  }
}

console.log(order.total, order.isFinal, order.history.length, shipped, can("draft", "pay"));
