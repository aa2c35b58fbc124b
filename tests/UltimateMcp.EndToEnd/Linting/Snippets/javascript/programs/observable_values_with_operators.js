const noop = () => {};

function toObserver(observer) {
  if (typeof observer === "function") return { next: observer, error: noop, complete: noop };
  return { next: noop, error: noop, complete: noop, ...observer };
}

export class Observable {
  #subscriber;

  constructor(subscriber) {
    this.#subscriber = subscriber;
  }

  subscribe(observer) {
    const target = toObserver(observer);
    let closed = false;
    let cleanup = noop;

    const close = () => {
      if (closed) return;
      closed = true;
      cleanup();
    };

    const guarded = {
      next: (value) => {
        if (!closed) target.next(value);
      },
      error: (reason) => {
        if (closed) return;
        target.error(reason);
        close();
      },
      complete: () => {
        if (closed) return;
        target.complete();
        close();
      },
      get closed() {
        return closed;
      },
    };

    try {
      cleanup = this.#subscriber(guarded) ?? noop;
      if (closed) cleanup();
    } catch (reason) {
      guarded.error(reason);
    }
    return { unsubscribe: close };
  }

  pipe(...operators) {
    return operators.reduce((source, operator) => operator(source), this);
  }

  toArray() {
    return new Promise((resolve, reject) => {
      const values = [];
      this.subscribe({
        next: (value) => values.push(value),
        error: reject,
        complete: () => resolve(values),
      });
    });
  }

  static of(...values) {
    return new Observable((observer) => {
      for (const value of values) observer.next(value);
      observer.complete();
    });
  }

  static interval(period) {
    return new Observable((observer) => {
      let n = 0;
      const timer = setInterval(() => observer.next(n++), period);
      return () => clearInterval(timer);
    });
  }
}

export const map = (project) => (source) =>
  new Observable((observer) => {
    const { unsubscribe } = source.subscribe({
      ...observer,
      next: (value) => observer.next(project(value)),
    });
    return unsubscribe;
  });

export const filter = (test) => (source) =>
  new Observable((observer) => {
    const { unsubscribe } = source.subscribe({
      ...observer,
      next: (value) => test(value) && observer.next(value),
    });
    return unsubscribe;
  });

export const take = (count) => (source) =>
  new Observable((observer) => {
    let left = count;
    const subscription = source.subscribe({
      ...observer,
      next: (value) => {
        if (left-- > 0) observer.next(value);
        if (left === 0) observer.complete();
      },
    });
    return () => subscription.unsubscribe();
  });

export const scan = (reducer, seed) => (source) =>
  new Observable((observer) => {
    let state = seed;
    return source.subscribe({
      ...observer,
      next: (value) => {
        state = reducer(state, value);
        observer.next(state);
      },
    }).unsubscribe;
  });

const sums = await Observable.interval(2)
  .pipe(filter((n) => n % 2 === 0), map((n) => n * n), scan((sum, n) => sum + n, 0), take(4))
  .toArray();
console.log(sums);
