// The author's own words in HTML, in the very markup of the mail programs that make it.
import { expect, it } from '@jest/globals';
import { replyOfHtml } from './html-reply.js';

const shown = (words: string) =>
  words
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');

it.each<[string, string, string | RegExp]>([
  [
    'outlook desktop border-top',
    '<div class="WordSection1"><p class="MsoNormal">Teal.</p><p class="MsoNormal">&nbsp;</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>From:</b> Mira &lt;m@x.example&gt; <br><b>Sent:</b> Monday, November 16, 2026 9:40 AM<br><b>To:</b> P<br><b>Subject:</b> lid</p></div></div><p>Which colour?</p></div>',
    'Teal.',
  ],
  [
    'mail.ru',
    '<div>Teal.</div><div>&nbsp;</div><div>-- <br>Петя</div><blockquote style="border-left:1px solid #0857A6;margin:10px;padding:0 0 0 10px;">Понедельник, 16 ноября 2026, 9:40 +03:00 от Mira &lt;m@x.example&gt;:<br><div>Which?</div></blockquote>',
    'Teal.',
  ],
  [
    'spark',
    '<div><div name="messageBodySection"><div dir="auto">Teal.</div></div><div name="messageSignatureSection"><br><div>Petya Doneva, buyer at Lids and Mugs</div></div><div name="messageReplySection">Mira asked on Monday<br><p>Which?</p></div></div>',
    'Teal.',
  ],
  [
    'yandex',
    '<div>Teal.</div><div> </div><div>16.11.2026, 09:40, "Mira" &lt;m@x.example&gt;:</div><blockquote><div>Which?</div></blockquote>',
    'Teal.',
  ],
  [
    'yahoo',
    '<div class="ydp1">Teal.</div><div id="ydpbyahoo_quoted_0" class="ydpyahoo_quoted"><div>On Monday, November 16, 2026 at 09:40:00 AM GMT+2, Mira &lt;m@x.example&gt; wrote:</div><div>Which?</div></div>',
    'Teal.',
  ],
  [
    'yahoo quoted 2',
    '<div>Teal.</div><div class="yahoo_quoted" id="yahoo_quoted_1"><div><div>В понедельник, 16 ноября 2026 г., 09:40:00 GMT+3, Mira &lt;m@x.example&gt; написал(-а): </div><div>Which?</div></div></div>',
    'Teal.',
  ],
  [
    'apple new',
    '<html><body>Teal.<br><div><br><blockquote type="cite"><div>On 16 Nov 2026, at 09:40, Mira &lt;m@x.example&gt; wrote:</div><br><div>Which?</div></blockquote></div></body></html>',
    'Teal.',
  ],
  [
    'apple fwd',
    '<html><body>See this.<br><div><br><blockquote type="cite"><div>Begin forwarded message:</div><br><div><b>From: </b>Kaloyan &lt;k@x.example&gt;<br></div><div><b>Subject: </b>lid<br></div><div><b>Date: </b>16 November 2026<br></div><div><b>To: </b>P</div><br><div>The lid is lost.</div></blockquote></div></body></html>',
    /lid is lost/,
  ],
  [
    'gmail fwd',
    '<div dir="ltr">See this.<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>From: <strong>K</strong> &lt;k@x.example&gt;<br>Date: Mon<br>Subject: lid<br>To: P<br></div><br><br>The lid is lost.</div></div>',
    /lid is lost/,
  ],
  [
    'outlook mobile',
    '<div>Teal.</div><div id="ms-outlook-mobile-signature"><div></div>Get <a href="https://aka.ms/x">Outlook for Android</a></div><hr style="x"><div id="divRplyFwdMsg"><font><b>From:</b> Mira &lt;m@x.example&gt;<br><b>Sent:</b> Monday, 16 November 2026 09:40<br><b>To:</b> P<br><b>Subject:</b> lid</font></div><div>Which?</div>',
    'Teal.',
  ],
  [
    'outlook sig then words',
    '<div>Teal.</div><div id="Signature"><p>Petya Doneva<br>Buyer</p></div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Mira<br><b>Sent:</b> Monday, 16 November 2026 09:40<br><b>To:</b> P<br><b>Subject:</b> lid</div><div>Which?</div>',
    'Teal.',
  ],
  [
    'inline in gmail',
    '<div dir="ltr"><div class="gmail_quote"><div class="gmail_attr">On Mon, Nov 16, 2026 at 9:40 AM Mira &lt;m@x.example&gt; wrote:<br></div><blockquote class="gmail_quote"><div>Which colour?</div></blockquote><div>Teal.</div><blockquote class="gmail_quote"><div>Which size?</div></blockquote><div>41</div><blockquote class="gmail_quote"><div>Bye</div></blockquote></div></div>',
    'Teal.\n> Which size?\n41',
  ],
  [
    'bottom post thunderbird',
    '<div class="moz-cite-prefix">On 11/16/26 9:40, Mira wrote:<br></div><blockquote type="cite" cite="mid:x"><p>Which?</p></blockquote><p>Teal.<br></p><div class="moz-signature">-- <br>Petya</div>',
    'Teal.',
  ],
  [
    'thunderbird fwd',
    '<p>See.</p><div class="moz-forward-container"><br><br>-------- Forwarded Message --------<table class="moz-email-headers-table"><tbody><tr><th>Subject: </th><td>lid</td></tr><tr><th>Date: </th><td>Mon</td></tr><tr><th>From: </th><td>K &lt;k@x.example&gt;</td></tr><tr><th>To: </th><td>P</td></tr></tbody></table><br><br><p>The lid is lost.</p></div>',
    /lid is lost/,
  ],
  [
    'proton',
    '<div>Teal.</div><div class="protonmail_signature_block"><div class="protonmail_signature_block-proton">Sent with <a href="https://proton.me">Proton Mail</a> secure email.</div></div><div class="protonmail_quote">On Monday, November 16th, 2026 at 9:40 AM, Mira &lt;m@x.example&gt; wrote:<br><blockquote class="protonmail_quote" type="cite">Which?</blockquote></div>',
    'Teal.',
  ],
  [
    'zoho',
    '<div>Teal.</div><div class="zmail_extra_hr" style="border-top: 1px solid"><br></div><div class="zmail_extra"><div>---- On Mon, 16 Nov 2026 09:40:00 +0200 <b>Mira &lt;m@x.example&gt;</b> wrote ---<br></div><blockquote>Which?</blockquote></div>',
    'Teal.',
  ],
  [
    'roundcube',
    '<p>Teal.</p><p id="reply-intro">On 2026-11-16 09:40, Mira wrote:</p><blockquote type="cite" style="padding: 0 0.4em; border-left: #1010ff 2px solid">Which?</blockquote>',
    'Teal.',
  ],
  [
    'hand table',
    '<p>Sizes:</p><table><tr><td>lid</td><td>1</td></tr><tr><td>cup</td><td>2</td></tr></table><p>Thanks</p>',
    /lid 1[\s\S]*cup 2[\s\S]*Thanks/,
  ],
  ['hidden by display none', '<div style="display:none">preheader</div><p>Teal.</p>', 'Teal.'],
  [
    'words typed in the quote',
    '<div>See below.</div><div class="gmail_quote"><div class="gmail_attr">On Mon, Nov 16, 2026 at 9:40 AM Mira &lt;m@x.example&gt; wrote:</div><blockquote class="gmail_quote">Which colour?<div style="color:red">Teal!</div></blockquote></div>',
    /See below/,
  ],
  [
    'gmail signature prefix',
    '<div dir="ltr">Teal.<div><br></div><span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature">Petya<br>Zelvo</div></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, Nov 16, 2026 at 9:40 AM Mira &lt;<a href="mailto:m@x.example">m@x.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid">Which?</blockquote></div>',
    'Teal.',
  ],
  ['only a quote', '<blockquote type="cite">Which?</blockquote>', /Which/],
  [
    'lotus',
    '<p>Teal.</p><font>-----"Mira" &lt;m@x.example&gt; wrote: -----</font><div style="border-left:2px solid">To: P<br>From: "Mira" &lt;m@x.example&gt;<br>Date: 11/16/2026 09:40AM<br>Subject: lid<br><br>Which?</div>',
    'Teal.',
  ],
  [
    'fastmail',
    '<div>Teal.</div><div>On Mon, 16 Nov 2026, at 9:40 AM, Mira wrote:<br></div><blockquote type="cite" id="qt">Which?</blockquote><div><br></div>',
    'Teal.',
  ],
  [
    'samsung',
    '<p dir="ltr">Teal.</p><br><div id="composer_signature"><div style="font-size:85%">Sent from my Galaxy</div></div><div><br></div><div style="font-size:100%"><div>-------- Original message --------</div><div>From: Mira &lt;m@x.example&gt; </div><div>Date: 16/11/2026 09:40 (GMT+02:00) </div><div>To: P </div><div>Subject: lid </div><div><br></div></div>Which?',
    'Teal.',
  ],
  [
    'win mail',
    '<div>Teal.</div><div>&nbsp;</div><div>Sent from <a href="x">Mail</a> for Windows</div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From: </b><a href="mailto:m@x.example">Mira</a><br><b>Sent: </b>16 November 2026 09:40<br><b>To: </b>P<br><b>Subject: </b>lid</p></div><p>Which?</p>',
    'Teal.',
  ],
  [
    'qq',
    '<div>Teal.</div><div style="font-size: 12px;">------------------ 原始邮件 ------------------</div><div style="font-size: 12px;"><div><b>发件人:</b> "Mira" &lt;m@x.example&gt;;</div><div><b>发送时间:</b> 2026年11月16日(星期一) 上午9:40</div><div><b>收件人:</b> "P";</div><div><b>主题:</b> lid</div></div><div>Which?</div>',
    'Teal.',
  ],
  [
    'front-like blockquote no mark',
    '<p>Teal.</p><div>Mira &lt;m@x.example&gt; wrote on 16/11/2026 09:40:</div><blockquote>Which?</blockquote>',
    'Teal.',
  ],
])('%s', (_, html, wanted) => {
  for (const reply of [false, true]) {
    const words = shown(replyOfHtml(html, { reply }).reply);
    if (typeof wanted === 'string') expect(words).toBe(wanted);
    else expect(words).toMatch(wanted);
  }
});
