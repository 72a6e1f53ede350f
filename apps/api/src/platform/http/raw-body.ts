// Path A, before step 1: bodies under /hooks reach their controller as the very bytes that came, so that signatures can be checked.
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Largest webhook body, in bytes: a mail of 25 MB in base64; a larger one is answered 413. */
export const MAX_HOOK_BYTES = 35 * 1024 * 1024;
const RAW_TYPE = 'application/x-otklik-raw';
const ORIGINAL_TYPE = Symbol('original content-type');

/**
 * Registers the parser; call it on the adapter's instance before the routes are made.
 * A request under /hooks is parsed as raw whatever it calls itself: nothing there is trusted before its signature.
 */
export function keepRawBodies(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(RAW_TYPE, { parseAs: 'buffer', bodyLimit: MAX_HOOK_BYTES }, (_, body, done) =>
    done(null, body),
  );
  fastify.addHook('onRequest', (request, _, done) => {
    if (request.url.startsWith('/hooks/') && request.method !== 'GET' && request.method !== 'HEAD') {
      (request as unknown as Record<symbol, unknown>)[ORIGINAL_TYPE] = request.headers['content-type'];
      request.headers['content-type'] = RAW_TYPE;
    }
    done();
  });
}

/** The request's headers as they came: lower-case names, one string each. */
export function originalHeaders(request: FastifyRequest): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const type = (request as unknown as Record<symbol, string | undefined>)[ORIGINAL_TYPE];
  if (headers['content-type'] === RAW_TYPE) {
    if (type === undefined) delete headers['content-type'];
    else headers['content-type'] = type;
  }
  return headers;
}
