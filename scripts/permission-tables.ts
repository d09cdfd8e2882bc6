import { ERRORS, type ErrorCode } from '../contract/errors.ts';
import type { Decision } from '../contract/problem.ts';
import type { Actor } from '../server/sessions/actor.ts';

/** Somebody who acts, as a column is headed. */
export interface Acting {
  readonly title: string;
  readonly actor: Actor;
}

/** A row: what is asked of each who acts. */
export type Asked = readonly [title: string, ask: (actor: Actor) => Decision];

/** Who may do what, with the reasons below. Actors to whom every row gives the same answers share a column. */
export function matrix(actors: readonly Acting[], rows: readonly Asked[]): string {
  const reasons: ErrorCode[] = [];
  const cellOf = (decision: Decision): string => {
    if (decision.ok) return 'yes';
    if (!reasons.includes(decision.because)) reasons.push(decision.because);
    return `no ${reasons.indexOf(decision.because) + 1}`;
  };
  const columns = actors.map(({ title, actor }) => ({ title, cells: rows.map(([, ask]) => cellOf(ask(actor))) }));
  const groups = [...Map.groupBy(columns, ({ cells }) => cells.join()).values()];
  const heads = groups.map((group) => group.map(({ title }) => capital(title)).join(',<br>'));
  const body = rows.map(([title], index) => [title, ...groups.map((group) => group[0]?.cells[index] ?? '')]);
  const notes = reasons.map((code, index) => `${index + 1}. ${ERRORS[code].text} (\`${code}\`)`);
  return [tableOf(['', ...heads], body), ...(notes.length > 0 ? [notes.join('\n')] : [])].join('\n\n');
}

export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
