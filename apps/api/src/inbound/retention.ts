// Rules of keeping (the ledger): how many days bodies and rows stay, as a workspace set it. Pure.

/** Bodies stay so long where nobody says otherwise; rows stay for good. */
export const USUAL_BODY_DAYS = 90;
export const LEAST_BODY_DAYS = 7;

export interface Retention {
  bodyDays: number;
  /** Null: rows are kept for good. */
  rowDays: number | null;
}

export function retentionOf(settings: Record<string, unknown>): Retention {
  const { bodyDays, rowDays } = (settings.ledger ?? {}) as { bodyDays?: unknown; rowDays?: unknown };
  const days = (value: unknown): number | null =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
  return { bodyDays: days(bodyDays) ?? USUAL_BODY_DAYS, rowDays: days(rowDays) };
}
