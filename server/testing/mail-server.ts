import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** What a mail server answers to a recipient: nothing (accepted), or an SMTP error. */
export type Verdict = { readonly code: number; readonly text: string } | null;

export interface MailServer {
  readonly url: string;
  readonly mails: Email[];
  /** Decides from now on about each recipient. */
  answer(verdict: (recipient: string) => Verdict): void;
  /** The next mail to this address that nobody has waited for yet; fails after `seconds`. */
  next(to: string, seconds?: number): Promise<Email>;
  close(): Promise<void>;
}

/** A real SMTP server on loopback that keeps what it is sent. */
export async function startMailServer(): Promise<MailServer> {
  const mails: Email[] = [];
  const taken = new Set<Email>();
  let verdict: (recipient: string) => Verdict = () => null;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      const refusal = verdict(address);
      done(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null);
    },
    onData: (stream, _session, done) => {
      buffer(stream)
        .then((bytes) => PostalMime.parse(bytes))
        .then(
          (mail) => {
            mails.push(mail);
            done();
          },
          (error: Error) => done(error),
        );
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    answer: (next) => {
      verdict = next;
    },
    next: (to, seconds = 15) => waitFor(() => take(mails, taken, to), `a mail to ${to}`, seconds),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function take(mails: Email[], taken: Set<Email>, to: string): Email | null {
  const mail = mails.find((one) => !taken.has(one) && one.to?.some(({ address }) => address === to));
  if (mail) taken.add(mail);
  return mail ?? null;
}

/** Asks again and again until there is an answer; fails after `seconds`. */
export async function waitFor<T>(ask: () => T | null | Promise<T | null>, what: string, seconds = 15): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > deadline) throw new Error(`Waited ${seconds} s for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** What stands behind the # of the mail's first button. */
export function tokenIn(mail: Email): string {
  const token = /#([\w-]{43})/.exec(mail.text ?? '')?.[1];
  if (!token) throw new Error('There is no link in the mail.');
  return token;
}
