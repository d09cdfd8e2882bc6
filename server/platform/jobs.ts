import { Logger, type Runner, type RunnerOptions, run } from 'graphile-worker';
import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';

/** What a job of each task is given. Ids only: what they point to is read when the job runs. */
export interface JobPayloads {
  readonly send_mail: { readonly accountId: string; readonly mailId: string };
  readonly send_password_reset: { readonly requestId: string };
  readonly forget_mails: object;
  readonly clean_up: object;
  readonly erase_users: object;
  readonly close_repeats: object;
  readonly make_activity_months: object;
  readonly drop_activity: object;
}

export type Task = keyof JobPayloads;

/** Which try this is, and whether it is the last. */
export interface Attempt {
  readonly number: number;
  readonly isLast: boolean;
  /** When the next try would be, if this one fails. */
  readonly next: Date;
}

export type Tasks = { readonly [T in Task]: (payload: JobPayloads[T], attempt: Attempt) => Promise<void> };

/** With 12 tries and a delay of e^n seconds, the last one is a day and a half after the first. */
const ATTEMPTS = 12;

/** Adds a job that runs once the transaction is committed, and never if it is not. */
export async function addJob<T extends Task>(tx: Tx, task: T, payload: JobPayloads[T]): Promise<void> {
  await sql`select add_job(${task}, ${JSON.stringify(payload)}::json, ${ATTEMPTS}::int)`.execute(tx);
}

const CRONTAB = `
17 * * * * clean_up
37 * * * * erase_users
* * * * * close_repeats
47 * * * * make_activity_months
27 3 * * * drop_activity`;

export interface Worker {
  /** Resolves when the jobs that run have ended. */
  stop(): Promise<void>;
}

/** Runs jobs until it is stopped. A job that throws is tried again, later each time. */
export async function startWorker(url: string, tasks: Tasks, atOnce: number, log: (message: string) => void): Promise<Worker> {
  const taskList = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      (payload: unknown, { job }: { job: { attempts: number; max_attempts: number } }) => {
        const next = new Date(Date.now() + Math.exp(Math.min(job.attempts, 10)) * 1000);
        return task(payload as never, { number: job.attempts, isLast: job.attempts >= job.max_attempts, next });
      },
    ]),
  );
  const options: RunnerOptions = {
    connectionString: url,
    taskList,
    crontab: CRONTAB,
    concurrency: atOnce,
    pollInterval: 1000,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') log(message);
    }),
  };
  return supervise(() => run(options), log);
}

/**
 * Begins anew once the database is back after it was lost: graphile-worker 0.18 listens again then, but its workers may
 * wait for ever for the answer to a question that the lost connection took along (seen in 6 of 11 restarts).
 */
async function supervise(begin: () => Promise<Runner>, log: (message: string) => void): Promise<Worker> {
  let isStopping = false;
  let renewal = Promise.resolve();
  const watch = (runner: Runner): Runner => {
    let wasLost = false;
    runner.events.on('pool:listen:error', () => {
      wasLost = true;
    });
    runner.events.on('pool:listen:success', () => {
      if (wasLost && !isStopping) renewal = renew(runner);
      wasLost = false;
    });
    return runner;
  };
  const renew = async (old: Runner) => {
    try {
      current = watch(await begin());
    } catch (error) {
      log(`The worker could not begin anew: ${(error as Error).message}`);
      return;
    }
    // Not awaited: what waits for ever would hold it up. Jobs that run on it end in their time.
    old.stop().catch((error: Error) => log(error.message));
  };
  let current = watch(await begin());
  return {
    stop: async () => {
      isStopping = true;
      await renewal;
      await current.stop();
    },
  };
}
