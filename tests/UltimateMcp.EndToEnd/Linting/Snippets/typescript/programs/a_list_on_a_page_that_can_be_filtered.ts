interface Country {
  readonly code: string;
  readonly name: string;
  readonly population: number;
}

type SortKey = keyof Pick<Country, "name" | "population">;

interface ViewState {
  query: string;
  sortBy: SortKey;
  descending: boolean;
}

export function debounce<A extends unknown[]>(run: (...args: A) => void, wait: number): (...args: A) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(run, wait, ...args);
  };
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Partial<Record<string, string>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== undefined) node.setAttribute(attribute, value);
  }
  node.append(...children);
  return node;
}

export class CountryList {
  private state: ViewState = { query: "", sortBy: "name", descending: false };
  private readonly body = element("tbody");
  private readonly format = new Intl.NumberFormat("en");

  constructor(
    private readonly root: HTMLElement,
    private readonly countries: readonly Country[],
  ) {
    const input = element("input", { type: "search", placeholder: "filter" });
    input.addEventListener(
      "input",
      debounce(() => this.change({ query: input.value }), 150),
    );
    const head = element("tr", {}, this.header("name", "Name"), this.header("population", "People"));
    this.root.replaceChildren(input, element("table", {}, element("thead", {}, head), this.body));
    this.render();
  }

  private header(key: SortKey, text: string): HTMLTableCellElement {
    const cell = element("th", { scope: "col" }, text);
    cell.addEventListener("click", () => {
      const descending = this.state.sortBy === key ? !this.state.descending : false;
      this.change({ sortBy: key, descending });
    });
    return cell;
  }

  private change(change: Partial<ViewState>): void {
    this.state = { ...this.state, ...change };
    this.render();
  }

  private visible(): Country[] {
    const { query, sortBy, descending } = this.state;
    const text = query.trim().toLowerCase();
    const direction = descending ? -1 : 1;
    return this.countries
      .filter(({ name, code }) => name.toLowerCase().includes(text) || code.toLowerCase() === text)
      .toSorted((a, b) => {
        const left = a[sortBy];
        const right = b[sortBy];
        if (typeof left === "number" && typeof right === "number") return (left - right) * direction;
        return String(left).localeCompare(String(right)) * direction;
      });
  }

  private render(): void {
    const rows = this.visible().map((country) =>
      element(
        "tr",
        { "data-code": country.code },
        element("td", {}, country.name),
        element("td", { class: "number" }, this.format.format(country.population)),
      ),
    );
    this.body.replaceChildren(...rows);
  }
}

async function start(): Promise<void> {
  const root = document.getElementById("countries");
  if (!root) throw new Error("the page has no place for the list");
  try {
    const response = await fetch("/countries.json");
    new CountryList(root, (await response.json()) as Country[]);
  } catch (error) {
    root.textContent = error instanceof Error ? error.message : "unknown error";
  }
}

window.addEventListener("DOMContentLoaded", () => void start());
