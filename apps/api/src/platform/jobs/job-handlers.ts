// Who does what: at boot every defined job finds its one handler, or the desk refuses to start.
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { Env } from '../../env.js';
import { ENV } from '../env.token.js';
import { definedJobs, HANDLES, SWEEPS, type Sweep } from './define-job.js';

@Injectable()
export class JobHandlers implements OnModuleInit {
  /** False on a web process: it gives orders and runs none. */
  readonly working: boolean;
  readonly sweeps = new Map<string, Sweep>();
  private readonly handlers = new Map<string, (payload: unknown) => Promise<void>>();

  constructor(
    @Inject(ENV) env: Env,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {
    this.working = env.role !== 'web';
  }

  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (!instance || typeof instance !== 'object') continue;
      const prototype = Object.getPrototypeOf(instance);
      if (!prototype) continue;
      for (const method of this.scanner.getAllMethodNames(prototype)) {
        const call = (instance as Record<string, (argument: never) => never>)[method];
        if (typeof call !== 'function') continue;
        const handles = this.reflector.get<string>(HANDLES, call);
        if (handles) {
          if (this.handlers.has(handles)) throw new Error(`The job ${handles} has two handlers.`);
          this.handlers.set(handles, call.bind(instance) as never);
        }
        const sweeps = this.reflector.get<string>(SWEEPS, call);
        if (sweeps) this.sweeps.set(`${sweeps} ${method}`, call.bind(instance) as unknown as Sweep);
      }
    }
    const orphans = [...definedJobs().keys()].filter((job) => !this.handlers.has(job));
    if (orphans.length > 0) throw new Error(`No handler for: ${orphans.join(', ')}.`);
  }

  async run(job: string, payload: unknown): Promise<void> {
    const handler = this.handlers.get(job);
    if (!handler) throw new Error(`No handler for ${job}: was this order given by a newer build?`);
    await handler(payload);
  }
}
