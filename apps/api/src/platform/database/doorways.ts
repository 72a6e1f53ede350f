// The doors in the tenant wall: the only queries that may cross workspaces, each by name and with its reason.

const DOORWAYS = {
  'sign-in': 'An address and a password are looked up before the workspace is known.',
  session: 'A cookie names its session; the session names its workspace.',
  'password-reset': 'A mailed token names its agent before anyone is signed in.',
  'api-key': 'A key names its workspace.',
  'connection-key': 'A webhook or a widget is known by its public key.',
  'connection-address': 'A mail is known by the address it was sent to.',
  'connections-active': 'Pollers and listeners serve every workspace.',
  'visitor-token': 'A widget visitor is known by the token of its browser.',
  'survey-link': 'A link to a survey is known by the key in its address.',
  'you-said': 'A public page is known by the name of its workspace.',
  outbox: 'The relay carries the facts of every workspace.',
  sweep: 'Due rows are looked for in every workspace; each goes on as a job that names its own.',
  'first-run': 'The terminal asks whether any workspace exists, and which.',
  'push-endpoint':
    'One browser has one address for pushes: whoever signs in there last takes it over, from any workspace.',
  'reports-verify': 'The terminal verifies and rebuilds the reports of every workspace in turn.',
  'report-changes': 'What changed in the reports of every workspace is merged in turn, each by its own.',
  doctor: 'The doctor counts stuck rows over the whole desk.',
} as const;

export type Doorway = keyof typeof DOORWAYS;

/** Marks a statement as allowed to cross workspaces; the wall test reads the mark. */
export function doorway(name: Doorway, sql: string): string {
  return `/* doorway: ${name} */ ${sql}`;
}
