// Who hears what: finds every effect, projection and courtesy at boot.
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { Fact } from './define-event.js';
import { COURTESY, EFFECT, type Effect, PROJECTION, type Projection } from './listeners.js';

/** The durable consumer that turns facts into job orders. */
export const EFFECTS_CONSUMER = 'effects';

@Injectable()
export class EventListeners implements OnModuleInit {
  readonly effects = new Map<string, Effect[]>();
  readonly projections = new Map<string, { types: Set<string>; projection: Projection }>();
  readonly courtesies: ((facts: Fact[]) => void)[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      if (!instance || typeof instance !== 'object' || !metatype) continue;
      const projects = this.reflector.get<{ consumer: string; types: string[] }>(PROJECTION, metatype as never);
      if (projects)
        this.projections.set(projects.consumer, { types: new Set(projects.types), projection: instance as Projection });
      const prototype = Object.getPrototypeOf(instance);
      for (const method of this.scanner.getAllMethodNames(prototype)) {
        const call = (instance as Record<string, (argument: never) => never>)[method];
        if (typeof call !== 'function') continue;
        const type = this.reflector.get<string>(EFFECT, call);
        if (type) this.effects.set(type, [...(this.effects.get(type) ?? []), call.bind(instance) as unknown as Effect]);
        if (this.reflector.get(COURTESY, call)) this.courtesies.push(call.bind(instance) as never);
      }
    }
  }

  /** The durable consumers, each with the facts among these that it listens to. */
  audiences(facts: Fact[]): { consumer: string; facts: Fact[] }[] {
    const audiences = [{ consumer: EFFECTS_CONSUMER, facts: facts.filter((fact) => this.effects.has(fact.type)) }];
    for (const [consumer, { types }] of this.projections)
      audiences.push({ consumer, facts: facts.filter((fact) => types.has(fact.type)) });
    return audiences.filter((audience) => audience.facts.length > 0);
  }
}
