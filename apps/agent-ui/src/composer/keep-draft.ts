// The keeper of one ticket's draft: writes it here at every key, to the desk at every pause, and hears what other devices write.
import { get, Refusal, request } from '../api/request.js';
import { draftTicketsChanged, onDraftKept } from '../live/hear-drafts.js';
import {
  type Draft,
  type DraftPart,
  emptyPart,
  isEmpty,
  type Mode,
  onGivenBack,
  readDraft,
  writeDraft,
} from './drafts.js';
import { type KeptPart, meet } from './meet-draft.js';

const PAUSE_MS = 600;
/** Who never pauses is kept as often. */
const LONGEST_MS = 4000;
const AGAIN_MS = 5000;
/** What a page that is going may still send (the browser's own limit is 64 KB). */
const LAST_WORDS = 60_000;

/** This tab of this browser: it survives a reload, and two tabs are two. */
export const DEVICE = (() => {
  const known = sessionStorage.getItem('otklik.device') ?? crypto.randomUUID();
  try {
    sessionStorage.setItem('otklik.device', known);
  } catch {
    // It is another device after a reload, then.
  }
  return known;
})();

/** All that the desk keeps of a part. */
const print = ({ html, files, cc, bcc, actions, macroIds, aside }: DraftPart) =>
  JSON.stringify([html, files, cc, bcc, actions, macroIds, aside]);

export class DraftKeeper {
  draft: Draft;
  private timers: Partial<Record<Mode, { next: ReturnType<typeof setTimeout>; since: number }>> = {};
  private saving: Partial<Record<Mode, boolean>> = {};
  /** How often the desk has taken what is here: what it was asked before that may be older. */
  private readonly taken: Record<Mode, number> = { reply: 0, note: 0 };
  private stopped = false;
  private readonly letGo: (() => void)[] = [];

  /** `changed`: the draft is another; `rewritten`: not by the one who types here, so that the editor must show it anew. */
  constructor(
    private readonly agentId: string,
    private readonly ticketId: string,
    private readonly changed: (draft: Draft, rewritten: boolean) => void,
  ) {
    this.draft = readDraft(agentId, ticketId);
  }

  start(): void {
    this.stopped = false;
    void this.load();
    const leave = () => this.leave();
    const hide = () => document.visibilityState === 'hidden' && this.leave();
    const online = () => void this.load();
    window.addEventListener('pagehide', leave);
    window.addEventListener('online', online);
    document.addEventListener('visibilitychange', hide);
    this.letGo.push(
      () => window.removeEventListener('pagehide', leave),
      () => window.removeEventListener('online', online),
      () => document.removeEventListener('visibilitychange', hide),
      onDraftKept(({ ticketId, device }) => {
        if (ticketId === this.ticketId && device !== DEVICE) void this.load();
      }),
      onGivenBack((ticketId) => {
        if (ticketId !== this.ticketId) return;
        this.become(readDraft(this.agentId, this.ticketId), true);
        for (const mode of ['reply', 'note'] as const) if (this.draft[mode].dirty) this.soon(mode);
      }),
    );
  }

  stop(): void {
    this.leave();
    this.stopped = true;
    for (const letGo of this.letGo.splice(0)) letGo();
    for (const timer of Object.values(this.timers)) clearTimeout(timer.next);
    this.timers = {};
  }

  /** Typed here. */
  change(mode: Mode, next: Partial<DraftPart>, rewritten = false): void {
    this.become({ ...this.draft, [mode]: { ...this.draft[mode], ...next, dirty: true } }, rewritten);
    this.soon(mode);
  }

  turn(mode: Mode): void {
    this.become({ ...this.draft, mode }, false);
  }

  /** It was sent: what is typed from now on is another message. */
  sent(mode: Mode): void {
    this.forget(mode);
    this.taken[mode] += 1;
    const { aside } = this.draft[mode];
    const fresh = { ...emptyPart(), ...(aside?.length ? { aside } : {}) };
    this.become({ ...this.draft, mode: 'reply', [mode]: fresh }, true);
  }

  private become(draft: Draft, rewritten: boolean): void {
    this.draft = draft;
    writeDraft(this.agentId, this.ticketId, draft);
    if (!this.stopped) this.changed(draft, rewritten);
  }

  private forget(mode: Mode): void {
    clearTimeout(this.timers[mode]?.next);
    delete this.timers[mode];
  }

  private soon(mode: Mode, pause = PAUSE_MS): void {
    const since = this.timers[mode]?.since ?? Date.now();
    clearTimeout(this.timers[mode]?.next);
    const wait = Math.max(0, Math.min(pause, since + LONGEST_MS - Date.now()));
    this.timers[mode] = { since, next: setTimeout(() => void this.save(mode), pause > PAUSE_MS ? pause : wait) };
  }

