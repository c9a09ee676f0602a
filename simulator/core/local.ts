import { healthOf, steerClock } from "./control";
import type { RunningServer } from "./server";
import type { Simulator } from "./simulator";
import { closeStation, resetStation, type Station } from "./station";
import { SteeringError } from "./steering-error";

/** The handles of a simulator that runs in this process: straight to the station, without HTTP. */
export function localSimulator<Line, State>(
  station: Station<Line, State>,
  server: RunningServer,
): Simulator<Line, State> {
  const { carrier, clock, courier, faults, journal, limiter } = station;
  return {
    carrier: carrier.name,
    url: server.url,
    port: server.port,
    env: station.env,
    health: async () => healthOf(station),
    journal: async (filter) => journal.list(filter).map((entry) => ({ ...entry })),
    clearJournal: async () => journal.clear(),
    lines: async () => carrier.lines(),
    line: async (id) => carrier.line(id),
    editLine: async (id, patch) => {
      const line = carrier.editLine(id, patch);
      if (line === undefined) throw new SteeringError(`The simulator has no line ${id}`);
      return line;
    },
    addLine: async (fields) => carrier.addLine(fields),
    removeLine: async (id) => carrier.removeLine(id),
    state: async () => carrier.state(),
    faults: {
      add: async (fault) => faults.add(fault),
      list: async () => faults.list(),
      remove: async (id) => faults.remove(id),
      clear: async () => faults.clear(),
    },
    clock: {
      state: async () => clock.state(),
      freeze: async (at) => steerClock(station, { freeze: at ?? true }),
      advance: async (ms) => steerClock(station, { advance: ms }),
      resume: async () => steerClock(station, { resume: true }),
    },
    limitRate: async (perSecond) => {
      limiter.perSecond = perSecond;
    },
    expireTokens: async (kind) => carrier.expireTokens(kind),
    callbacks: async () => courier.list(),
    clearCallbacks: async () => courier.clear(),
    settle: () => courier.settled(),
    reset: async () => resetStation(station),
    close: () => {
      closeStation(station);
      return server.close();
    },
  };
}
