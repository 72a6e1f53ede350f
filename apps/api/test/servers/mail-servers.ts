// The real mail servers of Debian on loopback, with settings, ports and folders of their own: Postfix takes mail, Dovecot keeps it.
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../free-port.js';

const run = promisify(execFile);
const NOBODY = 65534;

/** Why they cannot run here; null: they can. */
export const missing: string | null = (() => {
  if (process.platform !== 'linux') return 'Postfix and Dovecot of Debian are wanted, and this is not Linux';
  if (process.getuid?.() !== 0) return 'Postfix and Dovecot are started as root, and this is another account';
  const programs = ['/usr/sbin/postfix', '/usr/sbin/dovecot', '/usr/bin/swaks'].filter((path) => !existsSync(path));
  return programs.length > 0
    ? `apt-get install postfix dovecot-imapd swaks (there is no ${programs.join(', ')})`
    : null;
})();

export class MailServers {
  smtpPort = 0;
  imapPort = 0;
  private folder = '';
  private dovecot: ChildProcess | null = null;
  private readonly passwords = new Map<string, string>();
  private tokenCheck: string | null = null;

  /** `mailboxes`: address → password. `tokenCheck`: where Dovecot asks whether an OAuth token is genuine. */
  async start(mailboxes: Record<string, string>, tokenCheck: string | null = null): Promise<void> {
    this.folder = await mkdtemp(join(tmpdir(), 'otklik-mail-'));
    this.tokenCheck = tokenCheck;
    await chmod(this.folder, 0o755);
    await mkdir(join(this.folder, 'mail'));
    await chown(join(this.folder, 'mail'), NOBODY, NOBODY);
    this.smtpPort = await freePort();
    this.imapPort = await freePort();
    for (const [address, password] of Object.entries(mailboxes)) this.passwords.set(address, password);
    await this.writePasswords();
    await this.startPostfix();
    await this.startDovecot();
  }

