import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { useStepUp } from '../sessions/step-up.tsx';
import { type Choices, changedFields, compare, resolve, type ThreeWay } from '../ui/three-way.ts';
import { ApiError } from './client.ts';
import type { FieldOfCode } from './form-errors.ts';
import { useContractForm } from './use-contract-form.ts';

interface Description<Thing, Values, Body> {
  /** What the form changes, as it is known now. */
  thing: Thing;
  schema: z.ZodType;
  /** What the form holds of it. */
  valuesOf: (thing: Thing) => Values;
  /** The request that makes the one state of the other: only what differs. */
  bodyOf: (before: Values, after: Values) => Body;
  send: (body: Body, version: number) => Promise<Thing>;
  alsoCheck?: (values: Values) => Record<string, string>;
  fieldOf: FieldOfCode;
  /** The thing in a refusal that says that it changed meanwhile (412). */
  read: z.ZodType<Thing>;
  onSaved: (saved: Thing, before: Thing) => void;
  onConflict: (current: Thing) => void;
}

interface Conflict<Thing, Values> {
  readonly current: Thing;
  readonly fields: ThreeWay<Values>;
}

/**
 * The form of a thing that is there. It sends what changed, with the version that was seen. Where somebody else was
 * faster, nothing is saved: `conflict` holds what both did, until `decide` says what stays. What others change meanwhile is
 * taken over where nothing was typed; else `newer` says in which fields.
 */
export function useVersionedForm<Thing extends { version: number }, Values extends Record<string, unknown>, Body>(
  description: Description<Thing, Values, Body>,
) {
  const { thing, schema, valuesOf, bodyOf, alsoCheck, fieldOf, onSaved } = description;
  const [seen, setSeen, seenNow] = useSeen(thing);
  const [conflict, setConflict] = useState<Conflict<Thing, Values> | null>(null);
  const typedNow = useRef<() => Values>(null);
  const send = useSendChanges(description, seenNow, () => typedNow.current?.(), setConflict);

  const { form, submit, refusal, isSending } = useContractForm({
    schema,
    initialValues: valuesOf(thing),
    toBody: (values: Values) => bodyOf(valuesOf(seenNow()), values),
    alsoCheck,
    fieldOf,
    send,
    onDone: (saved, sent) => {
      const before = seenNow();
      start(saved, resolve(compare(sent, form.getValues(), valuesOf(saved)), {}));
      onSaved(saved, before);
    },
  });
  typedNow.current = () => form.getValues();
  const changed = changedFields(valuesOf(seen), form.values);

  function start(from: Thing, values = valuesOf(from)) {
    setSeen(from);
    setConflict(null);
    form.setValues(values);
    form.resetDirty(valuesOf(from));
    form.clearErrors();
  }

  // A newer state is taken over where that touches nothing that was typed.
  const newer = thing.version > seen.version && !conflict ? changedFields(valuesOf(seen), valuesOf(thing)) : [];
  useEffect(() => {
    if (thing === seen || thing.version < seen.version || conflict) return;
    if (changedFields(valuesOf(seen), valuesOf(thing)).length === 0) setSeen(thing);
    else if (changed.length === 0) start(thing);
  });

  function decide(choices: Choices<Values>) {
    if (!conflict) return;
    const values = resolve(conflict.fields, choices);
    start(conflict.current, values);
    if (changedFields(valuesOf(conflict.current), values).length > 0) submit();
  }

  return {
    form,
    submit,
    refusal: refusal?.code === 'user.changed' ? null : refusal,
    isSending,
    /** The fields that I changed. */
    changed,
    /** The fields that others changed while I was typing. */
    newer,
    conflict: conflict?.fields ?? null,
    decide,
    /** Shows what both did before anything is sent. */
    lookAtNewer: () => setConflict({ current: thing, fields: compare(valuesOf(seen), form.getValues(), valuesOf(thing)) }),
    discard: () => start(conflict?.current ?? thing),
  };
}

/** The state that the form was filled from: to draw with, and as it is at this moment. */
function useSeen<Thing>(thing: Thing) {
  const [seen, setState] = useState(thing);
  const latest = useRef(thing);
  const setSeen = (next: Thing) => {
    latest.current = next;
    setState(() => next);
  };
  return [seen, setSeen, () => latest.current] as const;
}

function useSendChanges<Thing extends { version: number }, Values extends object, Body>(
  { valuesOf, send, read, onConflict }: Description<Thing, Values, Body>,
  seenNow: () => Thing,
  typedNow: () => Values | undefined,
  setConflict: (conflict: Conflict<Thing, Values>) => void,
) {
  const run = useStepUp();
  return async (body: Body): Promise<Thing> => {
    const before = seenNow();
    let { version } = before;
    for (;;) {
      try {
        return await run(() => send(body, version));
      } catch (error) {
        const current = currentIn(error, read);
        if (!current) throw error;
        const fields = compare(valuesOf(before), typedNow() ?? valuesOf(before), valuesOf(current));
        // What changed is nothing that this form shows, such as the status: nobody is overwritten.
        if (current.version !== version && changedFields(fields.before, fields.theirs).length === 0) {
          ({ version } = current);
          continue;
        }
        setConflict({ current, fields });
        onConflict(current);
        throw error;
      }
    }
  };
}

function currentIn<Thing>(error: unknown, read: z.ZodType<Thing>): Thing | null {
  if (!(error instanceof ApiError) || error.code !== 'user.changed') return null;
  return read.safeParse(error.problem?.current).data ?? null;
}
