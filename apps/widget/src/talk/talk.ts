// Paths A and B in the visitor's browser: one conversation, what is known of it, what is on its way, and who is there.
import type { FileItem, WidgetBoot, WidgetEarlier, WidgetLine, WidgetTalks, WidgetVisitor } from '@otklik/contract';
import type { Locale } from '../choose-locale.js';
import {
  type Answer,
  createVisitor,
  postAbout,
  postAnswer,
  postIdentity,
  postMessage,
  postRead,
  postReturn,
  postSignOff,
  postTranscript,
  type RatingMore,
  readBoot,
  readEarlier,
  readLines,
  readMailAddress,
  readTalks,
  readTranscript,
  uploadFile,
} from './desk.js';
import { markRead, mergeLines, type ReadMark, readMarkOf, sameMark, unreadLines } from './lines.js';
import { type Live, listen } from './live.js';
import type { Memory } from './memory.js';
import { joinPending, nextPending, type PendingLine, stillPending, verdictOf, waitBefore } from './pending.js';

export interface TalkState {
  phase: 'waking' | 'ready' | 'failed' | 'unknown-key';
  boot: WidgetBoot | null;
  lines: WidgetLine[];
  pending: PendingLine[];
  /** False once a connection we had is lost, or a post found nobody. */
  online: boolean;
  /** Who is typing to the visitor. */
  typing: string | null;
  unread: number;
  /** Where the "new" line stands: what had been read when the panel was opened. `undefined`: no such line. */
  newAfter: ReadMark | null | undefined;
  /** Where to ask for what was said before the first line here; null: nothing was. */
  earlier: string | null;
  loadingEarlier: boolean;
  /** What the site said first, in place of the greeting. */
  said: string | null;
  /** Who they are need not be asked: they have said it, would not, or the site has signed it. */
  asked: boolean;
  /** A link in a mail led here: to another conversation than this browser's, or to nothing any more. */
  link: 'other' | 'old' | null;
}

const TYPING_SHOWN_MS = 6000;
const TYPING_TOLD_MS = 2500;

export type { RatingMore } from './desk.js';

export class Talk {
  state: TalkState;
  private readonly listeners = new Set<() => void>();
  private live: Promise<Live> | null = null;
  private token: string | null;
  private mark: ReadMark | null;
  private toldMark: ReadMark | null = null;
  private cursor: string | null = null;
  private seen = false;
  private at = { page: '', referrer: '' };
  /** What the site has signed about this visitor. */
  private word: string | null = null;
  /** Of the lines above these: what was asked for and has not come yet. */
  private askedEarlier: string | null = null;
  /** What a mail's link opens, while the visitor is asked. */
  private offered: string | null = null;
  private draining = false;
  private catching: 'no' | 'yes' | 'once more' = 'no';
  private missed = 0;
  private hurry: () => void = () => {};
  private typingTimer: ReturnType<typeof setTimeout> | undefined;
  private toldTyping = 0;