  async stop(): Promise<void> {
    await this.killDovecot('SIGTERM');
    await run('/usr/sbin/postfix', ['-c', this.postfix, 'abort']).catch(() => undefined);
    await this.until('Postfix has gone', async () => !(await isOpen(this.smtpPort)));
    // A process of Dovecot that is just ending may still write a line.
    await rm(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  async changePassword(address: string, password: string): Promise<void> {
    this.passwords.set(address, password);
    await this.writePasswords();
    // Dovecot looks at the file once a second, and who is signed in already would stay so.
    await sleep(1_500);
    await this.doveadm('kick', address).catch(() => undefined);
  }

  async startDovecot(): Promise<void> {
    await writeFile(this.dovecotConf, this.dovecotSettings());
    if (this.tokenCheck) await writeFile(join(this.folder, 'oauth2.conf'), this.oauthSettings(this.tokenCheck));
    const child = spawn('/usr/sbin/dovecot', ['-F', '-c', this.dovecotConf], { detached: true, stdio: 'ignore' });
    this.dovecot = child;
    await this.until('Dovecot listens', () => isOpen(this.imapPort));
  }

  /** Master and children at once: with SIGKILL nobody says good-bye. */
  async killDovecot(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.dovecot;
    this.dovecot = null;
    if (!child?.pid) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It has gone already.
    }
    const ended = () => child.exitCode !== null || child.signalCode !== null;
    await this.until('Dovecot has gone', async () => ended() && !(await isOpen(this.imapPort)));
  }

  /** Hands one mail to Postfix as any mail program would. */
  async swaks(from: string, to: string, data: string): Promise<void> {
    const file = join(this.folder, `swaks-${Math.random().toString(36).slice(2)}`);
    await writeFile(file, data);
    await run('swaks', ['--server', `127.0.0.1:${this.smtpPort}`, '--from', from, '--to', to, '--data', `@${file}`]);
    await rm(file);
  }

  /** The mails that lie in a mailbox, oldest first, as Postfix delivered them. */
  async mailsOf(address: string): Promise<string[]> {
    const [name, domain] = address.split('@');
    const found: { name: string; text: string }[] = [];
    for (const part of ['new', 'cur']) {
      const folder = join(this.folder, 'mail', domain!, name!, 'Maildir', part);
      for (const file of await readdir(folder).catch(() => []))
        found.push({ name: file, text: await readFile(join(folder, file), 'latin1') });
    }
    // A name is `seconds.V<device>I<inode>M<microseconds>.host`.
    const moment = (name: string) => Number(`${name.split('.')[0]}.${/M(\d+)/.exec(name)?.[1]?.padStart(6, '0') ?? 0}`);
    return found.sort((a, b) => moment(a.name) - moment(b.name)).map(({ text }) => text);
  }

  async mailTo(address: string, count: number): Promise<string> {
    let mails: string[] = [];
    await this.until(`${count} mails to ${address}`, async () => {
      mails = await this.mailsOf(address);
      return mails.length >= count;
    });
    return mails[count - 1]!;
  }

  /** Lays a mail into a folder of the mailbox as it is, past Postfix and its limits. */
  async lay(address: string, content: string | Buffer, folder = ''): Promise<void> {
    const [name, domain] = address.split('@');
    const maildir = join(this.folder, 'mail', domain!, name!, 'Maildir', folder);
    const file = `${Math.floor(Date.now() / 1000)}.M${Date.now() % 1_000_000}Q${Math.random().toString(36).slice(2)}.test`;
    for (const part of ['', 'tmp', 'new', 'cur']) await mkdir(join(maildir, part), { recursive: true });
    await writeFile(join(maildir, 'tmp', file), content);
    await run('chown', ['-R', `${NOBODY}:${NOBODY}`, join(this.folder, 'mail')]);
    await rename(join(maildir, 'tmp', file), join(maildir, 'new', file));
  }

  /** How the folder's numbers are made anew: what happens when a mailbox is restored from a backup. */
  async renumber(address: string): Promise<void> {
    const [name, domain] = address.split('@');
    const maildir = join(this.folder, 'mail', domain!, name!, 'Maildir');
    await this.killDovecot();
    for (const file of await readdir(maildir))
      if (file.startsWith('dovecot')) await rm(join(maildir, file), { recursive: true });
    await this.startDovecot();
  }

  async doveadm(...args: string[]): Promise<string> {
    return (await run('/usr/bin/doveadm', ['-c', this.dovecotConf, ...args])).stdout;
  }

  /** What the servers wrote down, for a test that fails. */
  async log(): Promise<string> {
    const read = (name: string) => readFile(join(this.folder, name), 'utf8').catch(() => '');
    return `${await read('postfix.log')}\n${await read('dovecot.log')}`;
  }

  async until(what: string, is: () => Promise<boolean>, timeoutMs = 30_000): Promise<void> {
    const end = Date.now() + timeoutMs;
    while (!(await is())) {
      if (Date.now() > end) throw new Error(`Waited in vain: ${what}\n${(await this.log()).slice(-4000)}`);
      await sleep(50);
    }
  }

  private get postfix(): string {
    return join(this.folder, 'postfix');
  }

  private get dovecotConf(): string {
    return join(this.folder, 'dovecot.conf');
  }

  private async writePasswords(): Promise<void> {
    const lines = [...this.passwords].map(([address, password]) => `${address}:{PLAIN}${password}`);
    await writeFile(join(this.folder, 'users'), `${lines.join('\n')}\n`, { mode: 0o644 });
  }

  private async startPostfix(): Promise<void> {
    for (const name of ['postfix', 'spool', 'lib']) await mkdir(join(this.folder, name));
    const uid = Number(execFileSync('id', ['-u', 'postfix']).toString());
    await chown(join(this.folder, 'lib'), uid, -1);
    const addresses = [...this.passwords.keys()];
    const domains = [...new Set(addresses.map((address) => address.split('@')[1]))];
    const main = {
      compatibility_level: '3.6',
      queue_directory: join(this.folder, 'spool'),
      data_directory: join(this.folder, 'lib'),
      command_directory: '/usr/sbin',
      daemon_directory: '/usr/lib/postfix/sbin',
      maillog_file: join(this.folder, 'postfix.log'),
      maillog_file_prefixes: this.folder,
      inet_interfaces: '127.0.0.1',
      inet_protocols: 'ipv4',
      mynetworks: '127.0.0.0/8',
      myhostname: 'mx.shop.test',
      mydestination: '',
      alias_maps: '',
      local_recipient_maps: '',
      recipient_delimiter: '+',
      virtual_mailbox_domains: domains.join(' '),
      virtual_mailbox_base: join(this.folder, 'mail'),
      virtual_mailbox_maps: `texthash:${join(this.postfix, 'mailboxes')}`,
      virtual_uid_maps: `static:${NOBODY}`,
      virtual_gid_maps: `static:${NOBODY}`,
      default_transport: 'error:nothing leaves this machine',
      message_size_limit: String(40 * 1024 * 1024),
      virtual_mailbox_limit: '0',
      smtpd_client_connection_rate_limit: '0',
      default_process_limit: '20',
    };
    const services = [
      `127.0.0.1:${this.smtpPort} inet n - n - - smtpd`,
      ...['pickup unix n - n 60 1', 'qmgr unix n - n 300 1'].map((line) => `${line} ${line.split(' ')[0]}`),
      ...[
        'cleanup unix n - n - 0',
        'rewrite unix - - n - - trivial-rewrite',
        'bounce unix - - n - 0',
        'defer unix - - n - 0 bounce',
        'trace unix - - n - 0 bounce',
        'verify unix - - n - 1',
        'error unix - - n - -',
        'retry unix - - n - - error',
        'virtual unix - n n - -',
        'anvil unix - - n - 1',
        'scache unix - - n - 1',
        'proxymap unix - - n - -',
        'postlog unix-dgram n - n - 1 postlogd',
        'tlsmgr unix - - n 1000? 1',
        'smtp unix - - n - -',
        'local unix - n n - -',
      ].map((line) => (line.split(' ').length > 7 ? line : `${line} ${line.split(' ')[0]}`)),
    ];
    await writeFile(
      join(this.postfix, 'main.cf'),
      Object.entries(main)
        .map(([name, value]) => `${name} = ${value}\n`)
        .join(''),
    );
    await writeFile(join(this.postfix, 'master.cf'), `${services.join('\n')}\n`);
    const places = addresses.map((address) => `${address} ${address.split('@')[1]}/${address.split('@')[0]}/Maildir/`);
    await writeFile(join(this.postfix, 'mailboxes'), `${places.join('\n')}\n`);
    await run('/usr/sbin/postfix', ['-c', this.postfix, 'start']);
    await this.until('Postfix listens', () => isOpen(this.smtpPort));
  }

  private oauthSettings(tokenCheck: string): string {
    return `introspection_mode = get\nintrospection_url = ${tokenCheck}\nusername_attribute = email\nactive_attribute = active\nactive_value = true\n`;
  }

  private dovecotSettings(): string {
    return `
base_dir = ${join(this.folder, 'run')}
state_dir = ${join(this.folder, 'state')}
log_path = ${join(this.folder, 'dovecot.log')}
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login${this.tokenCheck ? ' xoauth2 oauthbearer' : ''}
auth_failure_delay = 0
mail_location = maildir:~/Maildir
mail_max_userip_connections = 50
first_valid_uid = 1
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${join(this.folder, 'users')}
}
${this.tokenCheck ? `passdb {\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = ${join(this.folder, 'oauth2.conf')}\n}` : ''}
userdb {
  driver = static
  args = uid=${NOBODY} gid=${NOBODY} home=${join(this.folder, 'mail')}/%d/%n
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${this.imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`;
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.setTimeout(1_000, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
