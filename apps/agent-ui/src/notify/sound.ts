// Two soft notes, made here and not fetched; of all the tabs of a browser only one plays them.

const NOTES = [
  { hertz: 659.26, at: 0 },
  { hertz: 880, at: 0.11 },
];
const LOUD = 0.07;
const SECONDS = 0.5;
/** No second one so soon after the first, in whatever tab. */
const REST_MS = 2500;

let context: AudioContext | null = null;

/** Once over all tabs: whoever gets the lock first plays and keeps it for a while. */
export async function playOnce(): Promise<void> {
  await navigator.locks.request('otklik.sound', { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    // A tab that nobody has touched may not make a sound: it leaves it to the others.
    if (await play()) await new Promise((resolve) => setTimeout(resolve, REST_MS));
  });
}

/** False: the browser does not let this page sound yet. */
export async function play(): Promise<boolean> {
  context ??= new AudioContext();
  if (context.state !== 'running')
    await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, 200))]);
  if (context.state !== 'running') return false;
  for (const note of NOTES) {
    const start = context.currentTime + note.at;
    const tone = new OscillatorNode(context, { type: 'sine', frequency: note.hertz });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.linearRampToValueAtTime(LOUD, start + 0.015);
    gain.gain.setValueAtTime(LOUD, start + 0.015);
    gain.gain.exponentialRampToValueAtTime(0.0001, start + SECONDS);
    tone.connect(gain).connect(context.destination);
    tone.start(start);
    tone.stop(start + SECONDS);
  }
  return true;
}
