// Development only: an overview and its rows for the stand-in desk, drawn from a fixed noise.
const noise = (seed) => {
  const x = Math.sin(seed * 127.1) * 43758.5453;
  return x - Math.floor(x);
};

export function overview(world, url) {
  const few = url.searchParams.get('channel') === 'telegram';
  const to = url.searchParams.get('to') ?? new Date().toISOString().slice(0, 10);
  const start = Date.parse(
    url.searchParams.get('from') ?? new Date(Date.parse(to) - 29 * 86_400_000).toISOString().slice(0, 10),
  );
  const days = [];
  for (let at = start; at <= Date.parse(to); at += 86_400_000)
    days.push(dayLine(new Date(at).toISOString().slice(0, 10), days.length, few));
  const sum = (of) => days.reduce((total, day) => total + of(day), 0);
  const duration = (figure, median, previous, verdict) => ({
    figure,
    n: few ? 6 : 512,
    unmeasured: figure === 'next-response' ? 12 : 0,
    enough: !few,
    median,
    medianInterval: { low: median * 0.9, high: median * 1.12 },
    p90: median * 4.2,
    p90Interval: { low: median * 3.6, high: median * 5 },
    p99: median * 9,
    mean: median * 1.7,
    previousN: 490,
    previousMedian: previous,
    previousP90: previous * 4,
    medianChange: { verdict, difference: median - previous, low: null, high: null },
    p90Change: { verdict: 'no-difference', difference: 0, low: null, high: null },
  });
  const share = (figure, count, n, previous, low, high) => ({
    figure,
    n,
    count,
    enough: n >= 10,
    share: n ? count / n : null,
    interval: { low, high },
    previousN: 180,
    previousShare: previous,
    change: { verdict: 'no-difference', difference: count / n - previous, low: -0.04, high: 0.08 },
  });
  const good = sum((d) => d.good);
  const answered = sum((d) => d.answered);
  const sent = sum((d) => d.sent);
  return {
    period: { from: days[0].day, to },
    previous: { from: days[0].day, to },
    timeZone: world.workspace.timeZone,
    clock: 'calendar',
    madeAt: new Date().toISOString(),
    opened: { figure: 'tickets.opened', value: sum((d) => d.opened), previous: 590 },
    solved: { figure: 'tickets.solved', value: sum((d) => d.solved), previous: 602 },
    unanswered: { figure: 'tickets.unanswered', value: 14, previous: 11 },
    waiting: {
      figure: 'tickets.waiting',
      value: 64,
      oldestSince: world.ago(374),
      oldestTicketId: world.tickets[60].id,
    },
    durations: [
      duration('first-response', 540, 840, 'lower'),
      duration('next-response', 660, 640, 'no-difference'),
      duration('first-resolution', 15_300, 12_900, 'higher'),
      duration('full-resolution', 26_500, 25_900, 'no-difference'),
    ],
    csat: {
      score: share('csat.good', good, answered, 0.84, 0.81, 0.9),
      responseRate: share('csat.answered', answered, sent, 0.33, 0.31, 0.39),
      distribution: [1, 2, 3, 4, 5].map((score) => ({
        figure: `csat.score.5.${score}`,
        scaleMax: 5,
        score,
        good: score > 3,
        count: few ? 0 : [9, 6, 11, 48, 121][score - 1],
      })),
    },
    notAsked: [
      ['asked-lately', 61],
      ['survey-disabled', 22],
      ['no-address', 9],
      ['agent-only', 4],
    ].map(([reason, count]) => ({ figure: `not-asked.${reason}`, reason, count, previous: count })),
    days,
    changes: [
      { figure: 'first-response', of: 'median', before: 840, now: 540, verdict: 'lower', meaning: 'better' },
      { figure: 'first-resolution', of: 'median', before: 12_900, now: 15_300, verdict: 'higher', meaning: 'worse' },
      {
        figure: 'csat.good',
        of: 'share',
        before: 0.84,
        now: good / answered,
        verdict: 'no-difference',
        meaning: 'neutral',
      },
    ],
  };
}

function dayLine(day, i, few) {
  const weekend = [0, 6].includes(new Date(day).getUTCDay());
  const size = (weekend ? 0.3 : 1) * (few ? 0.1 : 1);
  const n = (k, most) => Math.round(noise(i * 7 + k) * most * size + most * 0.4 * size);
  const duration = (k, base) =>
    few && i % 3
      ? { n: 0, median: null, p90: null }
      : {
          n: n(k, 20),
          median: Math.round(base * (0.7 + noise(i + k) * 0.8)),
          p90: Math.round(base * (2.5 + noise(i + k + 9) * 3)),
        };
  const sent = n(5, 18);
  const answered = Math.min(sent, Math.round(sent * (0.25 + noise(i + 3) * 0.3)));
  const good = Math.min(answered, Math.round(answered * (0.75 + noise(i + 4) * 0.25)));
  const csat = answered ? good / answered : null;
  return {
    day,
    opened: n(1, 28),
    solved: n(2, 27),
    firstResponse: duration(11, 560),
    nextResponse: duration(12, 600),
    firstResolution: duration(13, 15_000),
    fullResolution: duration(14, 26_000),
    sent,
    answered,
    good,
    csat,
    csatInterval:
      csat === null ? { low: null, high: null } : { low: Math.max(0, csat - 0.22), high: Math.min(1, csat + 0.12) },
  };
}

export function rows(world, url) {
  const figure = url.searchParams.get('figure');
  const unit = figure.startsWith('csat.')
    ? 'score'
    : figure.includes('respon') || figure.includes('resol') || figure === 'tickets.waiting'
      ? 'seconds'
      : 'none';
  const items = world.tickets.slice(0, 30).map((t, i) => ({
    ticketId: t.id,
    number: t.number,
    part: 0,
    value: unit === 'none' ? null : unit === 'score' ? (i % 5) + 1 : Math.round(noise(i) * 9000),
    at: t.lastMessageAt,
    channel: t.channel,
    agentId: t.assigneeId,
    teamId: t.teamId,
  }));
  return { figure, unit, items, next: null };
}
