/** What a router needs to know of an operation. */
export interface Routed {
  method: string;
  /** Path template below the base path, with `{name}` for a value. */
  path: string;
  /** Other paths, with the same values in them, that lead to it as well. */
  aliases?: readonly string[];
}

export interface RouteMatch<Operation> {
  operation: Operation;
  params: Record<string, string>;
}

interface Node<Operation> {
  literals: Map<string, Node<Operation>>;
  template?: Node<Operation>;
  leaves: Map<string, { operation: Operation; names: string[] }>;
}

/**
 * Finds the operation of a URL: a literal segment wins over a template, from left to right. `fits` checks the
 * shape of a value, so that two templates of the same shape are told apart by what stands in them; when no
 * candidate fits, the first one is taken and has to explain what is wrong with the value.
 */
export class Router<Operation extends Routed> {
  private readonly root: Node<Operation> = emptyNode();

  constructor(
    operations: readonly Operation[],
    private readonly fits: (name: string, value: string) => boolean,
    /** How a literal segment is compared; letter case counts if left out. */
    private readonly spelling: (segment: string) => string = (segment) => segment,
  ) {
    for (const operation of operations) {
      for (const path of [operation.path, ...(operation.aliases ?? [])]) this.add(operation, path);
    }
  }

  match(method: string, path: string): RouteMatch<Operation> | undefined {
    const candidates: RouteMatch<Operation>[] = [];
    const segments = path.split("/").filter((segment) => segment !== "");
    this.walk(this.root, segments, 0, [], method, candidates);
    const fitting = candidates.find(({ params }) =>
      Object.entries(params).every(([name, value]) => this.fits(name, value)),
    );
    return fitting ?? candidates[0];
  }

  private add(operation: Operation, path: string): void {
    const names: string[] = [];
    let node = this.root;
    for (const segment of path.split("/").filter((part) => part !== "")) {
      const name = /^\{(.+)\}$/.exec(segment)?.[1];
      if (name !== undefined) {
        names.push(name);
        node.template ??= emptyNode();
        node = node.template;
      } else {
        const literal = this.spelling(segment);
        let next = node.literals.get(literal);
        if (next === undefined) {
          next = emptyNode();
          node.literals.set(literal, next);
        }
        node = next;
      }
    }
    node.leaves.set(operation.method, { operation, names });
  }

  private walk(
    node: Node<Operation>,
    segments: string[],
    depth: number,
    values: string[],
    method: string,
    found: RouteMatch<Operation>[],
  ): void {
    const segment = segments[depth];
    if (segment === undefined) {
      const leaf = node.leaves.get(method);
      if (leaf === undefined) return;
      const params = Object.fromEntries(leaf.names.map((name, index) => [name, values[index] ?? ""]));
      found.push({ operation: leaf.operation, params });
      return;
    }
    const literal = node.literals.get(this.spelling(segment));
    if (literal !== undefined) this.walk(literal, segments, depth + 1, values, method, found);
    if (node.template !== undefined) {
      this.walk(node.template, segments, depth + 1, [...values, decode(segment)], method, found);
    }
  }
}

function emptyNode<Operation>(): Node<Operation> {
  return { literals: new Map(), leaves: new Map() };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
