// The limit of mail: smtp-server and a parser, nothing else. `accept` answers when the mail has come; `parse` when it is also parsed.
import { createRequire } from 'node:module';
import PostalMime from 'postal-mime';

const { SMTPServer } = createRequire(new URL('../../apps/api/package.json', import.meta.url))('smtp-server');
const parsing = process.argv[2] === 'parse';
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  onData: async (stream, _, done) => {
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    if (parsing) await PostalMime.parse(body);
    done();
  },
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.server.address().port }));
process.on('disconnect', () => process.exit());
