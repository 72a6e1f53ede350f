// Whether a port of this machine can still be listened on.
import { createServer } from 'node:net';

/** Null when it is free; else the code of the refusal: EADDRINUSE, EACCES, EADDRNOTAVAIL… */
export function portRefusal(port: number, host: string): Promise<string | null> {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => answer(error.code ?? 'EADDRINUSE'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => answer(null)));
  });
}