  constructor(
    private readonly key: string,
    private readonly locale: Locale,
    private readonly memory: Memory,
    /** Told once there is a conversation to wait for. */
    private readonly onWrote: () => void,
  ) {
    const known = memory.read();
    this.token = known.token;
    this.mark = known.read;
    this.state = {
      phase: 'waking',
      boot: null,
      lines: [],
      pending: known.pending,
      online: true,
      typing: null,
      unread: 0,
      newAfter: undefined,
      earlier: null,
      loadingEarlier: false,
      said: null,
      asked: known.asked || known.person,
      link: null,
    };
    memory.watch(() => this.hearOtherTab());
    addEventListener('online', () => this.connected());
    addEventListener('offline', () => this.set({ online: false }));
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Asks the desk who we are talking to; then takes up an earlier conversation if there is one. */
  async start(): Promise<void> {
    this.set({ phase: 'waking' });
    if (this.token) this.takeUp();
    const answer = await readBoot(this.key, this.locale);
    if (answer.body) this.set({ phase: 'ready', boot: answer.body });
    else this.set({ phase: verdictOf(answer.status) === 'again' ? 'failed' : 'unknown-key' });
  }

  /** The site spoke first: its words stand where the greeting would. */
  greet(said: string): void {
    this.set({ said });
  }

  /** The site says who its visitor is (a signed token), or that they have logged out. What is forged changes nothing. */
  async identify(word: string | null): Promise<void> {
    this.word = word;
    if (word !== null) await this.introduce(word, false, 1);
    else if (this.memory.read().person) {
      if (this.token) void postSignOff(this.token);
      this.leavePerson();
    }
  }

  /** Who they are, in their own words; both null: they would rather not. False: the desk did not take it. */
  async tellAbout(name: string | null, email: string | null): Promise<boolean> {
    const told = name || email;
    if (told && (!this.token || verdictOf((await postAbout(this.token, { name, email })).status) !== 'arrived'))
      return false;
    this.memory.keep({ asked: true });
    if (!told) this.set({ asked: true });
    return true;
  }

  /** A mail's link: its pass opens the conversation that the mail was about. Another one that is here is not left unasked. */
  async comeBack(pass: string): Promise<void> {
    for (let attempt = 1; attempt <= 5; attempt++) {
      const { status, body } = await postReturn(this.token, { key: this.key, pass });
      if (body?.token) {
        if (body.token === this.token) return;
        this.offered = body.token;
        if (this.token) this.set({ link: 'other' });
        else this.takeOffered();
        return;
      }
      if (verdictOf(status) !== 'again') return this.set({ link: 'old' });
      await new Promise((resolve) => setTimeout(resolve, waitBefore(attempt, Math.random())));
    }
  }

  /** Over to the conversation that the mail was about. */
  takeOffered(): void {
    if (!this.offered) return;
    if (this.token) this.forget();
    this.memory.allow();
    this.token = this.offered;
    this.offered = null;
    this.memory.keep({ token: this.token, person: false });
    this.set({ link: null });
    this.takeUp();
  }

  /** Where answers go by mail too; null: nowhere, or the desk did not say. */
  async mailAddress(): Promise<string | null> {
    return this.token ? ((await readMailAddress(this.token)).body?.address ?? null) : null;
  }

  /** The whole conversation by mail: waits until the desk says how it went. */
  async mailTranscript(email: string): Promise<'sent' | 'failed' | 'too-often'> {
    const token = this.token;
    const { status, body } = token
      ? await postTranscript(token, { email, locale: this.locale })
      : { status: 0, body: null };
    if (!token || !body) return status === 429 ? 'too-often' : 'failed';
    for (let looks = 0; looks < 30; looks++) {
      const state = (await readTranscript(token, body.id)).body?.state;
      if (state === 'sent' || state === 'failed') return state;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    // The desk has it and goes on trying: that is as good as sent.
    return 'sent';
  }

  private async introduce(identity: string, begin: boolean, attempt: number): Promise<void> {
    const { key, locale, token } = this;
    const { status, body } = await postIdentity(token, { key, locale, ...this.at, identity, begin });
    if (identity !== this.word) return; // the site has said something else meanwhile
    if (!body) {
      if (verdictOf(status) !== 'again') {
        this.word = null;
        console.warn('otklik: the identity token was refused: forged, expired, or no secret is set.');
      } else if (!begin)
        setTimeout(() => void this.introduce(identity, false, attempt + 1), waitBefore(attempt, Math.random()));
      return;
    }
    if (body.token !== token) {
      if (this.memory.read().person) this.leavePerson();
      else if (token) this.forget();
    }
    if (!body.token) return;
    this.memory.keep({ token: body.token, person: true });
    this.set({ asked: true });
    if (body.token === token) return;
    this.token = body.token;
    this.takeUp();
  }

  /** Somebody else may sit here next: nothing of this person stays, not even what was on its way. */
  private leavePerson(): void {
    this.forget();
    this.memory.keep({ person: false, asked: false, pending: [], draft: '' });
    this.set({ pending: [], asked: false });
  }

  /** The panel is before the visitor's eyes, or not. */
  show(visible: boolean, at?: { page: string; referrer: string }): void {
    if (at) this.at = at;
    if (visible === this.seen) return;
    this.seen = visible;
    this.set({ newAfter: visible && this.state.unread > 0 ? this.mark : undefined });
    this.lookAtLines();
  }

  /** The lines above those here, if there are any; what fails is asked for again by the next scroll. */
  async loadEarlier(): Promise<void> {
    const { earlier } = this.state;
    const token = this.token;
    if (!token || !earlier || this.askedEarlier === earlier) return;
    this.askedEarlier = earlier;
    this.set({ loadingEarlier: true });
    const { body } = await readEarlier(token, earlier, null);
    this.askedEarlier = null;
    if (body && token === this.token) {
      this.set({ earlier: body.earlier });
      this.takeLines(body.lines);
    }
    // A moment later: a reader of the screen must not be read what came above.
    setTimeout(() => this.set({ loadingEarlier: this.askedEarlier !== null }), 100);
  }

  /** The conversations this visitor has had; null: the desk did not answer. */
  async talks(before: string | null): Promise<WidgetTalks | null> {
    return this.token ? (await readTalks(this.token, before)).body : null;
  }

  /** One of them, from its end upwards; null: the desk did not answer. */
  async past(ticketId: string, before: string | null): Promise<WidgetEarlier | null> {
    return this.token ? (await readEarlier(this.token, before, ticketId)).body : null;
  }

  /** Sends a message; it is on the screen at once, and goes out as soon as it can, once. */
  send(text: string, files: FileItem[]): void {
    this.memory.allow();
    const line: PendingLine = { clientId: uuid(), text, files, at: new Date().toISOString(), state: 'waiting' };
    this.setPending([...this.state.pending, line]);
    this.memory.keep({ draft: '' });
    void this.drain();
  }

  /** A line the desk refused: once more, or away with it. */
  sendAgain(clientId: string): void {
    this.setPending(this.state.pending.map((one) => (one.clientId === clientId ? { ...one, state: 'waiting' } : one)));
    void this.drain();
  }
  discard(clientId: string): void {
    this.setPending(this.state.pending.filter((one) => one.clientId !== clientId));
  }

  /** True once the visitor has written: only then may the browser be written to, and files go up as soon as picked. */
  get known(): boolean {
    return this.token !== null;
  }
  get draft(): string {
    return this.memory.read().draft;
  }
  keepDraft(draft: string): void {
    if (this.token) this.memory.keep({ draft });
  }

  /** Uploads a file; null if it could not be. The first file of a new visitor makes them known. */
  async upload(file: File, progress: (share: number) => void, cancelled: AbortSignal): Promise<FileItem | null> {
    const token = await this.ensureVisitor();
    if (!token.body || cancelled.aborted) return null;
    const going = uploadFile(token.body, file, progress);
    cancelled.addEventListener('abort', going.cancel);
    return (await going.done).body;
  }

  /** Records a rating; true when the desk has it. Tries three times before it gives up. */
  async rate(card: string, score: number, more: RatingMore = {}): Promise<boolean> {
    for (let attempt = 1; this.token && attempt <= 3; attempt++) {
      const verdict = verdictOf((await postAnswer(this.token, { token: card, score, ...more })).status);
      if (verdict === 'arrived') return true;
      if (verdict !== 'again') return false;
      await this.pause(waitBefore(attempt, Math.random()));
    }
    return false;
  }

  /** Says that the visitor is typing, at most every few seconds. */
  typing(): void {
    if (!this.live || Date.now() - this.toldTyping < TYPING_TOLD_MS) return;
    this.toldTyping = Date.now();
    void this.live.then((live) => live.typing());
  }

  private set(change: Partial<TalkState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  private setPending(pending: PendingLine[]): void {
    this.set({ pending });
    this.memory.keep({ pending });
  }

  private takeLines(arrived: WidgetLine[]): void {
    const lines = mergeLines(this.state.lines, arrived);
    const pending = stillPending(this.state.pending, lines);
    const answered = arrived.some((line) => line.from === 'them');
    this.set({ lines, pending, ...(answered ? { typing: null } : {}) });
    if (pending.length !== this.memory.read().pending.length) this.memory.keep({ pending });
    this.lookAtLines();
  }

  /** Counts what is unread, or, while the panel is seen, reads it and tells the desk. */
  private lookAtLines(): void {
    if (this.seen) {
      const mark = readMarkOf(this.state.lines, this.mark);
      if (!sameMark(mark, this.mark)) {
        this.mark = mark;
        this.memory.keep({ read: mark });
      }
      if (this.token && mark && !sameMark(mark, this.toldMark)) {
        this.toldMark = mark;
        void postRead(this.token, mark).then((answer) => {
          if (verdictOf(answer.status) === 'again') this.toldMark = null;
        });
      }
    }
    const unread = this.seen ? 0 : unreadLines(this.state.lines, this.mark).length;
    if (unread !== this.state.unread) this.set({ unread });
  }

  private hearOtherTab(): void {
    const known = this.memory.read();
    this.mark = known.read ?? this.mark;
    this.set({ pending: stillPending(joinPending(this.state.pending, known.pending), this.state.lines) });
    if (known.token && known.token !== this.token) {
      this.token = known.token;
      this.takeUp();
    }
    this.lookAtLines();
  }

  private takeUp(): void {
    this.onWrote();
    void this.catchUp();
    void this.drain();
    if (this.live || !this.token) return;
    const token = this.token;
    this.live = listen(token, {
      connected: () => this.connected(),
      lost: () => this.set({ online: false, typing: null }),
      stranger: () => void this.catchUp(),
      'lines.changed': (lines) => token === this.token && this.takeLines(lines),
      'agent.read': (ticketId, seq) => this.set({ lines: markRead(this.state.lines, ticketId, seq) }),
      'agent.typing': (name) => {
        clearTimeout(this.typingTimer);
        this.set({ typing: name });
        this.typingTimer = setTimeout(() => this.set({ typing: null }), TYPING_SHOWN_MS);
      },
    });
    this.live.catch(() => {
      this.live = null; // the socket's own code did not load: ask over HTTP until it does
      setTimeout(() => this.takeUp(), 15_000);
    });
  }

  private connected(): void {
    this.set({ online: true });
    this.toldMark = null;
    this.hurry();
    if (this.state.phase === 'failed') void this.start();
    else if (this.token) void this.catchUp();
  }

  /** Everything after the last line we are sure of; called at the start and after every reconnection. */
  private async catchUp(): Promise<void> {
    if (this.catching !== 'no') {
      this.catching = 'once more';
      return;
    }
    do {
      this.catching = 'yes';
      let more = true;
      while (more && this.token) {
        const first = this.cursor === null;
        const token: string = this.token;
        const { status, body } = await readLines(token, this.cursor);
        if (token !== this.token) continue; // somebody else's lines by now
        if (body) {
          this.missed = 0;
          this.cursor = body.cursor;
          if (first) this.set({ earlier: body.earlier ?? null });
          this.takeLines(body.lines);
        } else if (verdictOf(status) === 'stranger') this.forget();
        else setTimeout(() => void this.catchUp(), waitBefore(++this.missed, Math.random()));
        more = (body?.more ?? false) && !first;
      }
    } while ((this.catching as string) === 'once more');
    this.catching = 'no';
    this.lookAtLines();
  }

  /** The desk knows this visitor no more: what is pending goes out under a new name. */
  private forget(): void {
    void this.live?.then((live) => live.close());
    this.live = null;
    this.token = null;
    this.cursor = null;
    this.mark = null;
    this.memory.keep({ token: null, read: null });
    this.set({ lines: [], unread: 0, earlier: null });
  }

  private makingVisitor: Promise<Answer<string>> | null = null;
  private ensureVisitor(): Promise<Answer<string>> {
    if (this.token) return Promise.resolve({ status: 200, body: this.token });
    this.makingVisitor ??= this.makeVisitor().then((answer) => {
      this.makingVisitor = null;
      this.memory.allow();
      if (this.token) return { status: 200, body: this.token };
      if (!answer.body) return { status: answer.status, body: null };
      this.token = answer.body.token;
      this.memory.keep({ token: this.token });
      this.takeUp();
      return { status: 200, body: this.token };
    });
    return this.makingVisitor;
  }

  private async makeVisitor(): Promise<Answer<WidgetVisitor>> {
    if (this.word) await this.introduce(this.word, true, 1);
    if (this.token) return { status: 200, body: { token: this.token, visitorId: '' } };
    if (this.word) return { status: 0, body: null }; // the desk is away: they must not become a stranger for that
    return createVisitor({ key: this.key, locale: this.locale, ...this.at });
  }

  /** Sends what is pending, oldest first, until nothing is left. Runs once at a time. */
  private async drain(): Promise<void> {
    if (this.draining) return;
    this.draining = true;
    let attempt = 0;
    for (let line = nextPending(this.state.pending); line; line = nextPending(this.state.pending)) {
      const verdict = await this.post(line);
      if (verdict === 'arrived') {
        attempt = 0;
        this.set({ online: true });
      } else if (verdict === 'refused') this.refuse(line.clientId);
      else {
        if (verdict === 'stranger') this.forget();
        attempt += 1;
        if (attempt > 1) this.set({ online: false });
        await this.pause(waitBefore(attempt, Math.random()));
      }
    }
    this.draining = false;
  }

  private async post(line: PendingLine): Promise<ReturnType<typeof verdictOf>> {
    const visitor = await this.ensureVisitor();
    if (!visitor.body) return verdictOf(visitor.status) === 'stranger' ? 'refused' : verdictOf(visitor.status);
    const { clientId, text, files } = line;
    const answer = await postMessage(visitor.body, {
      clientId,
      text,
      fileIds: files.map((file) => file.id),
      page: this.at.page,
      locale: this.locale,
    });
    if (this.token !== visitor.body) return 'again'; // somebody else by now: it goes out as theirs, if it is still here
    const verdict = verdictOf(answer.status);
    if (verdict === 'arrived') {
      if (answer.body?.id) this.takeLines([answer.body]);
      else await this.catchUp();
      this.setPending(this.state.pending.filter((one) => one.clientId !== clientId));
    }
    return verdict;
  }

  private refuse(clientId: string): void {
    this.setPending(this.state.pending.map((one) => (one.clientId === clientId ? { ...one, state: 'refused' } : one)));
  }

  /** Waits, but not a moment longer than the connection is away. */
  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** A random UUID; `crypto.randomUUID` exists on https and localhost only. */
function uuid(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
