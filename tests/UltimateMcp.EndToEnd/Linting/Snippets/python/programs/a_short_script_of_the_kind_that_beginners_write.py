# Guess the number
import random


def ask(prompt, low, high):
    while True:
        answer = input(prompt)
        try:
            number = int(answer)
        except ValueError:
            print("Please type a number.")
            continue
        if low <= number <= high:
            return number
        print("The number must be from", low, "to", high)


def play(low=1, high=100, tries=7):
    secret = random.randint(low, high)
    history = []
    for attempt in range(1, tries + 1):
        guess = ask("Your guess: ", low, high)
        history.append(guess)
        if guess == secret:
            print("You found it in", attempt, "tries!")
            return True, history
        elif guess < secret:
            print("Too low")
        else:
            print("Too high")
    print("It was %d." % secret)
    return False, history


def main():
    wins = 0
    games = 0
    scores = {}
    name = input("What is your name? ").strip() or "Anonymous"
    print("Hello, " + name + "!")
    while True:
        won, history = play()
        games += 1
        if won:
            wins += 1
            scores[games] = len(history)
        print(f"{wins} of {games} games won ({wins / games:.0%})")
        again = input("Again? (y/n) ").lower()
        if again != "y":
            break
    if scores:
        best = min(scores, key=scores.get)
        print("Your best game was number {}, with {} tries.".format(best, scores[best]))
    print("Bye!")


if __name__ == "__main__":
    main()
