import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import { ApiError } from '../api/client.ts';

// Fetched when somebody is asked for the first time.
const ProofDialog = lazy(() => import('./ProofDialog.tsx').then((module) => ({ default: module.ProofDialog })));

/** The question that is open: every call that waits for it gets the same answer. */
interface Question {
  readonly answer: Promise<boolean>;
  readonly settle: (proved: boolean) => void;
}

let question: Question | null = null;
let wasAsked = false;
const listeners = new Set<() => void>();

/**
 * For calls that ask for a password typed lately: `const run = useStepUp()`, then `run(() => call(…))`. Where the call is
 * refused for it, a dialog asks for the password and the call is repeated. Whoever cancels gets the refusal
 * `session.step_up`, as from the call itself. `StepUpDialog` must stand on the page.
 */
export function useStepUp(): <T>(work: () => Promise<T>) => Promise<T> {
  return runWithProof;
}

async function runWithProof<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'session.step_up' || !(await askForProof())) throw error;
    }
  }
}

function askForProof(): Promise<boolean> {
  if (question) return question.answer;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  wasAsked = true;
  setQuestion({ answer: promise, settle: resolve });
  return promise;
}

function settle(proved: boolean) {
  question?.settle(proved);
  setQuestion(null);
}

function setQuestion(next: Question | null) {
  question = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where the question for the password appears; once on the page. */
export function StepUpDialog() {
  const isOpen = useSyncExternalStore(subscribe, () => question !== null);
  useEffect(() => () => settle(false), []);
  if (!wasAsked) return null;
  return (
    <Suspense>
      <ProofDialog opened={isOpen} onDone={settle} />
    </Suspense>
  );
}
