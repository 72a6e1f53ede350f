// The front door of libs/survey: what we ask and how it is counted.
export * from './policy.js';
export * from './scales.js';
export * from './words.js';
