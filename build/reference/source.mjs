// Documentation that stands in the source as comments: of exported constants and of members of types.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { root } from "./package.mjs";

const parsed = new Map();

function parse(path) {
  if (!parsed.has(path)) {
    const text = readFileSync(join(root, path), "utf8");
    parsed.set(path, ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true));
  }
  return parsed.get(path);
}

/** The comment before a node, as paragraphs, each on one line. */
function paragraphs(node) {
  const comment = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1)?.comment;
  const text = typeof comment === "string" ? comment : (ts.getTextOfJSDocComment(comment) ?? "");
  return text.split(/\n\s*\n/).map((part) => part.replace(/\s*\n\s*/g, " ").trim());
}

/**
 * What a comment says about the carrier's page: the paragraph that begins with its name. The client below api/ has functions
 * of the same names, which are not what users see.
 */
export function carrierNote(folder, name) {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  for (const file of files.filter((each) => each.endsWith(".ts") && !/^api[\\/]/.test(each)).sort()) {
    for (const statement of parse(join(folder, file)).statements) {
      if (!ts.isVariableStatement(statement)) continue;
      if (!statement.declarationList.declarations.some((each) => each.name.getText() === name)) continue;
      const found = paragraphs(statement).find((part) => /^\w[\w ]* API: /.test(part));
      // Which part of it is guessed, the concept says.
      if (found !== undefined) return found.replace(/ \(G-[A-Z0-9-]+\)/g, "");
    }
  }
  return undefined;
}

/** The members of an interface or type with text and type, also those of the interfaces it extends in that file. */
export function membersOf(path, name) {
  const declared = parse(path).statements.find(
    (each) => (ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each)) && each.name.text === name,
  );
  if (declared === undefined) throw new Error(`${path} has no type ${name}`);
  return membersIn(declared).map((member) => ({
    name: member.name.getText(),
    required: member.questionToken === undefined,
    type: typeText(member.type),
    paragraphs: paragraphs(member),
  }));
}

function membersIn(node) {
  if (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node))
    return node.members.filter(ts.isPropertySignature);
  if (ts.isTypeAliasDeclaration(node)) return membersIn(node.type);
  return ts.isIntersectionTypeNode(node) ? node.types.flatMap(membersIn) : [];
}

/** A type as a reader needs it: without what makes it read-only or later known. */
function typeText(node) {
  const text = node
    .getText()
    .replace(/\s*\n\s*/g, " ")
    .replace(/\breadonly /g, "");
  return peeled(text, /\b(?:pulumi\.Input|Readonly)<((?:[^<>]|<[^<>]*>)*)>/);
}

function peeled(text, wrapper) {
  const inner = text.replace(wrapper, "$1");
  return inner === text ? text : peeled(inner, wrapper);
}
