// One thing the doctor saw: whether it is well, in words, and what to do about it.
export interface Finding {
  level: 'fine' | 'doubtful' | 'wrong';
  what: string;
  /** What to do; null where nothing needs doing. */
  mend: string | null;
}

export const fine = (what: string): Finding => ({ level: 'fine', what, mend: null });
export const doubtful = (what: string, mend: string): Finding => ({ level: 'doubtful', what, mend });
export const wrong = (what: string, mend: string): Finding => ({ level: 'wrong', what, mend });
