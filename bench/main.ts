import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, totalmem } from "node:os";
import { join } from "node:path";
import { startCarrier } from "./carrier";
import { chooseEngine } from "./engines";
import { type Case, casesOf } from "./matrix";
import { type BenchOptions, readOptions } from "./options";
import { measurePolicies } from "./policies";
import { policiesReport } from "./policies-report";
import { measureReceiver } from "./receiver";
import { receiverReport } from "./receiver-report";
import { page, replaced, report } from "./report";
import { type BenchResult, type CaseResult, callsOf } from "./results";
import { runCase } from "./run-case";

const PAGE = join(__dirname, "..", "..", "docs", "benchmark.md");

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.receiver) return measureCallbacks(options);
  if (options.policies) return measureRings(options);
  const engine = chooseEngine(options.engine);
  console.log(`Engine: ${engine.text}. Times are wall time; another load on this machine makes them longer.`);
  const result: BenchResult = {
    date: new Date().toISOString().slice(0, 10),
    engine: { name: engine.name, text: engine.text },
    machine: machine(),
    node: process.version,
    cases: options.resume && options.json !== undefined ? earlier(options.json) : [],
  };
  for (const one of casesOf(options.sizes, options.only, options.quick)) {
    if (result.cases.some(({ subject, lines }) => subject === one.subject && lines === one.lines)) continue;
    result.cases.push(await measureCase(one, engine, options));
    // After each case, so that a run that is broken off still leaves what it has measured.
    if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(result, null, 2));
  }
  console.log(`\n${report(result)}`);
  if (options.write) writeFileSync(PAGE, page(readFileSync(PAGE, "utf8"), result));
}

async function measureCallbacks(options: BenchOptions): Promise<void> {
  const date = new Date().toISOString().slice(0, 10);
  const measured = await measureReceiver(options);
  const text = receiverReport(measured, `Node ${process.version}, ${machine()}, ${date}`);
  console.log(text);
  if (options.write) writeFileSync(PAGE, replaced(readFileSync(PAGE, "utf8"), "receiver", text));
}

async function measureRings(options: BenchOptions): Promise<void> {
  const engine = chooseEngine(options.engine);
  console.log(`Engine: ${engine.text}.`);
  const measured = await measurePolicies(engine, {
    ...options,
    timeoutMs: options.timeout * 1000,
    onRun: (name, { seconds, cpuSeconds }) =>
      console.log(`  ${name}: ${seconds.toFixed(1)} s, processor ${cpuSeconds?.toFixed(1) ?? "n/a"} s`),
  });
  const date = new Date().toISOString().slice(0, 10);
  const text = policiesReport(measured, `${engine.text}, Node ${process.version}, ${machine()}, ${date}.`);
  console.log(`\n${text}`);
  if (options.write) writeFileSync(PAGE, replaced(readFileSync(PAGE, "utf8"), "policies", text));
}

const machine = () =>
  `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${arch()}`;

/** What a run that was broken off has measured. */
function earlier(file: string): CaseResult[] {
  if (!existsSync(file)) return [];
  const { cases } = JSON.parse(readFileSync(file, "utf8")) as BenchResult;
  return cases.filter(({ failure }) => failure === undefined);
}

async function measureCase(
  { subject, lines }: Case,
  engine: ReturnType<typeof chooseEngine>,
  { repeat, timeout }: { repeat: number; timeout: number },
): Promise<CaseResult> {
  console.log(`\n${subject}, ${lines} lines`);
  const carrier = await startCarrier(lines);
  try {
    const done = await runCase(engine, carrier, subject, lines, {
      repeat,
      timeoutMs: timeout * 1000,
      onStep: (step, measured) => {
        const cpu =
          measured.cpuSeconds === undefined ? "" : `, processor ${measured.cpuSeconds.toFixed(1)} s`;
        console.log(`  ${step}: ${measured.seconds.toFixed(1)} s${cpu}, ${callsOf(measured)} calls`);
      },
    });
    if (done.failure !== undefined) console.log(`  failed: ${done.failure}`);
    return done;
  } finally {
    carrier.close();
  }
}

void main();
