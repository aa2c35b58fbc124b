from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, field


class State(enum.Enum):
    IDLE = enum.auto()
    PAID = enum.auto()
    DISPENSING = enum.auto()
    BROKEN = enum.auto()


class Event(enum.StrEnum):
    COIN = "coin"
    CHOOSE = "choose"
    TAKE = "take"
    CANCEL = "cancel"
    KICK = "kick"


class TransitionError(RuntimeError):
    def __init__(self, state: State, event: Event) -> None:
        super().__init__(f"{event} is not possible while {state.name.lower()}")
        self.state, self.event = state, event


Action = Callable[["Machine", int], State]
_transitions: dict[tuple[State, Event], Action] = {}


def on(event: Event, *states: State) -> Callable[[Action], Action]:
    """Register an action for an event in some states, or in all of them."""

    def register(action: Action) -> Action:
        for state in states or State:
            _transitions.setdefault((state, event), action)
        return action

    return register


@dataclass
class Machine:
    prices: dict[int, int]
    stock: dict[int, int]
    state: State = State.IDLE
    credit: int = 0
    log: list[str] = field(default_factory=list, repr=False)

    def handle(self, event: Event, value: int = 0) -> State:
        try:
            action = _transitions[self.state, event]
        except KeyError:
            raise TransitionError(self.state, event) from None
        before, self.state = self.state, action(self, value)
        self.log.append(f"{before.name} --{event}({value})--> {self.state.name}")
        return self.state


@on(Event.COIN, State.IDLE, State.PAID)
def insert_coin(machine: Machine, value: int) -> State:
    machine.credit += value
    return State.PAID


@on(Event.CHOOSE, State.PAID)
def choose(machine: Machine, slot: int) -> State:
    price = machine.prices.get(slot)
    if price is None or not machine.stock.get(slot) or machine.credit < price:
        return State.PAID
    machine.stock[slot] -= 1
    machine.credit -= price
    return State.DISPENSING


@on(Event.TAKE, State.DISPENSING)
def take(machine: Machine, _value: int) -> State:
    return State.PAID if machine.credit else State.IDLE


@on(Event.CANCEL, State.PAID)
def cancel(machine: Machine, _value: int) -> State:
    machine.log.append(f"returned {machine.credit}")
    machine.credit = 0
    return State.IDLE


@on(Event.KICK)
def kick(machine: Machine, force: int) -> State:
    match machine.state, force:
        case State.BROKEN, _:
            return State.BROKEN
        case (State.IDLE | State.PAID) as state, weak if weak < 5:
            return state
        case _:
            return State.BROKEN


def main() -> None:
    machine = Machine(prices={1: 150, 2: 200}, stock={1: 1, 2: 0})
    script = [
        (Event.COIN, 100),
        (Event.CHOOSE, 1),
        (Event.COIN, 100),
        (Event.CHOOSE, 1),
        (Event.TAKE, 0),
        (Event.CANCEL, 0),
        (Event.KICK, 9),
        (Event.COIN, 50),
    ]
    for event, value in script:
        try:
            machine.handle(event, value)
        except TransitionError as error:
            print(error)
    print(*machine.log, sep="\n")
    print(machine)


if __name__ == "__main__":
    main()
