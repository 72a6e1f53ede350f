// A recording of the browser's main thread, and what of it is work.
/** Records while `work` goes on; the events of the page's own process. */
export async function trace(session, work) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', '__metadata'],
    },
  });
  await work();
  const ended = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await ended;
  session.off('Tracing.dataCollected', collect);
  return mainThread(events);
}

/** The renderer's main thread that painted most: of several pages the one that was scrolled. */
function mainThread(events) {
  const painted = new Map();
  const keyOf = (event) => `${event.pid}:${event.tid}`;
  for (const event of events)
    if (event.name === 'thread_name' && event.args?.name === 'CrRendererMain') painted.set(keyOf(event), 0);
  for (const event of events)
    if (isFrame(event) && painted.has(keyOf(event))) painted.set(keyOf(event), painted.get(keyOf(event)) + 1);
  const [main] = [...painted].sort((a, b) => b[1] - a[1])[0] ?? ['none'];
  return events.filter((event) => keyOf(event) === main).sort((a, b) => a.ts - b.ts);
}

/** Once in every frame the main thread makes. */
const isFrame = (event) => event.name === 'PrePaint' || event.name === 'BeginMainThreadFrame';
const isTask = (event) =>
  event.ph === 'X' && (event.name === 'RunTask' || event.name === 'ThreadControllerImpl::RunTask');

/** Lengths of the tasks, ms. */
export const tasksOf = (events) => events.filter(isTask).map((event) => (event.dur ?? 0) / 1000);

/** Work between the beginnings of two frames, ms: the sum of the tasks that began there. */
export function framesOf(events) {
  const painting = events.some((event) => event.name === 'PrePaint') ? 'PrePaint' : 'BeginMainThreadFrame';
  const begins = events.filter((event) => event.name === painting).map((event) => event.ts);
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
