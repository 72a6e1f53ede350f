// Every door of the house, read from the routes themselves, so that none can be forgotten.
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ACCESS, type AccessLevel } from '../src/platform/http/access.js';

export interface Door {
  method: string;
  /** With its parameters, as in `/api/v1/agents/:id`. */
  path: string;
  access: AccessLevel | undefined;
}

/** In the order of their paths. */
export function doorsOf(app: NestFastifyApplication): Door[] {
  const discovery = app.get(DiscoveryService, { strict: false });
  const doors: Door[] = [];
  for (const { metatype } of discovery.getControllers()) {
    const prototype = (metatype as { prototype: Record<string, () => unknown> }).prototype;
    for (const name of new MetadataScanner().getAllMethodNames(prototype)) {
      const handler = prototype[name]!;
      const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
      if (method === undefined) continue;
      const access = Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, metatype as object);
      for (const room of list(Reflect.getMetadata(PATH_METADATA, metatype as object))) {
        for (const door of list(Reflect.getMetadata(PATH_METADATA, handler))) {
          doors.push({ method: RequestMethod[method], path: join(room, door), access });
        }
      }
    }
  }
  return doors.sort((a, b) => `${a.path} ${a.method}`.localeCompare(`${b.path} ${b.method}`));
}

const list = (paths: string | string[] | undefined): string[] => (Array.isArray(paths) ? paths : [paths ?? '']);
const join = (...parts: string[]): string =>
  `/${parts
    .map((part) => part.replace(/^\/+|\/+$/g, ''))
    .filter(Boolean)
    .join('/')}`;
