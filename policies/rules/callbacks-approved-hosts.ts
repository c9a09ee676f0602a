import { z } from "zod";
import { patterns } from "../patterns";
import { type Bag, resourceName } from "../plan/resource";
import { defineRule } from "../rule";

/** Where the carrier sends what it knows of lines. */
export const callbacksApprovedHosts = defineRule({
  name: "callbacks-approved-hosts",
  describe:
    "Callbacks and alerts of ThingSpace go to approved hosts only, encrypted, and with no credentials in the address.",
  why: "Messages tell where lines are and what they do, and bring a password in plain text; whoever gets them knows both.",
  severity: "high",
  level: "mandatory",
  sees: "wanted",
  tags: ["callbacks", "security"],
  framework: {
    name: "CIS Controls",
    version: "8",
    reference: "3.10",
    specification: "Sensitive data is encrypted on its way.",
  },
  remediation:
    "Use an https address on a host of the list, with user name and password in username and password; or receiver: true for the deployment's own receiver. A new host is added to the policy file in the same pull request.",
  options: z.object({
    hosts: patterns
      .default([])
      .describe(
        "Hosts that callbacks may go to: `hooks.example.org`, or `*.example.org` for all hosts below it. Any host without it.",
      ),
    mailDomains: patterns
      .default([])
      .describe(
        "Domains of the mail addresses that triggers may tell, written like hosts. Any domain without it.",
      ),
    loopback: z
      .boolean()
      .default(true)
      .describe("Lets addresses of this machine through, plain http, too; no carrier calls them."),
  }),
  *check({ resources }, { hosts, mailDomains, loopback }) {
    for (const resource of resources) {
      const { type, wanted, urn } = resource;
      if (!wanted) continue;
      const subject = resourceName(resource);
      const problems =
        type === "thingspace:Callback"
          ? callbackProblems(wanted, hosts, loopback)
          : type === "thingspace:Trigger"
            ? mailProblems(wanted, mailDomains)
            : [];
      for (const problem of problems) yield { subject, urn, message: `${subject}: ${problem}` };
    }
  },
});

function callbackProblems({ url }: Bag, hosts: readonly string[], loopback: boolean): string[] {
  if (typeof url !== "string") return [];
  if (!URL.canParse(url)) return ["its url is no address; right is https://host/path"];
  const { protocol, hostname, username, password } = new URL(url);
  const problems: string[] = [];
  // The address itself is not shown: it may hold what this is about.
  if (username !== "" || password !== "") {
    problems.push("its url has credentials in it; give them as username and password");
  }
  if (loopback && isLoopback(hostname)) return problems;
  if (protocol !== "https:") problems.push(`its url begins with ${protocol}//; right is https://`);
  if (hosts.length > 0 && !isBelow(hosts, hostname)) {
    problems.push(`host ${hostname} is not approved; approved are ${hosts.join(", ")}`);
  }
  return problems;
}

function mailProblems({ notification }: Bag, domains: readonly string[]): string[] {
  const { externalEmailRecipients: told } = (notification ?? {}) as Bag;
  if (typeof told !== "string" || domains.length === 0) return [];
  return told
    .split(",")
    .map((address) => address.trim())
    .filter((address) => address !== "" && !isBelow(domains, address.slice(address.lastIndexOf("@") + 1)))
    .map(
      (address) => `${address} is told, and its domain is not approved; approved are ${domains.join(", ")}`,
    );
}

/** Hosts are compared without case; `*.example.org` is every host below `example.org`, and not that host itself. */
const isBelow = (hosts: readonly string[], host: string): boolean => {
  const name = host.toLowerCase().replace(/\.$/, "");
  return hosts.some((one) => {
    const known = one.toLowerCase();
    return known.startsWith("*.")
      ? name.endsWith(known.slice(1)) && name.length >= known.length
      : name === known;
  });
};

const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
