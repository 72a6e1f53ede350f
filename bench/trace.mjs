// A recording of the browser's main thread, and what of it is work.
/** Records while `work` goes on; the events of the page's own process. */
export async function trace(session, work) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['devtools.timeline', 'toplevel', '__metadata'],
    },
  });
  await work();
  const ended = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await ended;
  session.off('Tracing.dataCollected', collect);
  return mainThread(events);
}

/** The renderer's main thread that drew most: of several pages the one that was scrolled. */
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

/** Near the end of every frame that the main thread makes; in its commit it hands over what it drew, and waits until it is taken. */
const isFrame = (event) => event.name === 'Layerize' && event.ph === 'X';
const isCommit = (event) => event.name === 'Commit' && event.ph === 'X';
const isTask = (event) => event.ph === 'X' && event.name === 'ThreadControllerImpl::RunTask';

/**
 * The outermost tasks, and what of each is work, ms: the time the thread ran, not the time it stood by while other processes had
 * the processor or the frame was taken over.
 */
function workOf(events) {
  const marks = events.filter((event) => isFrame(event) || isCommit(event));
  const tasks = [];
  let [end, at] = [0, 0];
  for (const task of events.filter(isTask)) {
    if (task.ts < end) continue;
    end = task.ts + (task.dur ?? 0);
    let [ms, frame] = [(task.tdur ?? task.dur ?? 0) / 1000, false];
    for (; at < marks.length && marks[at].ts < end; at += 1) {
      if (marks[at].ts < task.ts) continue;
      if (isFrame(marks[at])) frame = true;
      else ms -= (marks[at].tdur ?? marks[at].dur ?? 0) / 1000;
    }
    tasks.push({ ms, frame });
  }
  return tasks;
}

/** Work of the tasks, ms. */
export const tasksOf = (events) => workOf(events).map(({ ms }) => ms);

/** Work of each frame, ms: of all tasks since the frame before. */
export function framesOf(events) {
  const frames = [];
  let sum = 0;
  for (const { ms, frame } of workOf(events)) {
    sum += ms;
    if (!frame) continue;
    frames.push(sum);
    sum = 0;
  }
  return frames;
}

/**
 * The longest task in which scripts of these addresses ran, ms; 0: none did. By the processor's own time where the browser tells
 * it, so that what other programs do meanwhile is not counted.
 */
export function longestOf(events, isOurs) {
  const ours = events.filter(
    (event) =>
      /^(?:EvaluateScript|FunctionCall|v8\.compile|v8\.evaluateModule)$/.test(event.name) && isOurs(urlOf(event)),
  );
  const of = (task) => ours.some((one) => one.ts >= task.ts && one.ts <= task.ts + (task.dur ?? 0));
  return Math.max(
    0,
    ...events.filter((event) => isTask(event) && of(event)).map((task) => (task.tdur ?? task.dur ?? 0) / 1000),
  );
}

const urlOf = (event) => event.args?.data?.url ?? event.args?.fileName ?? '';
