// The one small script of the survey page: keeps what is being typed. Without it the form works as ever.
import { createHash } from 'node:crypto';

export const SCRIPT =
  `(()=>{const a=document.getElementById('comment'),u=a&&a.form.dataset.keep;if(!u)return;let t,l=a.value;
const k=()=>{clearTimeout(t);const v=a.value;if(v===l)return;l=v;fetch(u,{method:'POST',body:new URLSearchParams({comment:v}),keepalive:true}).catch(()=>{l=null})};
a.addEventListener('input',()=>{clearTimeout(t);t=setTimeout(k,1500)});addEventListener('pagehide',k);
a.form.addEventListener('submit',()=>{clearTimeout(t);l=a.value})})()`.replaceAll('\n', '');

export const SCRIPT_HTML = `<script>${SCRIPT}</script>`;
export const SCRIPT_HASH = createHash('sha256').update(SCRIPT).digest('base64');
