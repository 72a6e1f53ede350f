// The language of the one who is signed in: what this browser remembers is only to begin with, the desk's answer is what holds.
import { useEffect } from 'react';
import { speak } from '../words/words.js';
import { useMe } from './people-names.js';

/** Chosen meanwhile on another device, it changes here as soon as the desk has said so. */
export function useOwnLanguage(): void {
  const { locale } = useMe().agent;
  useEffect(() => void speak(locale), [locale]);
}
