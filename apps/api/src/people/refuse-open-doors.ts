// Before the desk opens: a route that does not say who may pass is a mistake, and nothing starts until it does.
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS } from '../platform/http/access.js';

@Injectable()
export class RefuseOpenDoors implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** @throws Error naming every route without @Access */
  onModuleInit(): void {
    const open: string[] = [];
    for (const { metatype } of this.discovery.getControllers()) {
      if (!metatype) continue;
      const prototype = (metatype as { prototype: Record<string, () => unknown> }).prototype;
      for (const method of this.scanner.getAllMethodNames(prototype)) {
        const handler = prototype[method]!;
        if (Reflect.getMetadata(PATH_METADATA, handler) === undefined) continue;
        if (!this.reflector.getAllAndOverride(ACCESS, [handler, metatype as never]))
          open.push(`${metatype.name}.${method}`);
      }
    }
    if (open.length > 0) throw new Error(`These routes do not say who may use them (@Access): ${open.join(', ')}.`);
  }
}
