// The mock desk as the tests see it.
import type { WidgetBoot, WidgetLine, WidgetLook } from '@otklik/contract';

export interface MockVisitor {
  id: string;
  token: string;
  seq: number;
  lines: WidgetLine[];
  /** By which a mail leads back to them. */
  pass?: string;
  /** Where their answers go by mail. */
  address?: string;
}
export interface MockDesk {
  url: string;
  boot: Partial<WidgetBoot>;
  /** What stands at the head of the loader. */
  look: WidgetLook;
  visitors: Map<string, MockVisitor>;
  posts: number;
  /** What happens to the next requests of a route: a status, a line cut before (`lose`) or after the work is done (`lose answer`). */
  faults: Record<string, (number | 'lose' | 'lose answer')[]>;
  log: string[];
  /** No answers by itself. */
  silent: boolean;
  say(visitor: MockVisitor, line: Partial<WidgetLine>): WidgetLine;
  ask(visitor: MockVisitor, locale?: string, survey?: string): WidgetLine;
  read(visitor: MockVisitor): void;
  typing(visitor: MockVisitor): void;
  dropSockets(): void;
  close(): Promise<void>;
}
export function mockDesk(port?: number, boot?: Partial<WidgetBoot>): Promise<MockDesk>;
