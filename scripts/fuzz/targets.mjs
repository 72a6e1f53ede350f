// Part of the fuzz run: every channel with its own fixtures to begin from; mail also as each mail service posts it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `sources`: libs/channels/src. `harnessOf(kind)`: the harness of a channel. `only`: one kind, or null for all. */
export async function targetsOf({ registry, harnessOf, sources, only = null }) {
  const targets = [];
  for (const channel of Object.values(registry)) {
    if (only && channel.kind !== only) continue;
    const { config, ownAddress } = await harnessOf(channel.kind);
    const target = { name: channel.kind, channel, config, ownAddress, isMail: channel.kind === 'email' };
    targets.push({ ...target, fixtures: fixturesIn(join(sources, channel.kind, 'fixtures')) });
    const services = channel.configSchema.find(({ name }) => name === 'provider')?.choices ?? [];
    const posted = fixturesIn(join(sources, channel.kind, 'providers/fixtures'));
    for (const provider of services) {
      const settings = { ...config, inbound: 'webhook', provider };
      const name = `${channel.kind} by ${provider}`;
      targets.push({ ...target, name, config: settings, isMail: false, fixtures: posted });
    }
  }
  return targets;
}

function fixturesIn(folder) {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => /\.in\.\w+$/.test(name));
  return names.map((name) => readFileSync(join(folder, name)));
}
