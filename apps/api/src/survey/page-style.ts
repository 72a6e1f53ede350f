// The looks of the survey page: one small sheet, named by its hash in the page's own Content-Security-Policy.
import { createHash } from 'node:crypto';
import { SCRIPT_HASH } from './page-script.js';

export const STYLE = `
:root{color-scheme:light dark;--ink:#1c2422;--soft:#55625e;--paper:#fff;--ground:#f3f6f5;--line:#b9c5c1;--mark:#14594a;--on:#fff;--tint:#e3f0ec;--bad:#a12622}
@media (prefers-color-scheme:dark){:root{--ink:#edf2f0;--soft:#a9b6b2;--paper:#1a2220;--ground:#111715;--line:#47544f;--mark:#7fd1bb;--on:#0d1613;--tint:#21352f;--bad:#ff9d96}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.5 system-ui,sans-serif}
main{max-width:36rem;margin:0 auto;padding:1rem}
.card{background:var(--paper);border:1px solid var(--line);border-radius:1rem;padding:1.25rem;margin:.75rem 0}
nav{display:flex;gap:.25rem;justify-content:flex-end;flex-wrap:wrap}
nav a,nav span{padding:.6rem .7rem;border-radius:.5rem;font-size:.9375rem}
nav span{font-weight:700}
a{color:var(--mark)}
h1{font-size:1.4rem;line-height:1.25;margin:.25rem 0 .5rem}
p{margin:.5rem 0}
.after{border-inline-start:4px solid var(--mark);padding-inline-start:.9rem;margin:1rem 0}
h2{font-size:1rem;line-height:1.3;margin:.5rem 0 .25rem}
blockquote{margin:.25rem 0;white-space:pre-line;overflow-wrap:anywhere}
ul{margin:.5rem 0;padding-inline-start:1.25rem}
li a{display:inline-block;padding:.4rem 0}
.said{list-style:none;padding:0}
.said li{border-top:1px solid var(--line);padding:.75rem 0;overflow-wrap:anywhere}
.soft{color:var(--soft);overflow-wrap:anywhere}
.bad{color:var(--bad);font-weight:600}
fieldset{border:0;margin:0;padding:0;min-width:0}
legend{font-size:1.15rem;font-weight:600;padding:0;margin:.75rem 0}
.points{display:grid;gap:.5rem}
.short{grid-template-columns:repeat(5,1fr)}
.eleven{grid-template-columns:repeat(6,1fr)}
.points label{display:flex;align-items:center;gap:.75rem;min-height:3.25rem;padding:.5rem .9rem;border:2px solid var(--line);border-radius:.75rem;cursor:pointer}
.short label{flex-direction:column;justify-content:center;gap:.25rem;padding:.5rem 0;text-align:center;white-space:nowrap}
.points label:hover{border-color:var(--mark)}
.points label:has(:checked){border-color:var(--mark);background:var(--tint)}
.points label:has(:focus-visible){outline:3px solid var(--mark);outline-offset:2px}
.points input{width:1.3rem;height:1.3rem;margin:0;flex:none;accent-color:var(--mark)}
svg{flex:none}
.down{transform:scaleY(-1)}
.stars{letter-spacing:.1em;color:var(--mark)}
.chips{display:flex;flex-wrap:wrap;gap:.5rem}
.chips label{display:flex;align-items:center;gap:.5rem;min-height:2.75rem;padding:.25rem .9rem;border:2px solid var(--line);border-radius:2rem;cursor:pointer}
.chips label:has(:checked){border-color:var(--mark);background:var(--tint)}
.chips label:has(:focus-visible){outline:3px solid var(--mark);outline-offset:2px}
.chips input{width:1.1rem;height:1.1rem;margin:0;accent-color:var(--mark)}
.ends{display:flex;justify-content:space-between;gap:1rem;font-size:.9375rem}
.ends span:last-child{text-align:end}
@media (min-width:36rem){.short{grid-template-columns:repeat(10,1fr);gap:.25rem}.eleven{grid-template-columns:repeat(11,1fr)}}
textarea{width:100%;min-height:7rem;padding:.75rem;border:2px solid var(--line);border-radius:.75rem;background:var(--paper);color:inherit;font:inherit}
button{width:100%;min-height:3.25rem;margin:1rem 0 .25rem;border:0;border-radius:.75rem;background:var(--mark);color:var(--on);font:inherit;font-weight:700;cursor:pointer}
button:focus-visible,textarea:focus-visible,a:focus-visible,summary:focus-visible{outline:3px solid var(--mark);outline-offset:2px}
summary{padding:.75rem 0;cursor:pointer;color:var(--mark)}
footer{text-align:center;font-size:.9375rem}
footer a{display:inline-block;padding:.75rem}
`.trim();

const HASH = createHash('sha256').update(STYLE).digest('base64');

/** Nothing but this sheet, the one script that keeps what is typed, and a form that posts back to us; no frames, no pictures. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${HASH}'; script-src 'sha256-${SCRIPT_HASH}'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/** Of every such page: nobody keeps it, frames it or lists it, and where it was left from is nobody's affair. */
export const PAGE_HEADERS = {
  'content-security-policy': PAGE_POLICY,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};
