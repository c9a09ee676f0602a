import { adopt, change, drift, leave, refuse } from "./scenes";
import { Stage } from "./stage";
import { tell } from "./tell";

async function main(): Promise<void> {
  const start = Date.now();
  const stage = await Stage.open();
  try {
    tell.title("Northstar Independent School District: 499 cellular lines as code");
    tell.say(`engine   ${stage.engine}`);
    tell.say(`carrier  Kajeet Sentinel, simulated, over HTTP at ${stage.carrier.url}`);
    for (const scene of [adopt, change, refuse, drift, leave]) await scene(stage);
    tell.title("What it took");
    tell.table(
      ["", "seconds", "reads", "writes"],
      stage.costs.map(({ scene, seconds, reads, writes }) => [
        scene,
        seconds.toFixed(1),
        String(reads),
        String(writes),
      ]),
    );
    tell.say("");
    tell.say(`${((Date.now() - start) / 1000).toFixed(0)} seconds in all.`);
  } finally {
    await stage.close();
  }
}

main().catch((error: unknown) => {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
});
