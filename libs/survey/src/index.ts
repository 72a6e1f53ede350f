// The front door of libs/survey: what we ask and how it is counted.
export * from './benjamini-hochberg.js';
export * from './newcombe.js';
export * from './normal.js';
export * from './nps-interval.js';
export * from './policy.js';
export * from './quantile-sketch.js';
export * from './scales.js';
export * from './score.js';
export * from './wilson.js';
export * from './words.js';
