// A mail without Message-ID is the same mail by whatever way it came.
import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { mailDigest } from './mail-digest.js';

const digest = (text: string) => mailDigest(Buffer.from(text));
const MAIL = 'From: a@b.test\r\nSubject: x\r\n\r\nReceived: by hand\r\n';

describe('the digest', () => {
  it('is that of the bytes where no server wrote on it', () =>
    expect(digest(MAIL)).toBe(createHash('sha256').update(MAIL).digest('hex')));
  it.each([
    'Received: from x\r\n\tby y; today\r\n',
    'Return-Path: <a@b.test>\r\nDelivered-To: c@d.test\r\nReceived: by y\r\n',
    'Authentication-Results: y;\r\n dmarc=pass\r\n',
  ])('does not change with %j on top', (trace) => expect(digest(trace + MAIL)).toBe(digest(MAIL)));
  it('changes with a word', () => {
    expect(digest(MAIL.replace('hand', 'foot'))).not.toBe(digest(MAIL));
    expect(digest(`Received: x\r\n${MAIL.replace('Subject: x', 'Subject: y')}`)).not.toBe(digest(MAIL));
  });
  it.each(['', '\n', '\r\n\r\n', 'Received: only', 'Received: x\n\n'])('is one for %j', (text) =>
    expect(digest(text)).toMatch(/^[0-9a-f]{64}$/),
  );
});
