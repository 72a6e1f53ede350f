// The elements of one row, made once and filled again for another ticket when the first has left the screen: to change what a row
// says costs a third of what it costs to make one, and rows come by the dozen while a list is scrolled.
import { channelKind, channelName } from '../shell/channel-mark.js';
import { PlainFace } from '../shell/faces.js';
import { say } from '../words/words.js';
import due from './due-chip.module.css';
import type { Lines } from './row-lines.js';
import { add, Chip, put, Shape, Words } from './row-parts.js';
import type { Slot } from './row-window.js';
import type { BriefView, RowView } from './ticket-row.js';
import styles from './ticket-row.module.css';
import waiting from './waiting-chip.module.css';

/** How a row stands among the others. */
export interface Standing {
  href: string;
  open: boolean;
  cursor: boolean;
  picked: boolean;
}

const FACE = 20;
/** Letters of a line that are in sight while it flies by; the others would be measured for nothing. */
const IN_PASSING = 80;
const DUE_LINES = { quiet: 'hourglass', soon: 'bell', overdue: 'overdue' } as const;

export class RowSlot implements Slot {
  readonly element = document.createElement('li');
  private readonly link = add(this.element, 'a', styles.row);
  private readonly first = add(this.link, 'span', styles.top);
  private readonly name = new Words(this.first, 'span', styles.name);
  private readonly unread = add(this.name.element, 'span');
  private readonly priority = new Shape(this.first, 14, 2, styles.priority);
  private readonly due = new Chip(this.first, due.chip!, 13);
  private readonly waiting = new Chip(this.first, waiting.disc!, 0);
  private readonly asleep = new Chip(this.first, styles.asleep!, 13);
  private readonly time = new Words(this.first, 'time', styles.time);
  private readonly second = add(this.link, 'span', styles.bottom);
  private readonly draft = new Shape(this.second, 13, 1.9, styles.draft);
  private readonly words = add(this.second, 'span', styles.words);
  private readonly typing = new Words(this.words, 'em');
  private readonly subject = new Words(this.words, 'span', styles.subject);
  private readonly preview = new Words(this.words, 'span');
  private readonly risk = new Shape(this.second, 14, 1.75, styles.priority);
  private readonly rating = new Chip(this.second, styles.rating!, 14, 1.75);
  private readonly spam = new Shape(this.second, 14, 2);
  private readonly faces: PlainFace[] = [];
  /** What stands there instead of all that while the row flies by: one text, two lines. */
  private readonly passing = add(this.element, 'span', styles.passing).appendChild(document.createTextNode(''));
  private readonly pick = add(this.element, 'button', styles.pick);
  private readonly mark = new Shape(this.pick, 17, 1.75);

  /** Its place: from the top, px; which one, of how many. */
  private placed: readonly number[] = [];
  /** Where it leads, and to what ticket: written when somebody could follow it. */
  private leads: { href: string; id: string } | null = null;
  private from: readonly unknown[] = [];

  constructor(private readonly lines: Lines) {
    this.link.draggable = false;
    this.link.dataset.testid = 'ticket-row';
    this.due.element.dataset.testid = 'due-chip';
    this.unread.setAttribute('role', 'img');
    this.unread.before(' ');
    this.pick.type = 'button';
    this.pick.tabIndex = -1;
    // The mark of the channel is also the box that chooses the row.
    this.pick.setAttribute('role', 'checkbox');
  }

  /** At its place, from 0; `of` -1: it is not known yet how many there are. */
  place(at: number, height: number, of: number): void {
    const now = [at * height, at, of] as const;
    if (now.every((one, index) => one === this.placed[index])) return;
    if (now[0] !== this.placed[0]) this.element.style.transform = `translateY(${now[0]}px)`;
    this.placed = now;
  }

  settle(): void {
    const [, at, of] = this.placed;
    put(this.element, 'aria-setsize', String(of));
    put(this.element, 'aria-posinset', String(at! + 1));
    if (!this.leads) return;
    put(this.link, 'href', this.leads.href);
    put(this.link, 'data-ticket', this.leads.id);
    this.leads = null;
  }

  /** Whether all that its words are made of is still the same; remembers it. */
  isDrawnFrom(from: readonly unknown[]): boolean {
    const same = from.length === this.from.length && from.every((one, index) => one === this.from[index]);
    this.from = from;
    return same;
  }

  /** Who and about what, for a row that flies by; the rest is not to be seen until it is drawn whole. */
  drawBriefly(row: BriefView, standing: Standing): void {
    this.from = [];
    put(this.element, 'data-brief', '');
    this.stand(row.id, standing);
    this.passing.data = `${row.name}\n${`${row.subject}${row.preview}`.slice(0, IN_PASSING)}`;
  }

  private stand(id: string, standing: Standing): void {
    const { link } = this;
    this.leads = { href: standing.href, id };
    put(link, 'data-cursor', standing.cursor ? 'true' : null);
    put(link, 'data-picked', standing.picked ? 'true' : null);
    put(link, 'aria-current', standing.open ? 'true' : null);
  }

  draw(row: RowView, standing: Standing): void {
    const { lines } = this;
    put(this.element, 'data-brief', null);
    this.stand(row.id, standing);
    put(this.link, 'data-unread', row.unread ? 'true' : null);
    this.name.say(row.name);
    this.subject.say(row.typing ? '' : row.subject);
    this.preview.say(row.typing ? '' : row.preview);
    put(this.unread, 'aria-label', row.unread ? say('row.unread') : null);
    put(this.unread, 'hidden', row.unread ? null : '');
    this.drawMarks(row);
    this.typing.say(row.typing ? say('customer.typing') : '');
    this.drawFaces(row.faces);
    put(this.pick, 'data-pick', row.id);
    put(this.pick, 'aria-checked', String(standing.picked));
    put(this.pick, 'aria-label', say('pick.one', { name: row.name }));
    put(this.pick, 'title', channelName(row.channel, say));
    this.mark.draw(lines[standing.picked ? 'picked' : channelKind(row.channel)] ?? null);
  }

  private drawMarks(row: RowView): void {
    const { lines } = this;
    this.priority.draw(row.priority ? lines.priority! : null, row.priority ?? undefined);
    this.due.show(row.due, row.due ? lines[DUE_LINES[row.due.tone]] : undefined);
    if (row.due) put(this.due.element, 'data-tone', row.due.tone);
    if (row.due) put(this.due.element, 'title', row.due.words);
    this.waiting.show(row.waiting);
    if (row.waiting) put(this.waiting.element, 'data-age', String(row.waiting.age));
    this.asleep.show(row.asleep, lines.asleep);
    if (row.asleep) put(this.asleep.element, 'title', row.asleep.words);
    this.time.say(row.time?.text ?? '');
    if (row.time) put(this.time.element, 'datetime', row.time.at);
    this.draft.draw(row.draft ? lines.draft! : null, row.draft ? say('row.draft') : undefined);
    this.risk.draw(row.risk ? lines.risk! : null, row.risk ?? undefined);
    this.rating.show(row.rating, row.rating ? lines[row.rating.good ? 'good' : 'bad'] : undefined);
    if (row.rating) put(this.rating.element, 'title', row.rating.words);
    if (row.rating) put(this.rating.element, 'data-good', String(row.rating.good));
    this.spam.draw(row.spam ? lines.spam! : null, row.spam ? say('view.spam') : undefined);
  }

  private drawFaces(faces: RowView['faces']): void {
    while (this.faces.length < faces.length) this.faces.push(new PlainFace(this.second, FACE));
    for (const [index, face] of this.faces.entries()) face.show(faces[index] ?? null);
  }
}
