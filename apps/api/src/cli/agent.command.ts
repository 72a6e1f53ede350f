// `otklik agent …`: whoever holds the machine can let a person in, or back in.
import { randomBytes } from 'node:crypto';
import { CreateAgent } from '../people/create-agent.js';
import { ResetAgentPassword } from '../people/reset-agent-password.js';
import type { AgentRole } from '../platform/http/access.js';
import { TerminalError } from './explain-failure.js';
import { chooseWorkspace, withDesk } from './with-desk.js';

const ROLES = ['owner', 'lead', 'agent'];
const SHORTEST_PASSWORD = 8;

interface NewAgentOptions {
  email: string;
  name?: string;
  role: string;
  password?: string;
  workspace?: string;
}

export async function createAgent({ email, name, role, password, workspace }: NewAgentOptions): Promise<void> {
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new TerminalError(`"${email}" is not an e-mail address.`);
  checkRole(role);
  checkPassword(password);
  await withDesk(async (app) => {
    const { id: workspaceId } = await chooseWorkspace(app, workspace);
    const chosen = password ?? newPassword();
    const order = {
      workspaceId,
      email,
      name: name ?? email.slice(0, email.indexOf('@')),
      role: role as AgentRole,
      password: chosen,
    };
    const agent = await app.get(CreateAgent, { strict: false }).run(order);
    console.log(`${agent.name} <${agent.email}> can sign in as ${agent.role}.`);
    if (!password) console.log(`Password (shown only now): ${chosen}`);
  });
}

export async function resetPassword(options: { email: string; password?: string; workspace?: string }): Promise<void> {
  const { email, password = null, workspace = null } = options;
  checkPassword(password ?? undefined);
  await withDesk(async (app) => {
    const done = await app.get(ResetAgentPassword, { strict: false }).run({ email, password, workspace });
    console.log(`${email} has a new password and was signed out everywhere.`);
    if (!password) console.log(`Password (shown only now): ${done.password}`);
  });
}

/** @throws TerminalError for a word that is no role */
export function checkRole(role: string): void {
  if (!ROLES.includes(role)) throw new TerminalError(`"${role}" is no role. There are: ${ROLES.join(', ')}.`);
}

/** Easy to read aloud and to type; 100 bits. */
export function newPassword(): string {
  return [...randomBytes(20)]
    .map((byte) => 'abcdefghijkmnpqrstuvwxyz23456789'[byte & 31])
    .join('')
    .replace(/(.{5})(?=.)/g, '$1-');
}

function checkPassword(password: string | undefined): void {
  if (password !== undefined && password.length < SHORTEST_PASSWORD) {
    throw new TerminalError(`A password needs at least ${SHORTEST_PASSWORD} characters.`);
  }
}
