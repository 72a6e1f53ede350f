// What can go wrong on purpose: one typed table from code to HTTP status; the words live in platform/words.
export const ERROR_STATUS = {
  'bad-request': 400,
  'validation-failed': 400,
  'sign-in-needed': 401,
  'sign-in-failed': 401,
  'choose-workspace': 409,
  'csrf-failed': 403,
  'not-allowed': 403,
  'not-found': 404,
  'connection-unknown': 404,
  'signature-refused': 401,
  conflict: 409,
  'key-reused': 409,
  'key-needed': 400,
  'nothing-to-read': 409,
  'last-owner': 409,
  'address-taken': 409,
  'name-taken': 409,
  'password-wrong': 400,
  'time-zone-unknown': 400,
  'preferences-too-large': 413,
  'hours-wrong': 400,
  'hours-overlap': 400,
  'holiday-wrong': 400,
  'weekly-wrong': 400,
  'kind-unknown': 400,
  'setting-wrong': 400,
  'connection-refused': 422,
  'connection-unreached': 502,
  'ticket-closed': 409,
  'undo-too-late': 409,
  'split-empty': 409,
  'split-answered': 409,
  'not-a-forward': 409,
  'body-dropped': 410,
  'merge-later-first': 409,
  'reply-window-over': 409,
  'already-answered': 409,
  'link-expired': 410,
  'link-wrong': 404,
  'identity-refused': 403,
  'body-too-large': 413,
  'file-too-large': 413,
  'unsupported-media': 415,
  'search-too-broad': 422,
  'too-many-requests': 429,
  unavailable: 503,
  'disk-full': 507,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** A refusal with a reason: becomes problem+json with `code`, in the caller's language. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    /** Named values for the words, and extra members of the problem document. */
    readonly params: Record<string, string | number | string[]> = {},
  ) {
    super(code);
  }
}
