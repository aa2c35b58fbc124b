type Action =
  | { type: "added"; text: string }
  | { type: "toggled"; id: number }
  | { type: "removed"; id: number }
  | { type: "cleared" };

interface Todo {
  readonly id: number;
  readonly text: string;
  readonly done: boolean;
}

interface State {
  readonly todos: readonly Todo[];
  readonly nextId: number;
}

type Reducer<S, A> = (state: S, action: A) => S;
type Middleware<S, A> = (store: Pick<Store<S, A>, "getState" | "dispatch">) => (next: (action: A) => void) => (action: A) => void;

export interface Store<S, A> {
  getState(): S;
  dispatch(action: A): void;
  subscribe(listener: (state: S, previous: S) => void): () => void;
}

export function createStore<S, A>(reducer: Reducer<S, A>, initial: S, middlewares: Middleware<S, A>[] = []): Store<S, A> {
  let state = initial;
  let dispatching = false;
  const listeners = new Set<(state: S, previous: S) => void>();

  const base = (action: A): void => {
    if (dispatching) throw new Error("a reducer must not dispatch");
    const previous = state;
    dispatching = true;
    try {
      state = reducer(state, action);
    } finally {
      dispatching = false;
    }
    if (state !== previous) {
      for (const listener of listeners) listener(state, previous);
    }
  };

  let dispatch = base;
  const api = {
    getState: () => state,
    dispatch: (action: A) => dispatch(action),
  };
  dispatch = middlewares.reduceRight((next, middleware) => middleware(api)(next), base);

  return {
    ...api,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const reduce: Reducer<State, Action> = (state, action) => {
  switch (action.type) {
    case "added":
      return {
        todos: [...state.todos, { id: state.nextId, text: action.text, done: false }],
        nextId: state.nextId + 1,
      };
    case "toggled":
      return {
        ...state,
        todos: state.todos.map((todo) => (todo.id === action.id ? { ...todo, done: !todo.done } : todo)),
      };
    case "removed":
      return { ...state, todos: state.todos.filter(({ id }) => id !== action.id) };
    case "cleared":
      return state.todos.length === 0 ? state : { ...state, todos: [] };
    default:
      return action satisfies never;
  }
};

function createSelector<S, I extends readonly unknown[], R>(
  inputs: { [K in keyof I]: (state: S) => I[K] },
  compute: (...args: I) => R,
): (state: S) => R {
  let lastInputs: I | undefined;
  let lastResult: R;
  return (state) => {
    const current = inputs.map((input) => input(state)) as unknown as I;
    if (!lastInputs || current.some((value, index) => value !== lastInputs?.[index])) {
      lastInputs = current;
      lastResult = compute(...current);
    }
    return lastResult;
  };
}

const openCount = createSelector<State, [readonly Todo[]], number>(
  [(state) => state.todos],
  (todos) => todos.filter((todo) => !todo.done).length,
);

const logger: Middleware<State, Action> = ({ getState }) => (next) => (action) => {
  next(action);
  console.log(action.type, openCount(getState()));
};

const store = createStore(reduce, { todos: [], nextId: 1 }, [logger]);
const stop = store.subscribe((state, previous) => console.log(previous.todos.length, "→", state.todos.length));
store.dispatch({ type: "added", text: "write" });
store.dispatch({ type: "added", text: "test" });
store.dispatch({ type: "toggled", id: 1 });
stop();
store.dispatch({ type: "removed", id: 2 });
store.dispatch({ type: "cleared" });
