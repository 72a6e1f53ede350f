// Path A, step 2: hands heavy raw bodies to a few threads; one that hangs or dies costs its own row an attempt, and nobody else.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { ParseAnswer, ParseOrder } from './parse-worker.js';
import { type ToUnderstand, type Understood, understand } from './understand.js';

/** Never one alone: a mail that takes its whole time must not hold up the next. */
const SIZE = Math.max(2, Math.min(4, availableParallelism() - 1));
const TIMEOUT_MS = 20_000;
const MEMORY_MB = 768;
/** Sources run by a test runner cannot be loaded by a plain thread: there the work is done in place. */
const IN_PLACE = import.meta.url.endsWith('.ts');

interface Waiting {
  raw: ToUnderstand;
  resolve: (understood: Understood[]) => void;
  reject: (error: Error) => void;
}

interface Thread {
  worker: Worker;
  busy: (Waiting & { timer: NodeJS.Timeout }) | null;
}

@Injectable()
export class ParseWorkers implements OnApplicationShutdown {
  private readonly threads: Thread[] = [];
  private readonly waiting: Waiting[] = [];
  private orders = 0;

  /** Mail goes to a thread; chat updates are small and are read in place. @throws when it takes too long or the thread dies. */
  run(raw: ToUnderstand): Promise<Understood[]> {
    if (IN_PLACE || raw.kind !== 'email') return understand(raw);
    return new Promise((resolve, reject) => {
      this.waiting.push({ raw, resolve, reject });
      this.next();
    });
  }

  /** After the jobs have ended: a row being read is no attempt that failed. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.worker.terminate()));
  }

  private next(): void {
    if (this.waiting.length === 0) return;
    const idle = this.threads.find((thread) => !thread.busy) ?? (this.threads.length < SIZE ? this.start() : null);
    if (!idle) return;
    const work = this.waiting.shift()!;
    const timer = setTimeout(
      () => this.bury(idle, new Error(`reading it took more than ${TIMEOUT_MS / 1000} seconds`)),
      TIMEOUT_MS,
    );
    idle.busy = { ...work, timer };
    idle.worker.postMessage({ id: ++this.orders, raw: work.raw } satisfies ParseOrder);
  }

  private start(): Thread {
    const worker = new Worker(new URL('./parse-worker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    const thread: Thread = { worker, busy: null };
    worker.on('message', (answer: ParseAnswer) => {
      const done = thread.busy;
      if (!done) return;
      clearTimeout(done.timer);
      thread.busy = null;
      if ('error' in answer) done.reject(new Error(answer.error));
      else done.resolve(answer.understood);
      this.next();
    });
    worker.on('error', (error) => this.bury(thread, error));
    worker.on('exit', () => this.bury(thread, new Error('the thread that read it has ended')));
    worker.unref();
    this.threads.push(thread);
    return thread;
  }

  private bury(thread: Thread, error: unknown): void {
    const index = this.threads.indexOf(thread);
    if (index < 0) return;
    this.threads.splice(index, 1);
    const done = thread.busy;
    thread.busy = null;
    if (done) {
      clearTimeout(done.timer);
      done.reject(error instanceof Error ? error : new Error(String(error)));
    }
    void thread.worker.terminate();
    this.next();
  }
}
