// Sits inside a desk that is measured, and answers the benchmark: how long its event loop stood still, what it holds, where its time went.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How often the loop is looked at: what it is late by beyond that, it stood still. */
const EVERY_MS = 1;
const delays = monitorEventLoopDelay({ resolution: EVERY_MS });
let before = performance.eventLoopUtilization();
let session = null;
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

const ANSWERS = {
  /** Since this was last asked. @returns milliseconds, and the share of the time in which the loop was busy */
  stall: () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    const told = {
      longest: delays.max / 1e6 - EVERY_MS,
      p99: delays.percentile(99) / 1e6 - EVERY_MS,
      busy: utilization,
    };
    delays.reset();
    before = now;
    return told;
  },
  /** Garbage is taken away first, on both looks: what is held, not what has not been given back yet. */
  memory: () => {
    for (let i = 0; i < 3; i += 1) collect();
    return process.memoryUsage();
  },
  /** Begins a profile; asked again, ends it and writes it to `file`. */
  profile: async (file) => {
    if (session) {
      const { profile } = await session.post('Profiler.stop');
      writeFileSync(file, JSON.stringify(profile));
      session.disconnect();
      session = null;
      return file;
    }
    session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 500 });
    await session.post('Profiler.start');
    return null;
  },
};

if (process.channel) {
  delays.enable();
  process.on('message', async ({ what, file }) => process.send(await ANSWERS[what](file)));
  // Nobody waits for questions: a desk that has ended is over.
  process.channel.unref();
}
