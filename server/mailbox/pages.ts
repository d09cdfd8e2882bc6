import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { cameDirectlyFromHere, LOCAL_HOST } from '../http/loopback.ts';
import { mailboxFolder } from '../platform/mail.ts';
import { escapeHtml } from '../platform/mail-layout.ts';
import { listMails, readMail, type StoredMail } from '../platform/mailbox.ts';
import { Refusal } from '../platform/refusal.ts';
import { MAILBOX_STYLE } from './style.ts';
import { WATCH_SCRIPT } from './watch-script.ts';

/**
 * Whether this request may read the mailbox: no mail server is set, Rollcall's own address is localhost, and the request
 * came from this machine, to localhost, through nobody.
 */
export function isMailboxOpen(config: Config): (request: FastifyRequest) => boolean {
  const isHere = !config.SMTP_URL && LOCAL_HOST.test(new URL(config.ROLLCALL_URL).host);
  return (request) => isHere && cameDirectlyFromHere(request);
}

/** The mailbox pages: a list, and each mail as its reader sees it. */
export function mountMailbox(server: FastifyInstance, config: Config): void {
  const isOpen = isMailboxOpen(config);
  const folder = mailboxFolder(config);
  const demandOpen = async (request: FastifyRequest) => {
    if (!isOpen(request)) throw new Refusal('request.not_found');
  };
  server.get('/mailbox', { onRequest: demandOpen }, async (_, reply) => {
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header(
        'content-security-policy',
        `default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'nonce-${nonce}'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      )
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(listPage(await listMails(folder), nonce));
  });
  server.get('/mailbox/newest', { onRequest: demandOpen, logLevel: 'silent' }, async (_, reply) => {
    const [newest] = await listMails(folder);
    return reply.header('cache-control', 'no-store').send({ id: newest?.id ?? '' });
  });
  server.get('/mailbox/watch.js', { onRequest: demandOpen }, (_, reply) => reply.type('text/javascript').send(WATCH_SCRIPT));
  server.get<{ Params: { id: string } }>('/mailbox/:id', { onRequest: demandOpen }, async (request, reply) => {
    const mail = await readMail(folder, request.params.id);
    if (!mail) throw new Refusal('request.not_found');
    return reply
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
      )
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(mail.html.replace('<head>', '<head><base target="_top">'));
  });
}

function listPage(mails: readonly StoredMail[], nonce: string): string {
  const empty = '<p class="empty">No mail yet. Sign up, or add a user, and their mail appears here by itself.</p>';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mailbox · Rollcall</title><style nonce="${nonce}">${MAILBOX_STYLE}</style>
<script src="/mailbox/watch.js" data-newest="${mails[0]?.id ?? ''}" defer></script></head>
<body><header><a href="/">Rollcall</a><h1>Mailbox</h1><p>No mail server is configured, so mails stay here, on this machine. Set <code>SMTP_URL</code> to send them.</p></header>
<main>${mails.length === 0 ? empty : mails.map(mailItem).join('')}</main></body></html>`;
}

function mailItem(mail: StoredMail, index: number): string {
  return `<details${index === 0 ? ' open' : ''}><summary><span class="subject">${escapeHtml(mail.subject)}</span><span class="to">to ${escapeHtml(mail.to)}</span>
<time datetime="${mail.at}">${mail.at.slice(0, 19).replace('T', ' ')} UTC</time></summary>
<iframe src="/mailbox/${mail.id}" title="${escapeHtml(mail.subject)}" loading="lazy" sandbox="allow-top-navigation-by-user-activation"></iframe></details>`;
}
