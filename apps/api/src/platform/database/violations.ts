// What PostgreSQL refused: lets a use case turn a broken unique or foreign key into words.

/** Whether `error` is the violation of the constraint or unique index of this name. */
export function violates(error: unknown, constraint: string): boolean {
  const cause = (error as { driverError?: unknown })?.driverError ?? error;
  return (cause as { constraint?: string })?.constraint === constraint;
}
