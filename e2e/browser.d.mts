// The browser of the end-to-end tests, typed.
import type { Browser } from 'playwright-core';

export function findBrowser(): Promise<{ path: string; args: string[] } | { path: null; reason: string }>;
export function launchBrowser(): Promise<Browser | null>;
