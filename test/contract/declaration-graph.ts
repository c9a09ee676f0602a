/** Which functions of the client a declaration uses, read from the source: what it names, what that names, and so on. */
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";

const ROOT = join(__dirname, "../..");

/** A top-level declaration. */
interface Place {
  readonly file: string;
  readonly name: string;
}

interface Module {
  /** Names used in each top-level declaration. */
  readonly uses: ReadonlyMap<string, ReadonlySet<string>>;
  readonly imports: ReadonlyMap<string, Place>;
}

const sourceOf = (file: string) =>
  ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.ES2022, true);

const targetOf = (file: string, { text }: ts.StringLiteral) =>
  `${relative(ROOT, join(ROOT, dirname(file), text)).replaceAll("\\", "/")}.ts`;

// Each file is parsed once: a walk meets the same ones again and again.
const modules = new Map<string, Module>();
const exported = new Map<string, ReadonlyMap<string, Place>>();

/** What is where in a file, by its path below the root. */
function read(file: string): Module {
  const known = modules.get(file);
  if (known) return known;
  const source = sourceOf(file);
  const uses = new Map<string, Set<string>>();
  const imports = new Map<string, Place>();
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      for (const [name, place] of importsOf(file, statement)) imports.set(name, place);
      continue;
    }
    for (const name of namesOf(statement)) uses.set(name, identifiersIn(statement));
  }
  const module = { uses, imports };
  modules.set(file, module);
  return module;
}

function importsOf(file: string, { moduleSpecifier, importClause }: ts.ImportDeclaration): [string, Place][] {
  const path = (moduleSpecifier as ts.StringLiteral).text;
  const named = importClause?.namedBindings;
  // What is imported as a type is not called.
  if (!path.startsWith(".") || importClause?.isTypeOnly || !named || !ts.isNamedImports(named)) return [];
  const target = targetOf(file, moduleSpecifier as ts.StringLiteral);
  return named.elements
    .filter(({ isTypeOnly }) => !isTypeOnly)
    .map(({ name, propertyName }) => [name.text, { file: target, name: (propertyName ?? name).text }]);
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  // Types have the names of classes beside them, and call nothing.
  if (!ts.isFunctionDeclaration(statement) && !ts.isClassDeclaration(statement)) return [];
  return statement.name ? [statement.name.text] : [];
}

function identifiersIn(node: ts.Node): Set<string> {
  const found = new Set<string>();
  const visit = (each: ts.Node) => {
    if (ts.isTypeNode(each)) return;
    if (ts.isIdentifier(each)) found.add(each.text);
    each.forEachChild(visit);
  };
  visit(node);
  return found;
}

/**
 * The names that a declaration takes from files below `api`, directly or through others. Files of `borders` are not
 * entered: what every declaration has through them (the session and its lists) says nothing about one of them.
 */
export function callsOf(start: Place, api: string, borders: readonly string[] = []): Set<string> {
  const calls = new Set<string>();
  const seen = new Set<string>();
  const open = [start];
  for (let place = open.pop(); place; place = open.pop()) {
    const { file, name } = place;
    if (seen.has(`${file}#${name}`) || borders.includes(file)) continue;
    seen.add(`${file}#${name}`);
    if (!file.startsWith(dirname(api))) continue;
    // Also what the client puts around its calls, such as the walk through all pages, is followed to the call.
    if (file.startsWith(api)) calls.add(name);
    const { uses, imports } = read(file);
    const elsewhere = uses.has(name) ? undefined : exportsOf(file).get(name);
    if (elsewhere) open.push(elsewhere);
    for (const used of uses.get(name) ?? []) {
      const imported = imports.get(used);
      if (imported) open.push(imported);
      else if (uses.has(used)) open.push({ file, name: used });
    }
  }
  return calls;
}

/** Where the names that a file re-exports come from; `export *` is followed. */
export function exportsOf(file: string): ReadonlyMap<string, Place> {
  const known = exported.get(file);
  if (known) return known;
  const places = new Map<string, Place>();
  exported.set(file, places);
  for (const statement of sourceOf(file).statements) {
    if (!ts.isExportDeclaration(statement) || statement.isTypeOnly || !statement.moduleSpecifier) continue;
    const target = targetOf(file, statement.moduleSpecifier as ts.StringLiteral);
    const { exportClause: clause } = statement;
    if (!clause) {
      for (const name of read(target).uses.keys()) places.set(name, { file: target, name });
      for (const [name, place] of exportsOf(target)) places.set(name, place);
    } else if (ts.isNamedExports(clause)) {
      for (const { name, propertyName } of clause.elements) {
        places.set(name.text, { file: target, name: (propertyName ?? name).text });
      }
    }
  }
  return places;
}
