// Before the parsers: a request that says it brings JSON and brings nothing brings no body; programs say so with every DELETE.
import type { FastifyInstance } from 'fastify';

/** Call it on the adapter's instance before the routes are made. Hooks are left as they came: their bytes are signed. */
export function forgetEmptyBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _, done) => {
    const { headers, url } = request;
    const empty = headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
    if (empty && /^application\/json\b/i.test(headers['content-type'] ?? '') && !url.startsWith('/hooks/'))
      delete headers['content-type'];
    done();
  });
}
