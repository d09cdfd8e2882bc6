import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { ApiError } from './client.ts';
import type { FieldOfCode } from './form-errors.ts';
import { useContractForm } from './use-contract-form.ts';

interface Description<Item, Values, Body> {
  /** As it is known now; null: a new one. */
  item: Item | null;
  schema: z.ZodType;
  valuesOf: (item: Item | null) => Values;
  bodyOf: (values: Values) => Body;
  create: (body: Body) => Promise<Item>;
  /** Sends the edit with the version that was seen. */
  update: (seen: Item, body: Body) => Promise<Item>;
  fieldOf: FieldOfCode;
  refresh: () => Promise<void>;
  onSaved: (saved: Item, wasNew: boolean) => void;
}

/**
 * The form of one of a short list, or of a new one. Where somebody else changed it meanwhile, nothing is saved: the form shows
 * what there is now, and `changedElsewhere` is true.
 */
export function useItemForm<Item extends { version: number }, Values extends Record<string, unknown>, Body>(
  description: Description<Item, Values, Body>,
) {
  const { item, schema, valuesOf, bodyOf, create, update, fieldOf, refresh, onSaved } = description;
  const [seen, setSeen] = useState(item);
  const [changedElsewhere, setChangedElsewhere] = useState(false);

  async function send(body: Body): Promise<{ saved: boolean; now: Item }> {
    if (!seen) return { saved: true, now: await create(body) };
    try {
      return { saved: true, now: await update(seen, body) };
    } catch (error) {
      const problem = error instanceof ApiError ? error.problem : null;
      if (problem?.status !== 412 || !problem.current) throw error;
      return { saved: false, now: problem.current as Item };
    }
  }

  const { form, ...sending } = useContractForm({
    schema,
    initialValues: valuesOf(item),
    toBody: bodyOf,
    send,
    onDone: async ({ saved, now }) => {
      show(now);
      setChangedElsewhere(!saved);
      await refresh();
      if (saved) onSaved(now, !seen);
    },
    fieldOf,
  });

  function show(now: Item) {
    setSeen(now);
    form.setInitialValues(valuesOf(now));
    form.setValues(valuesOf(now));
  }

  // What came in while nobody was typing shows at once.
  useEffect(() => {
    if (item && seen && item.version > seen.version && !form.isDirty() && !sending.isSending) show(item);
  });

  return { form, ...sending, changedElsewhere };
}