  private path = (mode: Mode) => `/api/v1/tickets/${this.ticketId}/draft/${mode}`;

  private bodyOf(part: DraftPart, leaving: boolean) {
    const { cc, bcc, macroIds, actions, seenSeq } = part;
    const aside = (part.aside ?? []).map((one) => ({ ...one, files: one.files.map((file) => file.id) }));
    return {
      base: part.version ?? 0,
      device: DEVICE,
      key: part.key,
      text: part.text,
      html: part.html,
      fileIds: part.files.map((file) => file.id),
      more: { cc, bcc, macroIds, actions, seenSeq },
      aside: aside.slice(-5),
      leaving,
    };
  }

  /** One at a time for each part: versions rise in order. */
  private async save(mode: Mode): Promise<void> {
    this.forget(mode);
    const part = this.draft[mode];
    if (!part.dirty || this.saving[mode]) return;
    if (isEmpty(part) && !part.version && !part.aside?.length && !part.actions?.length) {
      this.take(mode, { ...part, dirty: false }, false);
      return;
    }
    this.saving[mode] = true;
    try {
      const { version } = await request<{ version: number }>('PUT', this.path(mode), {
        body: this.bodyOf(part, false),
      });
      this.taken[mode] += 1;
      this.kept(mode, part, version);
      if (!part.version || version === 0) draftTicketsChanged();
    } catch (error) {
      // What the desk has instead is looked at now.
      this.saving[mode] = false;
      await this.mend(mode, part, error);
    } finally {
      this.saving[mode] = false;
    }
    if (this.draft[mode].dirty && !this.timers[mode] && !this.stopped) this.soon(mode);
  }

  /** The desk has this part as it was; more may have been typed since, and the ticket may have been left. */
  private kept(mode: Mode, part: DraftPart, version: number): void {
    const draft = this.stopped ? readDraft(this.agentId, this.ticketId) : this.draft;
    const now = draft[mode];
    if (now.key !== part.key) return;
    const next = { ...draft, [mode]: { ...now, version, dirty: print(now) !== print(part) } };
    if (this.stopped) writeDraft(this.agentId, this.ticketId, next);
    else this.become(next, false);
  }

  private async mend(mode: Mode, part: DraftPart, error: unknown): Promise<void> {
    if (!(error instanceof Refusal)) return;
    if (error.code === 'draft-newer') await this.load();
    else if (error.code === 'draft-sent') {
      // Sent from another device; what was typed here since is a message of its own.
      if (this.draft[mode].key === part.key)
        this.take(mode, { ...this.draft[mode], key: crypto.randomUUID(), version: 0 }, false);
    } else if (error.passing) this.soon(mode, AGAIN_MS);
    else this.take(mode, { ...this.draft[mode], dirty: false }, false);
  }

  private take(mode: Mode, part: DraftPart, rewritten: boolean): void {
    this.become({ ...this.draft, [mode]: part }, rewritten);
  }

  /** What the desk has, and what is here, become one. Quiet: what cannot be asked now is asked at the next reconnection. */
  private async load(): Promise<void> {
    let kept: Record<Mode, KeptPart | null>;
    const taken = { ...this.taken };
    try {
      kept = await get<Record<Mode, KeptPart | null>>(`/api/v1/tickets/${this.ticketId}/draft`);
    } catch {
      return;
    }
    if (this.stopped) return;
    const wasNothing = isEmpty(this.draft.reply) && isEmpty(this.draft.note);
    for (const mode of ['reply', 'note'] as const) {
      if (this.saving[mode] || this.taken[mode] !== taken[mode]) continue;
      const before = this.draft[mode];
      const met = meet(before, kept[mode], new Date());
      if (met === before) continue;
      this.take(mode, met, met.html !== before.html);
      if (met.dirty) this.soon(mode);
    }
    if (wasNothing && isEmpty(this.draft.reply) && !isEmpty(this.draft.note)) this.turn('note');
  }

  /** The page or the ticket is left: what has not been kept goes at once, as far as the browser lets it. */
  private leave(): void {
    writeDraft(this.agentId, this.ticketId, this.draft);
    for (const mode of ['reply', 'note'] as const) {
      const part = this.draft[mode];
      if (!part.dirty || this.saving[mode]) continue;
      const body = this.bodyOf(part, true);
      if (JSON.stringify(body).length > LAST_WORDS) continue;
      request<{ version: number }>('PUT', this.path(mode), { body, keepalive: true }).then(
        ({ version }) => {
          draftTicketsChanged();
          this.kept(mode, part, version);
        },
        () => undefined,
      );
    }
  }
}
