import { z } from "zod";
import { deviceGroups, lineIdentity, linesNamed } from "../device-groups";
import type { Claim, FleetLine } from "../plan/fleet";
import type { Plan } from "../plan/plan";
import { resourceName } from "../plan/resource";
import { defineRule, type Finding } from "../rule";

/** Two resources that want different values of one thing change it back and forth for ever. */
export const oneOwner = defineRule({
  name: "one-owner",
  describe: "No two resources manage the same attribute of the same line.",
  why: "Each sets its own value in each deployment, so the line changes without end, and removing one resource undoes the other.",
  severity: "high",
  level: "mandatory",
  sees: "change",
  tags: ["ownership"],
  remediation:
    "Leave the attribute out of one of the resources, or take the line out of one of them. Labels of a line may be shared by label assignments of different labels, but not with a set that declares all labels.",
  options: z.object({}),
  *check(plan) {
    const grouped = groupClaims(plan);
    for (const { name, claims } of grouped.values()) yield* conflicts(name, "deviceGroup", claims);
    for (const line of plan.after.lines) {
      for (const [attribute, claims] of Object.entries(line.claims)) {
        if (claims.length < 2 || (attribute === "deviceGroup" && grouped.has(line))) continue;
        yield* conflicts(line.name, attribute, claims);
      }
    }
  },
});

function* conflicts(line: string, attribute: string, claims: readonly Claim[]): Generator<Finding> {
  for (const { what, owners } of rivals(claims)) {
    yield {
      subject: line,
      urn: owners[0]!.urn,
      message: `${line}: ${attribute}${what} is managed by ${owners.map(({ owner }) => owner).join(" and ")}; only one of them may`,
    };
  }
}

/** Those who claim the same: several who own all of it, or a part that another one owns, too. */
function rivals(claims: readonly Claim[]): { what: string; owners: readonly Claim[] }[] {
  const wholes = distinct(claims.filter(({ parts }) => parts === undefined));
  const inPart = distinct(claims.filter(({ parts }) => parts !== undefined));
  if (wholes.length > 1 || (wholes.length === 1 && inPart.length > 0)) {
    return [{ what: "", owners: [...wholes, ...inPart] }];
  }
  const parts = new Set(inPart.flatMap((claim) => claim.parts ?? []));
  return [...parts].flatMap((part) => {
    const owners = inPart.filter((claim) => claim.parts?.includes(part));
    return owners.length > 1 ? [{ what: ` "${part}"`, owners }] : [];
  });
}

const distinct = (claims: readonly Claim[]): Claim[] => [
  ...new Map(claims.map((claim) => [claim.urn, claim])).values(),
];

/** Who puts which line into a device group, where a ThingSpace group names it. */
function groupClaims(plan: Plan): Map<FleetLine | string, { name: string; claims: Claim[] }> {
  const found = new Map<FleetLine | string, { name: string; claims: Claim[] }>();
  for (const resource of deviceGroups(plan)) {
    const claim = { urn: resource.urn, owner: resourceName(resource) };
    for (const name of linesNamed(resource.wanted) ?? []) {
      const line = lineIdentity(plan, "after", name);
      const known = found.get(line);
      if (known) known.claims.push(claim);
      else if (typeof line === "string") found.set(line, { name, claims: [claim] });
      else found.set(line, { name: line.name, claims: [...(line.claims.deviceGroup ?? []), claim] });
    }
  }
  return found;
}
