"use strict";

const WILDCARD = "*";

function isListener(value) {
  return typeof value === "function";
}

class Emitter {
  constructor({ onError = (error) => console.error(error) } = {}) {
    this._listeners = new Map();
    this._onError = onError;
  }

  on(type, listener) {
    if (!isListener(listener)) {
      throw new TypeError("listener must be a function");
    }
    let set = this._listeners.get(type);
    if (set === undefined) {
      set = new Set();
      this._listeners.set(type, set);
    }
    set.add(listener);
    return () => this.off(type, listener);
  }

  once(type, listener) {
    const off = this.on(type, (...args) => {
      off();
      listener(...args);
    });
    return off;
  }

  off(type, listener) {
    const set = this._listeners.get(type);
    if (!set || !set.delete(listener)) {
      return false;
    }
    if (set.size === 0) {
      this._listeners.delete(type);
    }
    return true;
  }

  emit(type, ...args) {
    let called = 0;
    for (const name of [type, WILDCARD]) {
      const set = this._listeners.get(name);
      if (!set) continue;
      for (const listener of Array.from(set)) {
        called += 1;
        try {
          if (name === WILDCARD) {
            listener(type, ...args);
          } else {
            listener(...args);
          }
        } catch (error) {
          this._onError(error);
        }
      }
    }
    return called;
  }

  waitFor(type, { timeout = 0 } = {}) {
    return new Promise((resolve, reject) => {
      let timer = null;
      const off = this.once(type, (value) => {
        if (timer !== null) clearTimeout(timer);
        resolve(value);
      });
      if (timeout > 0) {
        timer = setTimeout(() => {
          off();
          reject(new Error(`no "${String(type)}" within ${timeout} ms`));
        }, timeout);
      }
    });
  }
}

module.exports = { Emitter, WILDCARD };

if (require.main === module) {
  const emitter = new Emitter();
  emitter.on(WILDCARD, (type, value) => console.log("any:", type, value));
  emitter.once("ready", (value) => console.log("ready:", value));
  emitter.emit("ready", 1);
  emitter.emit("ready", 2);
  emitter
    .waitFor("never", { timeout: 20 })
    .catch((error) => console.log(error.message));
}
