// A recording of the browser's main thread, and what of it is work.
/** Records while `work` goes on; the events of the page's own process. */
export async function trace(session, work) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel'] },
  });
  await work();
  const ended = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await ended;
  session.off('Tracing.dataCollected', collect);
  return mainThread(events);
}

/** The renderer thread that makes frames; of several pages the busiest. */
function mainThread(events) {
  const count = new Map();
  for (const event of events)
    if (event.name === 'RunTask' || event.name === 'ThreadControllerImpl::RunTask') {
      const key = `${event.pid}:${event.tid}`;
      count.set(key, count.get(key) ?? 0);
    }
  for (const event of events)
    if (event.name === 'BeginMainThreadFrame' || event.name === 'FireAnimationFrame' || event.name === 'Commit') {
      const key = `${event.pid}:${event.tid}`;
      if (count.has(key)) count.set(key, count.get(key) + 1);
    }
  const [main] = [...count].sort((a, b) => b[1] - a[1])[0] ?? ['none'];
  return events.filter((event) => `${event.pid}:${event.tid}` === main).sort((a, b) => a.ts - b.ts);
}

const isTask = (event) =>
  event.ph === 'X' && (event.name === 'RunTask' || event.name === 'ThreadControllerImpl::RunTask');

/** Lengths of the tasks, ms. */
export const tasksOf = (events) => events.filter(isTask).map((event) => (event.dur ?? 0) / 1000);

/** Work between the beginnings of two frames, ms: the sum of the tasks that began there. */
export function framesOf(events) {
  const begins = events.filter((event) => event.name === 'BeginMainThreadFrame').map((event) => event.ts);
  const tasks = events.filter(isTask);
  const frames = [];
  let at = 0;
  for (let i = 0; i < begins.length - 1; i += 1) {
    let sum = 0;
    while (at < tasks.length && tasks[at].ts + (tasks[at].dur ?? 0) < begins[i]) at += 1;
    for (let t = at; t < tasks.length && tasks[t].ts < begins[i + 1]; t += 1) sum += (tasks[t].dur ?? 0) / 1000;
    frames.push(sum);
  }
  return frames;
}
